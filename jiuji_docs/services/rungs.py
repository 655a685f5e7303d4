"""Set, hold, move and drop what a clock will say (提醒、逾期、催办) as its due time comes and goes."""

from __future__ import annotations

from typing import Any

from jiuji_docs.domain.workflow.rungs import CHASE, DUE, due_name, edition_of, kind_of, rungs_before
from jiuji_docs.domain.workflow.suspension import Reckoned
from jiuji_docs.domain.workflow.time_limit import TimeLimit
from jiuji_docs.services.desk import Desk


def set_rungs(desk: Desk, clock: Any, limit: TimeLimit, reckoned: Reckoned) -> None:
    """Make a clock's waiting rungs those of its due time; what was said is never said again.

    Where a miss was told and the due time has since moved into the future, that is withdrawn, its
    escalation taken back, and a new due rung waits: a real miss must not go untold.
    """
    if reckoned.at is None:
        desk.rungs.hold(clock.id)
        return
    there = {row.name: row for row in desk.rungs.of_clock(clock.id)}
    edition = max((edition_of(name) for name in there if kind_of(name) == DUE), default=1)
    if _was_missed(there, edition) and reckoned.at > desk.now():
        _withdraw_the_miss(desk, clock, there, edition)
        edition += 1
    for rung in rungs_before(limit, clock.started_at, reckoned.at, desk.house.days):
        name = due_name(edition) if rung.kind == DUE else rung.name
        row = there.get(name)
        if row is None:
            desk.rungs.add(clock.id, name, rung.at, "waiting")
        elif row.state in ("waiting", "held"):
            desk.rungs.retime(row.id, rung.at)


def _was_missed(there: dict[str, Any], edition: int) -> bool:
    row = there.get(due_name(edition))
    return row is not None and row.state == "fired"


def _withdraw_the_miss(desk: Desk, clock: Any, there: dict[str, Any], edition: int) -> None:
    """Mark the told miss as withdrawn, and drop the 催办 that would have followed it."""
    said = there[due_name(edition)]
    desk.rungs.settle(said.id, "withdrawn", desk.now(), said.told)
    for row in there.values():
        if kind_of(row.name) == CHASE and row.state == "waiting":
            desk.rungs.settle(row.id, "dropped", desk.now())
    desk.cases.take_back_escalation(clock.id)
