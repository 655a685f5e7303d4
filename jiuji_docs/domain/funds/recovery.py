"""Reckon the recovery of relief wrongly drawn (追回): a schedule that adds up, receipts never over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from jiuji_docs.domain.errors import GuardRefused, Refused
from jiuji_docs.domain.money import figures

MOST_INSTALMENTS = 24
FEN = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Instalment:
    """One part to be returned (一期): by which day, how much."""

    due_on: dt.date
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Standing:
    """One instalment as receipts cover it, oldest first; ``overdue`` on the day it was asked."""

    due_on: dt.date
    amount: Decimal
    received: Decimal
    overdue: bool

    @property
    def remainder(self) -> Decimal:
        """What is still to come."""
        return self.amount - self.received


def check_schedule(total: Decimal, parts: Sequence[Instalment], found_on: dt.date) -> None:
    """Raise Refused unless the parts follow the finding in time and add up to *total*."""
    if not 1 <= len(parts) <= MOST_INSTALMENTS:
        raise Refused("instalments", f"退回计划应有 1 至 {MOST_INSTALMENTS} 期")
    if any(part.amount <= 0 for part in parts):
        raise Refused("instalments", "各期应退金额应大于 0 元")
    days = [found_on, *(part.due_on for part in parts)]
    if sorted(set(days[1:])) != days[1:] or days[1] < found_on:
        raise Refused("instalments", "各期退回期限应逐期推后，不早于查实日期")
    summed = sum((part.amount for part in parts), Decimal(0))
    if summed != total:
        raise Refused(
            "schedule_differs",
            f"各期合计 {figures(summed)} 元，与追回总额 {figures(total)} 元不符",
        )


def check_total(total: Decimal, paid: Decimal, ordered: Decimal) -> None:
    """Raise GuardRefused where more would be recovered than the case was paid; *ordered* already is."""
    if total <= 0:
        raise Refused("amount_not_positive", "追回总额应大于 0 元")
    if total > paid - ordered:
        raise GuardRefused(
            "recovery_over",
            f"本案已发放 {figures(paid)} 元，已决定追回 {figures(ordered)} 元，"
            f"不能再追回 {figures(total)} 元",
        )


def check_share(total: Decimal, paid: Decimal, share: str) -> None:
    """Raise GuardRefused where less than the *share* laid down (``1/1``: 全额; empty: 未规定) is recovered."""
    if not share:
        return
    owed = (paid * Fraction(share).numerator / Fraction(share).denominator).quantize(FEN)
    if total < owed:
        raise GuardRefused(
            "recovery_short",
            f"按规定应追回 {figures(owed)} 元，本次决定只有 {figures(total)} 元",
        )


def after_receipt(total: Decimal, received: Decimal, amount: Decimal) -> Decimal:
    """Return what is received in all after one more receipt; GuardRefused where that is more than *total*."""
    if amount <= 0:
        raise Refused("amount_not_positive", "退回金额应大于 0 元")
    left = total - received
    if amount > left:
        raise GuardRefused(
            "receipt_over", f"尚应退 {figures(left)} 元，不能收 {figures(amount)} 元"
        )
    return received + amount


def standings(
    parts: Iterable[Instalment], received: Decimal, today: dt.date
) -> tuple[Standing, ...]:
    """Lay what was received over the instalments, oldest first."""
    found, left = [], received
    for part in parts:
        covered = min(left, part.amount)
        left -= covered
        overdue = covered < part.amount and part.due_on < today
        found.append(Standing(part.due_on, part.amount, covered, overdue))
    return tuple(found)
