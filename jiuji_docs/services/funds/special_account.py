"""Keep the special account (专账): what came in, what went out, and whether it agrees (LJ-3.3b)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from jiuji_docs.domain.errors import NotAllowed, Refused
from jiuji_docs.domain.funds.special_account import KINDS, OUT, Reconciled
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.funds.months import month_span

SHORTEST, LONGEST = 2, 200


@dataclass(frozen=True, slots=True)
class AccountLine:
    """One entry on screen."""

    seq: int
    at: Any
    title: str
    came_in: Decimal | None
    went_out: Decimal | None
    balance: Decimal
    basis: str
    who: str


@dataclass(frozen=True, slots=True)
class AccountView:
    """The account in one month, the month's plan by town, and how it agrees with approvals."""

    month: str
    balance: Decimal | None
    lines: tuple[AccountLine, ...]
    plan: tuple[Any, ...]
    planned: Decimal
    reconciled: Reconciled


class SpecialAccountService:
    """Enter money of the account and show it; batches, reserve and recoveries enter theirs by themselves."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def top_up(self, actor: Actor, *, amount: Decimal, basis: str) -> None:
        """Enter money allotted (资金拨入); the first opens the account."""
        if "finance.clerk" not in actor.roles:
            raise NotAllowed("role", "专账由县级财务经办登记")
        said = basis.strip()
        if not SHORTEST <= len(said) <= LONGEST:
            raise Refused("reason_required", f"请写明依据（{SHORTEST}—{LONGEST} 字）")
        self._desk.special_account.open()
        enter(self._desk, "top_up", amount, said, actor)

    def view(self, month: str = "") -> AccountView:
        """Return the account in *month* (2024-02; the present one when empty)."""
        desk = self._desk
        since, until = month_span(month, desk.now())
        account = desk.special_account.account()
        plan = tuple(desk.special_account.plan(since, until))
        return AccountView(
            f"{since:%Y-%m}",
            None if account is None else account.balance,
            tuple(self._line(row) for row in desk.special_account.entries(since, until)),
            plan,
            sum((row.total for row in plan), Decimal(0)),
            desk.special_account.reconciled(),
        )

    def _line(self, row: Any) -> AccountLine:
        out = row.kind in OUT
        return AccountLine(
            row.seq,
            row.recorded_at,
            KINDS[row.kind],
            None if out else row.amount,
            row.amount if out else None,
            row.balance,
            row.basis,
            str(self._desk.accounts.account(row.account_id).name),
        )


def enter(  # noqa: PLR0917 - an entry, as a ledger lists it
    desk: Desk, kind: str, amount: Decimal, basis: str, actor: Actor, batch: int | None = None
) -> None:
    """Write one entry, where an account was opened and there is a sum; GuardRefused when it is short."""
    if not amount:
        return
    row = desk.special_account.enter(
        kind,
        amount,
        basis=basis[:LONGEST],
        account_id=actor.account,
        recorded_at=desk.now(),
        batch_id=batch,
    )
    if row is not None:
        desk.ledger.append(
            "special_entry", actor.account, subject=str(row.seq), entry=kind, amount=amount
        )


def from_account(rows: Any) -> Decimal:
    """Return what of these payments is the account's own: the reserve paid the rest already."""
    return sum((row.amount for row in rows if row.source == "fund"), Decimal(0))
