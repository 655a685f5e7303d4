"""Gather the facts of a year for the audit checks, within the reader's scope (监督检查取数)."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from jiuji_docs.domain.audit.checks import CHECKS
from jiuji_docs.domain.audit.facts import (
    AuditCase,
    AuditFacts,
    Batch,
    Board,
    Deciding,
    Outside,
    Owed,
    Paid,
)
from jiuji_docs.domain.calendar import BEIJING
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.domain.workflow.policy import Pack
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.papers import local_date
from jiuji_docs.storage.audit import AuditRepository
from jiuji_docs.storage.payment_imports import PaymentImportRepository
from jiuji_docs.storage.scope import Scope

#: Forms that the checks read.
FORMS = ("application", "approval_emergency", "relative_filing", "publicity", "receipt")
#: How far before the year relief is looked at, for what was helped twice.
BEFORE = dt.timedelta(days=366)
#: Payments off the system told one by one.
MOST_OUTSIDE = 1000


def gather(desk: Desk, year: int, reader: Actor | None) -> tuple[AuditFacts, frozenset[str]]:
    """Return the facts, and the numbers of the cases that the year is about: accepted or decided in it."""
    begin = dt.datetime(year, 1, 1, tzinfo=BEIJING)
    end = dt.datetime(year + 1, 1, 1, tzinfo=BEIJING)
    scope = Scope() if reader is None or reader.level == "county" else Scope(reader.town)
    found = _Gathered(desk, AuditRepository(desk.work.session, scope), (begin - BEFORE, end))
    rows = [row for row in found.rows if not _is_register(desk, row)]
    facts = AuditFacts(
        today=local_date(desk.now()),
        cases=tuple(found.case(row) for row in rows),
        batches=tuple(_batch(row) for row in found.reads.batches()) if scope == Scope() else (),
        deceased=found.reads.deceased(),
        outside=_outside(desk) if scope == Scope() else (),
    )
    inside = frozenset(
        row.number
        for row in rows
        if row.accepted_at >= begin or (row.decided_at is not None and row.decided_at >= begin)
    )
    return facts, inside


def _outside(desk: Desk) -> tuple[Outside, ...]:
    """Return the payments without a case that nobody has cleared up; they belong to no town."""
    rows = PaymentImportRepository(desk.work.session).flagged("open", MOST_OUTSIDE)
    return tuple(
        Outside(f"{row.number} 第{row.row}行", "", row.payee, row.amount, local_date(row.found_at))
        for row in rows
    )


class _Gathered:
    """What was read of a span, grouped by case."""

    def __init__(
        self, desk: Desk, reads: AuditRepository, span: tuple[dt.datetime, dt.datetime]
    ) -> None:
        self._desk, self.reads = desk, reads
        self.rows = reads.cases(*span)
        self._entries = _by_case(reads.entries(*span, FORMS))
        packs = {row.pack_checksum: desk.pack_of(row) for row in self.rows}
        decisions = {name for pack in packs.values() for name in _decisions(pack)}
        self._steps = _by_case(reads.steps(*span, decisions))
        self._signatures = {(one.case_id, one.step_seq): one for one in reads.signatures(*span)}
        self._papers = _by_case(reads.papers(*span))
        self._payments = _by_case(reads.payments(*span))
        self._debts = _by_case(reads.debts(*span))
        self._excepted = reads.excepted()
        self._clauses = {key: _clauses(pack) for key, pack in packs.items()}
        self._towns: dict[str, str] = {}

    def case(self, row: Any) -> AuditCase:
        """Return one case as the checks see it."""
        pack = self._desk.pack_of(row)
        entries = {one.form: json.loads(one.body) for one in self._entries[row.id]}
        settings = pack.policy.parameters.values()
        return AuditCase(
            number=row.number,
            town=self._town(row.town_id),
            person=row.person_id,
            name=row.person_name,
            mark=self._desk.pseudonym(row.id_number),
            cause=row.cause,
            occurred_on=row.occurred_on,
            amount=row.amount,
            decided_on=local_date(row.decided_at) if row.decided_at else None,
            closed=row.closed,
            entries=entries,
            parameters={one.id: one.value for one in settings if one.is_set},
            papers=frozenset(one.paper for one in self._papers[row.id]),
            publicised=_publicised(pack, row.route),
            excepted=row.id in self._excepted,
            boards=tuple(_board(one) for one in self._entries[row.id] if one.form == "publicity"),
            decidings=tuple(self._deciding(pack, one) for one in self._steps[row.id]),
            payments=tuple(_paid(one) for one in self._payments[row.id]),
            debts=tuple(_owed(pack, one) for one in self._debts[row.id]),
            clauses=self._clauses[row.pack_checksum],
        )

    def _town(self, town_id: str) -> str:
        if town_id not in self._towns:
            self._towns[town_id] = str(self._desk.accounts.unit(town_id).name)
        return self._towns[town_id]

    def _deciding(self, pack: Pack, step: Any) -> Deciding:
        marks = self._signatures.get((step.case_id, step.seq))
        transition = pack.workflow.transitions.get(step.transition)
        owed = len(transition.signs) if transition is not None else 0
        title = transition.title if transition is not None else step.transition
        decided_on = local_date(step.recorded_at)
        if marks is None:
            return Deciding(title, decided_on, owed, 0)
        return Deciding(title, decided_on, max(marks.asked, owed), marks.applied, marks.printing)


def _by_case(rows: Iterable[Any]) -> Mapping[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.case_id].append(row)
    return found


def _is_register(desk: Desk, row: Any) -> bool:
    """Say whether the row is an item of a register (登记簿) and not a relief case."""
    return row.route in desk.pack_of(row).workflow.registers


def _decisions(pack: Pack) -> frozenset[str]:
    steps = pack.workflow.transitions.values()
    return frozenset(step.id for step in steps if step.signs and (step.grants or step.refuses))


def _clauses(pack: Pack) -> dict[str, tuple[str, ...]]:
    """Return the clauses that say they are carried by each check."""
    clauses = pack.policy.clauses.values()
    return {
        check: tuple(one.id for one in clauses if f"check:{check}" in one.carried_by)
        for check in CHECKS
    }


def _publicised(pack: Pack, route: str) -> bool:
    """Say whether cases of this route are publicised: a step enters the form, and the days are set."""
    days = pack.policy.parameters.get("publicity_days")
    steps = pack.workflow.transitions.values()
    asked = any("publicity" in step.forms and route in step.routes for step in steps)
    return asked and days is not None and days.is_set


def _board(row: Any) -> Board:
    values = json.loads(row.body)
    return Board(
        _day(values.get("from_day")), _day(values.get("to_day")), local_date(row.recorded_at)
    )


def _day(value: object) -> dt.date | None:
    return dt.date.fromisoformat(str(value)) if value else None


def _paid(row: Any) -> Paid:
    settled = local_date(row.settled_at) if row.settled_at else None
    return Paid(
        row.amount,
        row.method,
        row.state,
        row.bank_account,
        row.payee,
        local_date(row.created_at),
        settled,
    )


def _owed(pack: Pack, row: Any) -> Owed:
    debt = pack.workflow.debts.get(row.debt)
    return Owed(
        debt.title if debt is not None else row.debt,
        local_date(row.due_at) if row.due_at else None,
        local_date(row.settled_at) if row.settled_at else None,
    )


def _batch(row: Any) -> Batch:
    return Batch(
        row.number,
        row.state,
        local_date(row.reviewed_at) if row.reviewed_at else None,
        local_date(row.returned_at) if row.returned_at else None,
    )
