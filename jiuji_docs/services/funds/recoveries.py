"""Recover relief wrongly drawn (追回): decide, receive, hand over, let an emergency through a ban."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from jiuji_docs.domain.errors import GuardRefused, NotAllowed, NotInState, Refused
from jiuji_docs.domain.funds.recovery import (
    Instalment,
    Standing,
    check_schedule,
    check_share,
    check_total,
    standings,
)
from jiuji_docs.domain.people import parse_id_number
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.domain.workflow.windows import last_day
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.funds.special_account import enter
from jiuji_docs.services.papers import issue_apart, local_date

#: The parameter that says how long nobody applies after fraud.
WINDOW = "fraud_ban"
#: The parameter that says which share of what was drawn is recovered, such as 1/1.
SHARE = "fraud_recovery_share"
PAPER = "recovery_decision"
SHORTEST, LONGEST, LONGEST_FACTS, PAGE = 2, 200, 300, 100


@dataclass(frozen=True, slots=True)
class RecoveryView:
    """One recovery as it stands: the decision, each instalment, receipts, and what is left."""

    row: Any
    instalments: tuple[Standing, ...]
    receipts: tuple[Any, ...]

    @property
    def remainder(self) -> Decimal:
        """What is still to come back."""
        left: Decimal = self.row.amount - self.row.received
        return left


@dataclass(frozen=True, slots=True)
class RecoveryLine:
    """One recovery in the list: who answers for it, the next instalment that is open, those missed."""

    row: Any
    responsible: str
    next: Standing | None
    missed: tuple[Standing, ...]


class RecoveryService:
    """Decide and follow recoveries; money parts only, the register's route moves the item itself."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def decide(
        self, case_number: str, actor: Actor, *, found_on: dt.date, facts: str, basis: str,
        amount: Decimal, instalments: Sequence[Instalment], stopped: bool = True,
        appeal: tuple[str, str] = ("", ""),
    ) -> str:  # fmt: skip
        """Decide to recover what a case was paid (F28) and bar new applications; return the number.

        ``appeal`` names the organ of review and the court that the paper tells the recipient.
        """
        _require(actor)
        desk, today = self._desk, local_date(self._desk.now())
        case = desk.cases.lock_with_person(case_number, "")
        if found_on > today:
            raise Refused("in_the_future", "查实日期不能晚于今天")
        paid = [row.amount for row in desk.payments.of_case(case.id) if row.state == "paid"]
        check_total(amount, sum(paid, Decimal(0)), desk.recoveries.ordered(case.id))
        check_share(amount, sum(paid, Decimal(0)), self._setting(case, SHARE))
        check_schedule(amount, instalments, found_on)
        said = {"facts": _said(facts, LONGEST_FACTS), "basis": _said(basis, LONGEST)}
        until = self._barred_until(case, found_on)
        serial = desk.numbers.next("recovery", today.year)
        row = desk.recoveries.decide(
            instalments, number=f"ZH-{today.year}-{serial:04d}", case_id=case.id,
            person_id=case.person_id, found_on=found_on, amount=amount, stopped=stopped,
            barred_until=until, transferred_to="", decided_by=actor.account,
            decided_at=desk.now(), **said,
        )  # fmt: skip
        self._issue(row, instalments, actor, appeal)
        self._note("recovery_decided", actor, row.number, amount=amount, case=case_number)
        return str(row.number)

    def receive(self, number: str, actor: Actor, *, amount: Decimal, voucher: str) -> RecoveryView:
        """Take one sum that came back (退款入账); never more than what is left."""
        if "finance.clerk" not in actor.roles:
            raise NotAllowed("role", "退款由县级财务经办登记")
        desk = self._desk
        said = _said(voucher, 30)
        row = desk.recoveries.lock(number)
        if desk.recoveries.has_voucher(row.id, said):
            raise GuardRefused("voucher_used", f"凭证号 {said} 已经登记过")
        desk.recoveries.receive(
            number, amount=amount, voucher=said, account_id=actor.account, received_at=desk.now()
        )
        enter(desk, "recovered", amount, f"{number} {said}", actor)
        self._note("recovery_received", actor, number, amount=amount, voucher=said)
        return self.view(number)

    def transfer(self, number: str, actor: Actor, *, to: str) -> None:
        """Note that a severe case was handed over (情节严重的，移交)."""
        _require(actor)
        said = _said(to, 100)
        self._desk.recoveries.get(number)
        self._desk.recoveries.transfer(number, said, self._desk.now())
        self._note("recovery_transferred", actor, number, to=said)

    def except_ban(self, actor: Actor, *, id_number: str, reason: str) -> None:
        """Let one application of a barred person through, with a reason (紧急情形例外)."""
        _require(actor)
        desk, said = self._desk, _said(reason, LONGEST)
        try:
            known = desk.cases.people([parse_id_number(id_number).value])
        except ValueError as error:
            raise Refused("id_number", str(error)) from error
        if not known or desk.recoveries.barred_until(known, local_date(desk.now())) is None:
            raise NotInState("not_banned", "此人没有在停止受理期内，无须批准例外")
        desk.recoveries.except_ban(
            person_id=known[0], reason=said, account_id=actor.account, granted_at=desk.now()
        )
        self._note("ban_exception", actor, desk.pseudonym(id_number), reason=desk.pseudonym(said))

    def view(self, number: str) -> RecoveryView:
        """Return one recovery as it stands today."""
        desk = self._desk
        row = desk.recoveries.get(number)
        parts = [Instalment(one.due_on, one.amount) for one in desk.recoveries.instalments(row.id)]
        laid = standings(parts, row.received, local_date(desk.now()))
        return RecoveryView(row, laid, tuple(desk.recoveries.receipts(row.id)))

    def newest(self) -> list[RecoveryLine]:
        """Return the newest recoveries with what is next of each."""
        return self._lines(self._desk.recoveries.newest(PAGE))

    def owing(self) -> list[RecoveryLine]:
        """Return every recovery of which something is still to come back."""
        return self._lines(self._desk.recoveries.owing())

    def _lines(self, rows: Sequence[Any]) -> list[RecoveryLine]:
        desk, plans = self._desk, dict[int, list[Instalment]]()
        for one in desk.recoveries.instalments_of([row.id for row in rows]):
            plans.setdefault(one.recovery_id, []).append(Instalment(one.due_on, one.amount))
        today, lines = local_date(desk.now()), []
        for row in rows:
            parts = [one for one in standings(plans[row.id], row.received, today) if one.remainder]
            lines.append(
                RecoveryLine(
                    row,
                    str(desk.accounts.account(row.decided_by).name),
                    parts[0] if parts else None,
                    tuple(one for one in parts if one.overdue),
                )
            )
        return lines

    def _barred_until(self, case: Any, found_on: dt.date) -> dt.date | None:
        """Return the last day of the ban by the case's pack; None where it lays none down."""
        window = self._setting(case, WINDOW)
        return last_day(found_on, window) if window else None

    def _setting(self, case: Any, name: str) -> str:
        """Return what the case's pack lays down; empty where it says nothing (未规定)."""
        parameter = self._desk.pack_of(case).policy.parameters.get(name)
        return str(parameter.value) if parameter is not None and parameter.is_set else ""

    def _issue(
        self, row: Any, parts: Sequence[Instalment], actor: Actor, appeal: tuple[str, str]
    ) -> None:
        values = {
            "found_on": row.found_on,
            "facts": row.facts,
            "basis": row.basis,
            "amount": row.amount,
            "stopped": row.stopped,
            "barred_until": row.barred_until,
            "instalments": [{"due_on": part.due_on, "amount": part.amount} for part in parts],
            "review_organ": appeal[0],
            "court": appeal[1],
        }
        known = {f"{PAPER}.{name}": value for name, value in values.items() if value is not None}
        issue_apart(self._desk, row.case_id, PAPER, actor, known)

    def _note(self, kind: str, actor: Actor, subject: str, **facts: Any) -> None:
        self._desk.ledger.append(kind, actor.account, subject=subject, **facts)


def _require(actor: Actor) -> None:
    if "county.approver" not in actor.roles:
        raise NotAllowed("role", "追回和停止受理由县级审批人员决定")


def _said(text: str, longest: int) -> str:
    said = text.strip()
    if not SHORTEST <= len(said) <= longest:
        raise Refused("reason_required", f"请写明内容（{SHORTEST}—{longest} 字）")
    return said
