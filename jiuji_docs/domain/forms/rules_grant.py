"""Check what is given and how it is paid (给付)."""

from __future__ import annotations

from decimal import Decimal

from jiuji_docs.domain.forms.rule import Complaints, Names, Values


def amount_when_money(values: Values, names: Names) -> Complaints:
    """Ask for an amount with money, and only then (发放救助金须填金额)."""
    modes, amount = values.get(names["modes"]), values.get(names["amount"])
    if modes is None or names["amount"] not in values:
        return
    if "money" in modes and amount is None:
        yield names["amount"], "选择发放救助金，须填写金额"
    if "money" not in modes and amount is not None:
        yield names["amount"], "未选择发放救助金，不应填写金额"


def method_when_money(values: Values, names: Names) -> Complaints:
    """Money needs a way to be paid (发放救助金须选发放方式)."""
    modes = values.get(names["modes"])
    if modes is not None and "money" in modes and values.get(names["method"]) == "":
        yield names["method"], "选择发放救助金，须选择发放方式"


def reason_when_cash(values: Values, names: Names) -> Complaints:
    """Cash is the exception and needs a reason (现金发放须说明理由)."""
    method, reason = values.get(names["method"]), values.get(names["reason"])
    if method == "cash" and reason == "":
        yield names["reason"], "以现金发放须说明理由"


def account_when_transfer(values: Values, names: Names) -> Complaints:
    """Ask for bank, account and holder of a card or passbook (转账须填账户)."""
    del names
    titles = {"bank": "开户银行", "bank_account": "账号", "account_name": "户名"}
    if values.get("payment_method") not in ("card", "passbook"):
        return
    for name, title in titles.items():
        if values.get(name) == "":
            yield name, f"发放到银行卡或存折，须填写{title}"


def something_received(values: Values, names: Names) -> Complaints:
    """Ask for money, goods or both (领取内容)."""
    amount, goods = names["amount"], names["goods"]
    if amount in values and values[amount] is None and values.get(goods) == "":
        yield amount, "请填写领取的金额或实物"


def rows_add_up(values: Values, names: Names) -> Complaints:
    """Refuse a total that its rows do not make (明细合计与总额相符)."""
    rows, total = values.get(names["rows"]), values.get(names["total"])
    if rows is None or total is None:
        return
    amounts = [row[names["column"]] for row in rows if row.get(names["column"]) is not None]
    if (found := sum(amounts, Decimal(0))) != total:
        yield names["total"], f"明细合计 {found:.2f} 元，与所填 {total:.2f} 元不符"


def balance_holds(values: Values, names: Names) -> Complaints:
    """Ask that opening and added, less spent, are closing (收支平衡)."""
    known = [values.get(names[part]) for part in ("opening", "added", "spent", "closing")]
    opening, added, spent, closing = known
    if opening is None or added is None or spent is None or closing is None:
        return
    if (left := opening + added - spent) != closing:
        yield names["closing"], f"应余 {left:.2f} 元，与所填 {closing:.2f} 元不符"
