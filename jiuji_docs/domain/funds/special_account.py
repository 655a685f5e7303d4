"""Say how the special account (专账) moves, and whether it agrees with what was approved and paid."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from jiuji_docs.domain.errors import GuardRefused, Refused
from jiuji_docs.domain.money import figures

#: Chinese names of the kinds of entries.
KINDS: Mapping[str, str] = {
    "top_up": "资金拨入",
    "payment": "批次发放",
    "returned": "退汇",
    "reserve": "拨付备用金",
    "give_back": "备用金缴回",
    "recovered": "追回入账",
}
OUT = frozenset({"payment", "reserve"})


def balance_after(balance: Decimal, kind: str, amount: Decimal) -> Decimal:
    """Return the balance after an entry; GuardRefused with the figures where it would fall below zero."""
    if amount <= 0:
        raise Refused("amount_not_positive", "金额应大于 0 元")
    if kind not in OUT:
        return balance + amount
    if amount > balance:
        raise GuardRefused(
            "special_account_short",
            f"专账余额不足：余额 {figures(balance)} 元，本次支出 {figures(amount)} 元，"
            f"差 {figures(amount - balance)} 元",
        )
    return balance - amount


@dataclass(frozen=True, slots=True)
class Reconciled:
    """Approvals beside the account (对账), each a sum in yuan; equal sums agree to the fen."""

    #: What decisions granted through the bank, and where each fen of it stands.
    approved: Decimal
    waiting: Decimal
    sent: Decimal
    paid: Decimal
    failed: Decimal
    #: What the account gave out in batches less what came back, and what those batches hold paid or on its way.
    given: Decimal
    held: Decimal

    @property
    def approvals_differ(self) -> Decimal:
        """How far the parts are from the whole; zero when every fen approved is accounted for."""
        return self.approved - self.waiting - self.sent - self.paid - self.failed

    @property
    def account_differs(self) -> Decimal:
        """How far the account is from its batches."""
        return self.given - self.held

    @property
    def agrees(self) -> bool:
        """Whether both agree."""
        return not self.approvals_differ and not self.account_differs
