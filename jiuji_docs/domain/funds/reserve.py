"""Say how a town's reserve (备用金) moves: kinds of entries, which way each goes, what it may hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from jiuji_docs.domain.errors import GuardRefused, Refused
from jiuji_docs.domain.money import figures

#: Chinese names of the kinds of entries.
KINDS: Mapping[str, str] = {
    "opening": "期初",
    "top_up": "拨入",
    "settlement": "核销拨还",
    "refund": "退款入账",
    "relief": "先行救助支出",
    "give_back": "缴回县级",
}
#: Kinds that take money out; the others bring it in.
OUT = frozenset({"relief", "give_back"})
#: Chinese names of a request's states.
REQUEST_STATES: Mapping[str, str] = {
    "requested": "待县局审核",
    "approved": "待财务拨付",
    "refused": "不予核拨",
    "paid": "已拨付",
}
LONGEST_TEXT = 200


@dataclass(frozen=True, slots=True)
class Movement:
    """One entry to be written (一笔账): sum > 0, purpose (事由), basis (依据), who approved and who handled."""

    kind: str
    amount: Decimal
    purpose: str
    basis: str
    approved_by: str
    handled_by: str
    case_id: int | None = None
    request_id: int | None = None


def balance_after(balance: Decimal, kind: str, amount: Decimal) -> Decimal:
    """Return the balance after an entry; GuardRefused with the figures where it would fall below zero."""
    if amount <= 0:
        raise Refused("amount_not_positive", "金额应大于 0 元")
    if kind not in OUT:
        return balance + amount
    if amount > balance:
        raise GuardRefused("reserve_short", why_short(balance, amount))
    return balance - amount


def why_short(balance: Decimal, amount: Decimal) -> str:
    """Return why a sum cannot be taken out, in figures."""
    return (
        f"备用金余额不足：余额 {figures(balance)} 元，本次支出 {figures(amount)} 元，"
        f"差 {figures(amount - balance)} 元，请先向县局请拨"
    )


def within_quota(balance: Decimal, brought: Decimal, quota: Decimal | None) -> None:
    """Raise GuardRefused where money brought in would lift the balance above the quota (额度; None: 未规定)."""
    if quota is not None and balance + brought > quota:
        raise GuardRefused(
            "reserve_over_quota",
            f"拨入后余额 {figures(balance + brought)} 元，超过备用金额度 {figures(quota)} 元",
        )


def voucher(year: int, seq: int) -> str:
    """Return the number of an entry's voucher within its town (凭证号), such as 2024-0007."""
    return f"{year}-{seq:04d}"
