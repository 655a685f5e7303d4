"""Keep what a case still owes and by when (欠项与时限)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

from sqlalchemy import bindparam, func, select, update

from jiuji_docs.storage.prepared import Prepared
from jiuji_docs.storage.repository import AnyRow, Repository
from jiuji_docs.storage.tables import CASE, CLOCK, DEBT

_DEBTS = Prepared(select(DEBT).where(DEBT.c.case_id == bindparam("case_id")).order_by(DEBT.c.id))
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
    .values(ended_at=bindparam("at", type_=CLOCK.c.ended_at.type))
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


class Obligations(Repository):
    """Rows of ``debt`` and ``clock``."""

    def open_debts(
        self, case_id: int, ids: Collection[str], at: dt.datetime, due_at: dt.datetime | None
    ) -> None:
        """Open debts; one that was settled before is open again."""
        opened = {"opened_at": at, "due_at": due_at, "settled_at": None, "settled_by": None}
        for debt in ids:
            self._write(
                self._upsert(DEBT)
                .values(case_id=case_id, debt=debt, **opened)
                .on_conflict_do_update(index_elements=["case_id", "debt"], set_=opened)
            )

    def settle_debts(
        self, case_id: int, ids: Collection[str], at: dt.datetime, account: str
    ) -> list[str]:
        """Settle those of *ids* that are open and return them."""
        if not ids:
            return []
        statement = (
            update(DEBT)
            .where(DEBT.c.case_id == case_id, DEBT.c.debt.in_(ids), DEBT.c.settled_at.is_(None))
            .values(settled_at=at, settled_by=account)
            .returning(DEBT.c.debt)
        )
        return sorted(self._session.execute(statement).scalars())

    def debts(self, case_id: int) -> list[AnyRow]:
        """Return every debt a case had, in the order they were first opened."""
        return self._read(_DEBTS, case_id=case_id)

    def start_clock(
        self,
        *,
        case_id: int,
        time_limit: str,
        budget: str,
        started_at: dt.datetime,
        due_at: dt.datetime | None,
        provisional: bool = False,
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
            },
        )
        if due_at is not None:
            self._keep_nearest_due(case_id)
        return clock

    def end_clocks(self, case_id: int, time_limits: Collection[str], at: dt.datetime) -> None:
        """End those of *time_limits* that are running."""
        ended = sum(
            self._carry_out(_END_CLOCK, of_case=case_id, limit=limit, at=at)
            for limit in time_limits
        )
        if ended:
            self._keep_nearest_due(case_id)

    def clocks(self, case_id: int) -> list[AnyRow]:
        """Return every time limit of a case, running or ended, in the order they started."""
        return self._read(_CLOCKS, case_id=case_id)

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
