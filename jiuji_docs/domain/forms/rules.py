"""Check fields against each other, by names from a closed list (跨字段检查).

A rule gets the values that are right so far and its parameters (which name fields, so that one
rule serves several forms), and yields (field, Chinese message). A field that is missing or wrong
already has its own message, so a rule that cannot judge says nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from jiuji_docs.domain.forms.known import is_known

Values = Mapping[str, Any]
Complaints = Iterator[tuple[str, str]]


def household_size_matches_members(values: Values, names: Mapping[str, str]) -> Complaints:
    """Count the applicant once, whether or not listed among the members (家庭人口与成员一致)."""
    size, members = values.get(names["size"]), values.get(names["members"])
    if size is None or members is None:
        return
    applicant, number = values.get(names["applicant"]), values.get(names["id_number"])
    listed = any(
        row["id_number"] == number if row.get("id_number") else row.get("name") == applicant
        for row in members
    )
    if size != (people := len(members) + (not listed)):
        yield names["size"], f"家庭人口填 {size} 人，连同申请人列出 {people} 人"


def ids_differ(values: Values, names: Mapping[str, str]) -> Complaints:
    """Refuse one ID number in two rows (证件号码重复)."""
    rows = values.get(names["rows"]) or []
    counted = Counter(row["id_number"] for row in rows if row.get("id_number"))
    if repeated := [number for number, times in counted.items() if times > 1]:
        yield names["rows"], f"有 {len(repeated)} 个证件号码重复填写"


def names_differ(values: Values, names: Mapping[str, str]) -> Complaints:
    """Refuse one person in two rows (同一人重复填写)."""
    rows = values.get(names["rows"]) or []
    if len({row["name"] for row in rows}) < len(rows):
        yield names["rows"], "同一人重复填写"


def at_least_two_investigators(values: Values, names: Mapping[str, str]) -> Complaints:
    """Ask for two different people (两人以上入户)."""
    rows = values.get(names["rows"])
    if rows is not None and len({row["name"] for row in rows}) < 2:  # noqa: PLR2004 - two is the rule
        yield names["rows"], "入户调查须有两名以上不同的调查人"


def votes_add_up(values: Values, names: Mapping[str, str]) -> Complaints:
    """For, against and abstaining together are all present (票数合计)."""
    del names
    votes = [values.get(name) for name in ("in_favour", "against", "abstain")]
    present = values.get("present")
    counted = [vote for vote in votes if vote is not None]
    if present is not None and len(counted) == len(votes) and sum(counted) != present:
        yield "present", f"同意、不同意、弃权合计 {sum(counted)} 票，与实到 {present} 人不符"


def present_at_most_expected(values: Values, names: Mapping[str, str]) -> Complaints:
    """No more came than were expected (实到不多于应到)."""
    del names
    expected, present = values.get("expected"), values.get("present")
    if expected is not None and present is not None and present > expected:
        yield "present", f"实到 {present} 人多于应到 {expected} 人"


def unfit_votes(values: Values, names: Mapping[str, str]) -> Complaints:
    """Refuse a conclusion that contradicts the votes (结论与票数相符)."""
    del names
    in_favour, against, abstain = (values.get(name) for name in ("in_favour", "against", "abstain"))
    conclusion = values.get("conclusion")
    if in_favour is None or against is None or abstain is None:
        return
    if conclusion == "fits" and in_favour <= against:
        yield "conclusion", "同意票未多于不同意票，结论不能为“符合”"
    if conclusion == "unfit" and in_favour > against + abstain:
        yield "conclusion", "同意票已过半数，结论不能为“不符合”"


def amount_when_money(values: Values, names: Mapping[str, str]) -> Complaints:
    """Ask for an amount with money, and only then (发放救助金须填金额)."""
    modes, amount = values.get(names["modes"]), values.get(names["amount"])
    if modes is None or names["amount"] not in values:
        return
    if "money" in modes and amount is None:
        yield names["amount"], "选择发放救助金，须填写金额"
    if "money" not in modes and amount is not None:
        yield names["amount"], "未选择发放救助金，不应填写金额"


def method_when_money(values: Values, names: Mapping[str, str]) -> Complaints:
    """Money needs a way to be paid (发放救助金须选发放方式)."""
    modes = values.get(names["modes"])
    if modes is not None and "money" in modes and values.get(names["method"]) == "":
        yield names["method"], "选择发放救助金，须选择发放方式"


def reason_when_cash(values: Values, names: Mapping[str, str]) -> Complaints:
    """Cash is the exception and needs a reason (现金发放须说明理由)."""
    method, reason = values.get(names["method"]), values.get(names["reason"])
    if method == "cash" and reason == "":
        yield names["reason"], "以现金发放须说明理由"


def account_when_transfer(values: Values, names: Mapping[str, str]) -> Complaints:
    """Ask for bank, account and holder of a card or passbook (转账须填账户)."""
    del names
    titles = {"bank": "开户银行", "bank_account": "账号", "account_name": "户名"}
    if values.get("payment_method") not in ("card", "passbook"):
        return
    for name, title in titles.items():
        if values.get(name) == "":
            yield name, f"发放到银行卡或存折，须填写{title}"


def named_when(values: Values, names: Mapping[str, str]) -> Complaints:
    """Yes asks for a name (选“是”须填姓名)."""
    if values.get(names["answer"]) is True and values.get(names["asks"]) == "":
        yield names["asks"], "选择“是”时须填写"


def proxy_named(values: Values, names: Mapping[str, str]) -> Complaints:
    """Whoever applies for another is named (代办人姓名)."""
    del names
    yield from named_when(values, {"answer": "is_proxy", "asks": "proxy_name"})


def to_not_before_from(values: Values, names: Mapping[str, str]) -> Complaints:
    """Refuse a period that ends before it begins (止日不早于起日)."""
    first, last = values.get(names["from"]), values.get(names["to"])
    if first is not None and last is not None and last < first:
        yield names["to"], "不能早于起始日期"


def identity_or_reason(values: Values, names: Mapping[str, str]) -> Complaints:
    """Take an unknown identity only with its reason (身份不明须说明)."""
    number, reason = values.get(names["id_number"]), values.get(names["reason"])
    if number == "" and reason == "":
        yield names["id_number"], "请填写证件号码；身份不明的，在下面说明原因"


def something_received(values: Values, names: Mapping[str, str]) -> Complaints:
    """Ask for money, goods or both (领取内容)."""
    amount, goods = names["amount"], names["goods"]
    if amount in values and values[amount] is None and values.get(goods) == "":
        yield amount, "请填写领取的金额或实物"


def relation_when_proxy(values: Values, names: Mapping[str, str]) -> Complaints:
    """Ask how a proxy is related to the recipient (代领人与领取人关系)."""
    if values.get(names["proxy"]) and values.get(names["relation"]) == "":
        yield names["relation"], "由他人代领的，须填写与领取人关系"


def must_be_true(values: Values, names: Mapping[str, str]) -> Complaints:
    """Ask for the promise itself, not only for an answer (须作承诺)."""
    if values.get(names["field"]) is False:
        yield names["field"], "须确认后才能提交"


def people_differ(values: Values, names: Mapping[str, str]) -> Complaints:
    """Two tasks need two people (不得为同一人)."""
    first, second = values.get(names["first"]), values.get(names["second"])
    if is_known(first) and first == second:
        yield names["second"], "不能为同一人"


Check = Callable[[Values, Mapping[str, str]], Complaints]
_CHECKS: tuple[Check, ...] = (
    household_size_matches_members,
    ids_differ,
    names_differ,
    at_least_two_investigators,
    votes_add_up,
    present_at_most_expected,
    unfit_votes,
    amount_when_money,
    method_when_money,
    reason_when_cash,
    account_when_transfer,
    named_when,
    proxy_named,
    to_not_before_from,
    identity_or_reason,
    something_received,
    relation_when_proxy,
    must_be_true,
    people_differ,
)
#: Every rule by name; a form file that names another is refused by the definitions lint.
RULES: Mapping[str, Check] = {check.__name__: check for check in _CHECKS}
