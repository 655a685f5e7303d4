"""Keep the clocks of a case (时限): running or ended, suspended, moved, and when the nearest is due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

from sqlalchemy import bindparam, func, select, update

from jiuji_docs.storage.prepared import Prepared
from jiuji_docs.storage.repository import AnyRow, Repository
from jiuji_docs.storage.tables import CASE, CLOCK, CLOCK_SUSPENSION, DUE_CHANGE, PERSON

_CLOCKS = Prepared(
    select(CLOCK).where(CLOCK.c.case_id == bindparam("case_id")).order_by(CLOCK.c.id)
)
_END_CLOCK = Prepared(
    update(CLOCK)
    .where(
        CLOCK.c.case_id == bindparam("of_case"),
        CLOCK.c.time_limit == bindparam("limit"),
        CLOCK.c.ended_at.is_(None),
    )
    .values(
        ended_at=bindparam("at", type_=CLOCK.c.ended_at.type),
        ended_seq=bindparam("seq", type_=CLOCK.c.ended_seq.type),
        end_reason=bindparam("reason", type_=CLOCK.c.end_reason.type),
    )
)
_NEAREST_DUE = Prepared(
    update(CASE)
    .where(CASE.c.id == bindparam("of_case"))
    .values(
        due_at=select(func.min(CLOCK.c.due_at))
        .where(CLOCK.c.case_id == bindparam("of_case"), CLOCK.c.ended_at.is_(None))
        .scalar_subquery()
    )
)


class Clocks(Repository):
    """Rows of ``clock``, ``clock_suspension`` and ``due_change``."""

    def start_clock(
        self,
        *,
        case_id: int,
        time_limit: str,
        budget: str,
        started_at: dt.datetime,
        due_at: dt.datetime | None,
        provisional: bool = False,
        rolls: bool = True,
        started_seq: int | None = None,
    ) -> AnyRow:
        """Start a time limit; ``due_at`` is None where nobody set one (未规定)."""
        clock = self._insert(
            CLOCK,
            {
                "case_id": case_id,
                "time_limit": time_limit,
                "budget": budget,
                "started_at": started_at,
                "due_at": due_at,
                "provisional": provisional,
                "rolls": rolls,
                "started_seq": started_seq,
            },
        )
        if due_at is not None:
            self._keep_nearest_due(case_id)
        return clock

    def end_clocks(
        self,
        case_id: int,
        time_limits: Collection[str],
        at: dt.datetime,
        *,
        seq: int | None = None,
        reason: str = "done",
    ) -> None:
        """End those of *time_limits* that are running; *reason* is ``done`` or ``voided``."""
        ended = sum(
            self._carry_out(_END_CLOCK, of_case=case_id, limit=limit, at=at, seq=seq, reason=reason)
            for limit in time_limits
        )
        if ended:
            self._keep_nearest_due(case_id)

    def clocks(self, case_id: int) -> list[AnyRow]:
        """Return every time limit of a case, running or ended, in the order they started."""
        return self._read(_CLOCKS, case_id=case_id)

    def running_clocks(self, after: int, limit: int) -> list[AnyRow]:
        """Return running clocks that have a budget, by key, with case number, pack and route."""
        columns: list[Any] = [*CLOCK.c, CASE.c.number, CASE.c.pack]
        statement = (
            select(*columns)
            .join(CASE, CASE.c.id == CLOCK.c.case_id)
            .where(CLOCK.c.ended_at.is_(None), CLOCK.c.budget != "unset", CLOCK.c.id > after)
            .order_by(CLOCK.c.id)
            .limit(limit)
        )
        return self._all(statement)

    def move_clock(
        self,
        clock: Any,
        due_at: dt.datetime | None,
        *,
        provisional: bool,
        reason: str,
        at: dt.datetime,
    ) -> None:
        """Give a clock the due time that was derived anew, and keep what it was and why."""
        self._insert(
            DUE_CHANGE,
            {
                "clock_id": clock.id,
                "old_due_at": clock.due_at,
                "new_due_at": due_at,
                "provisional": provisional,
                "reason": reason,
                "changed_at": at,
            },
        )
        values = {"due_at": due_at, "provisional": provisional}
        self._write(update(CLOCK).where(CLOCK.c.id == clock.id).values(values))
        self._keep_nearest_due(clock.case_id)

    def change_clock(self, clock_id: int, time_limit: str, budget: str, *, rolls: bool) -> AnyRow:
        """Give a clock another time limit's name and budget (换版) and return it; its start stays."""
        values = {"time_limit": time_limit, "budget": budget, "rolls": rolls}
        changed = update(CLOCK).where(CLOCK.c.id == clock_id).values(values)
        return self._session.execute(changed.returning(*CLOCK.c)).one()

    def due_changes(self, case_id: int) -> list[AnyRow]:
        """Return every change of a due time of a case, oldest first."""
        joined = select(DUE_CHANGE).join(CLOCK, CLOCK.c.id == DUE_CHANGE.c.clock_id)
        return self._all(joined.where(CLOCK.c.case_id == case_id).order_by(DUE_CHANGE.c.id))

    def suspend(self, clock_id: int, at: dt.datetime, reason: str, seq: int) -> None:
        """Bring a clock to a stand."""
        new = {"clock_id": clock_id, "from_at": at, "reason": reason, "from_seq": seq}
        self._insert(CLOCK_SUSPENSION, {**new, "to_at": None, "to_seq": None})

    def resume(self, clock_id: int, at: dt.datetime, seq: int) -> bool:
        """Let a clock run on; False when it was not standing. Never ends before it began."""
        standing = select(CLOCK_SUSPENSION).where(
            CLOCK_SUSPENSION.c.clock_id == clock_id, CLOCK_SUSPENSION.c.to_at.is_(None)
        )
        rows = self._all(standing)
        for row in rows:
            ends = {"to_at": max(at, row.from_at), "to_seq": seq}
            self._write(
                update(CLOCK_SUSPENSION).where(CLOCK_SUSPENSION.c.id == row.id).values(ends)
            )
        return bool(rows)

    def suspensions(self, case_id: int) -> list[AnyRow]:
        """Return every suspension of a case's clocks, oldest first."""
        joined = select(CLOCK_SUSPENSION).join(CLOCK, CLOCK.c.id == CLOCK_SUSPENSION.c.clock_id)
        return self._all(joined.where(CLOCK.c.case_id == case_id).order_by(CLOCK_SUSPENSION.c.id))

    def suspensions_of(self, clock_id: int) -> list[AnyRow]:
        """Return the suspensions of one clock, oldest first."""
        of_clock = select(CLOCK_SUSPENSION).where(CLOCK_SUSPENSION.c.clock_id == clock_id)
        return self._all(of_clock.order_by(CLOCK_SUSPENSION.c.id))

    def escalate(self, clock_id: int, role: str, unit: str, at: dt.datetime) -> None:
        """Put a missed clock on the list of those who hold *role* in *unit* (逾期上报)."""
        values = {"escalated_to": role, "escalated_unit": unit, "escalated_at": at}
        self._write(update(CLOCK).where(CLOCK.c.id == clock_id).values(values))

    def take_back_escalation(self, clock_id: int) -> None:
        """Take a clock off that list: its due time has moved on."""
        none = {"escalated_to": None, "escalated_unit": None, "escalated_at": None}
        self._write(update(CLOCK).where(CLOCK.c.id == clock_id).values(none))

    def escalated(self, unit: str, roles: Collection[str], limit: int) -> list[AnyRow]:
        """Return running clocks that were reported to *roles* in *unit*, longest overdue first."""
        columns: list[Any] = [*CLOCK.c, PERSON.c.name.label("person_name")]
        statement = (
            select(*columns)
            .join(CASE, CASE.c.id == CLOCK.c.case_id)
            .join(PERSON, PERSON.c.id == CASE.c.person_id)
            .where(
                CLOCK.c.ended_at.is_(None),
                CLOCK.c.escalated_at.is_not(None),
                CLOCK.c.escalated_unit == unit,
                CLOCK.c.escalated_to.in_(sorted(roles)),
            )
            .order_by(CLOCK.c.due_at, CLOCK.c.id)
            .limit(limit)
        )
        return self._all(self._scope.limit(statement))

    def with_provisional_due(self, case_ids: Collection[int]) -> frozenset[int]:
        """Return those of *case_ids* whose nearest due time is provisional (暂定)."""
        nearest = (
            select(CLOCK.c.case_id)
            .join(CASE, CASE.c.id == CLOCK.c.case_id)
            .where(
                CLOCK.c.case_id.in_(case_ids),
                CLOCK.c.ended_at.is_(None),
                CLOCK.c.provisional,
                CLOCK.c.due_at == CASE.c.due_at,
            )
        )
        return frozenset(self._session.execute(nearest).scalars())

    def overdue(self, now: dt.datetime, limit: int) -> list[AnyRow]:
        """Return running time limits due before *now*, longest overdue first, with case number."""
        columns: list[Any] = [*CLOCK.c, CASE.c.number, CASE.c.town_id, CASE.c.village_id]
        statement = (
            select(*columns)
            .join(CASE, CASE.c.id == CLOCK.c.case_id)
            .where(CLOCK.c.ended_at.is_(None), CLOCK.c.due_at < now)
            .order_by(CLOCK.c.due_at, CLOCK.c.id)
            .limit(limit)
        )
        return self._all(self._scope.limit(statement))

    def _keep_nearest_due(self, case_id: int) -> None:
        """Write the earliest due time of the running clocks to the case, for the worklist."""
        self._carry_out(_NEAREST_DUE, of_case=case_id)
