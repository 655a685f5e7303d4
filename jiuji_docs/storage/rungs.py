"""Keep what clocks will say and have said (提醒、逾期、催办): each rung of a clock is one row, fired once."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import select, update

from jiuji_docs.storage.repository import AnyRow, Repository
from jiuji_docs.storage.tables import CASE, CLOCK
from jiuji_docs.storage.tables import RUNG as T


class RungRepository(Repository):
    """Rows of ``rung``; ``UNIQUE(clock_id, name)`` is what makes a rung fire once."""

    def add(
        self, clock_id: int, name: str, run_at: dt.datetime, state: str, done_at: Any = None
    ) -> bool:
        """Add a rung unless the clock has it already."""
        insert = self._upsert(T).values(
            clock_id=clock_id, name=name, run_at=run_at, state=state, done_at=done_at, told=""
        )
        unless_there = insert.on_conflict_do_nothing(index_elements=["clock_id", "name"])
        return bool(self._session.execute(unless_there.returning(T.c.id)).all())

    def of_clock(self, clock_id: int) -> list[AnyRow]:
        """Return the rungs of a clock in the order they come."""
        return self._all(select(T).where(T.c.clock_id == clock_id).order_by(T.c.run_at, T.c.id))

    def of_case(self, case_id: int) -> list[AnyRow]:
        """Return the rungs of a case's clocks in the order they were done, then come."""
        joined = select(T).join(CLOCK, CLOCK.c.id == T.c.clock_id)
        return self._all(joined.where(CLOCK.c.case_id == case_id).order_by(T.c.run_at, T.c.id))

    def is_due(self, now: dt.datetime) -> bool:
        """Say whether any rung waits to be fired; reads one entry of an index."""
        first = select(T.c.id).where(T.c.state == "waiting", T.c.run_at <= now).limit(1)
        return self._one_or_none(first) is not None

    def take(self, now: dt.datetime) -> AnyRow | None:
        """Return the clock whose rung is due longest, its case locked; None when none is free.

        A clock that another worker or somebody's step holds is passed by: PostgreSQL skips locked
        rows, SQLite has one writer at a time. The lock is the case's, which every step takes too.
        """
        columns: list[Any] = [*CLOCK.c, CASE.c.number]
        statement = (
            select(*columns)
            .join(T, T.c.clock_id == CLOCK.c.id)
            .join(CASE, CASE.c.id == CLOCK.c.case_id)
            .where(T.c.state == "waiting", T.c.run_at <= now)
            .order_by(T.c.run_at, T.c.id)
            .limit(1)
            .with_for_update(skip_locked=True, of=[CASE, T])
        )
        return self._one_or_none(statement)

    def due_of(self, clock_id: int, now: dt.datetime) -> list[AnyRow]:
        """Return a clock's rungs that wait and are due, in the order they should have come."""
        waiting = select(T).where(
            T.c.clock_id == clock_id, T.c.state == "waiting", T.c.run_at <= now
        )
        return self._all(waiting.order_by(T.c.run_at, T.c.id))

    def settle(self, rung_id: int, state: str, at: dt.datetime, told: str = "") -> None:
        """Say what became of a rung."""
        values = {"state": state, "done_at": at, "told": told}
        self._write(update(T).where(T.c.id == rung_id).values(values))

    def retime(self, rung_id: int, run_at: dt.datetime) -> None:
        """Let a rung wait for another moment."""
        values = {"run_at": run_at, "state": "waiting"}
        self._write(update(T).where(T.c.id == rung_id).values(values))

    def put_off(self, clock_id: int, until: dt.datetime) -> None:
        """Let what is due of a clock wait until another moment."""
        due = update(T).where(T.c.clock_id == clock_id, T.c.state == "waiting", T.c.run_at < until)
        self._write(due.values(run_at=until))

    def hold(self, clock_id: int) -> None:
        """Hold what waits: the clock stands still (中止)."""
        waiting = update(T).where(T.c.clock_id == clock_id, T.c.state == "waiting")
        self._write(waiting.values(state="held"))

    def drop(self, clock_id: int, at: dt.datetime) -> None:
        """Drop what was never said: the clock has ended."""
        unsaid = update(T).where(T.c.clock_id == clock_id, T.c.state.in_(("waiting", "held")))
        self._write(unsaid.values(state="dropped", done_at=at))
