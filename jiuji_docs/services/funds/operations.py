"""Operations on the money books that a scenario may name (资金操作)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from jiuji_docs.domain.errors import GuardRefused
from jiuji_docs.domain.funds.recovery import Instalment
from jiuji_docs.domain.money import figures
from jiuji_docs.services.funds.recoveries import RecoveryService
from jiuji_docs.services.funds.reserve import ReserveService
from jiuji_docs.services.funds.special_account import SpecialAccountService

if TYPE_CHECKING:
    from jiuji_docs.services.operations import Asked


def _open(asked: Asked) -> None:
    """reserve.open: give ``town`` a reserve of ``amount`` by ``basis``; ``low_line`` may be set."""
    low = asked.values.get("low_line")
    ReserveService(asked.desk).open(
        _town(asked),
        asked.actor,
        opening=_sum(asked, "amount"),
        basis=str(asked.values["basis"]),
        low_line=Decimal(low) if low else None,
    )


def _ask(asked: Asked) -> None:
    """reserve.request: settle what may be settled and ask for ``amount`` on top."""
    row = ReserveService(asked.desk).request(
        _town(asked),
        asked.actor,
        requested=_sum(asked, "amount"),
        reason=str(asked.values["reason"]),
    )
    asked.notes["reserve_request"] = row.number


def _decide(asked: Asked) -> None:
    """reserve.decide: confirm the request just made, or refuse it with ``agreed = false``."""
    ReserveService(asked.desk).decide(
        asked.notes["reserve_request"],
        asked.actor,
        agreed=bool(asked.values.get("agreed", True)),
        opinion=str(asked.values.get("opinion", "")),
    )


def _pay(asked: Asked) -> None:
    """reserve.top_up: pay the request just confirmed into the reserve."""
    ReserveService(asked.desk).pay(asked.notes["reserve_request"], asked.actor)


def _give_back(asked: Asked) -> None:
    """reserve.give_back: return ``amount`` to the county."""
    ReserveService(asked.desk).give_back(
        _town(asked), asked.actor, amount=_sum(asked, "amount"), basis=str(asked.values["basis"])
    )


def _refund(asked: Asked) -> None:
    """reserve.refund: take back ``amount`` of what a case was given."""
    ReserveService(asked.desk).refund(
        asked.cases[asked.values.get("case", "case")],
        asked.actor,
        amount=_sum(asked, "amount"),
        basis=str(asked.values["basis"]),
    )


def _check(asked: Asked) -> None:
    """reserve.check: refuse unless the reserve holds ``balance``."""
    held = asked.desk.reserves.balance(_town(asked))
    if held != _sum(asked, "balance"):
        found = "未设立" if held is None else f"{figures(held)} 元"
        raise GuardRefused("reserve_balance", f"备用金余额为 {found}")


def _town(asked: Asked) -> str:
    return str(asked.values.get("town") or asked.actor.town)


def _sum(asked: Asked, name: str) -> Decimal:
    return Decimal(str(asked.values.get(name, "0")))


def _recover(asked: Asked) -> None:
    """recovery.decide: recover ``amount`` of a case in ``instalments`` of ``due_on``, ``amount``."""
    parts = [
        Instalment(one["due_on"], Decimal(one["amount"])) for one in asked.values["instalments"]
    ]
    asked.notes["recovery"] = RecoveryService(asked.desk).decide(
        asked.cases[asked.values.get("case", "case")],
        asked.actor,
        found_on=asked.values["found_on"],
        facts=str(asked.values["facts"]),
        basis=str(asked.values["basis"]),
        amount=_sum(asked, "amount"),
        instalments=parts,
        appeal=(str(asked.values.get("organ", "")), str(asked.values.get("court", ""))),
    )


def _receive(asked: Asked) -> None:
    """recovery.receive: take ``amount`` that came back under ``voucher``."""
    RecoveryService(asked.desk).receive(
        asked.notes["recovery"],
        asked.actor,
        amount=_sum(asked, "amount"),
        voucher=str(asked.values["voucher"]),
    )


def _transfer(asked: Asked) -> None:
    """recovery.transfer: hand a severe case over ``to`` somebody."""
    number = asked.notes["recovery"]
    RecoveryService(asked.desk).transfer(number, asked.actor, to=str(asked.values["to"]))


def _except_ban(asked: Asked) -> None:
    """override.ban: let one application of a barred person through, with a ``reason``."""
    RecoveryService(asked.desk).except_ban(
        asked.actor,
        id_number=str(asked.values["id_number"]),
        reason=str(asked.values["reason"]),
    )


def _top_up(asked: Asked) -> None:
    """account.top_up: enter ``amount`` allotted by ``basis``."""
    SpecialAccountService(asked.desk).top_up(
        asked.actor, amount=_sum(asked, "amount"), basis=str(asked.values["basis"])
    )


def _reconcile(asked: Asked) -> None:
    """account.reconcile: refuse unless approvals, payments and the account agree, with ``balance`` left."""
    found = SpecialAccountService(asked.desk).view()
    if not found.reconciled.agrees or found.balance != _sum(asked, "balance"):
        raise GuardRefused("account_differs", f"专账余额 {found.balance} 元，对账不符或余额不同")


FUND_OPERATIONS: Mapping[str, Callable[[Asked], None]] = {
    "reserve.open": _open,
    "reserve.request": _ask,
    "reserve.decide": _decide,
    "reserve.top_up": _pay,
    "reserve.give_back": _give_back,
    "reserve.refund": _refund,
    "reserve.check": _check,
    "account.top_up": _top_up,
    "account.reconcile": _reconcile,
    "recovery.decide": _recover,
    "recovery.receive": _receive,
    "recovery.transfer": _transfer,
    "override.ban": _except_ban,
}

#: What people call them.
FUND_TITLES: Mapping[str, str] = {
    "reserve.open": "设立备用金",
    "reserve.request": "报备用金请拨核销表",
    "reserve.decide": "审核请拨核销表",
    "reserve.top_up": "核销拨付备用金",
    "reserve.give_back": "缴回备用金",
    "reserve.refund": "退款入备用金",
    "reserve.check": "核对备用金余额",
    "account.top_up": "登记资金拨入专账",
    "account.reconcile": "专账对账",
    "recovery.decide": "决定追回救助款",
    "recovery.receive": "登记退回的款项",
    "recovery.transfer": "移交",
    "override.ban": "批准停止受理期内的紧急例外",
}
