"""Say what clocks have to say, each thing once (提醒、逾期、催办); never take a step of a case.

A worker takes one clock at a time, with its case locked, and in one transaction marks the rung,
tells the people, and writes the ledger. So a rung is said once however many workers there are. After
a time without worker one notice says where the clock stands; the rungs it missed are passed over.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from jiuji_docs.domain.errors import JiujiError
from jiuji_docs.domain.workflow.facts import SYSTEM
from jiuji_docs.domain.workflow.rungs import CHASE, DUE, chases, edition_of, kind_of, number_of
from jiuji_docs.domain.workflow.time_limit import TimeLimit
from jiuji_docs.services.deadline_notices import Said, say

if TYPE_CHECKING:
    from jiuji_docs.services.desk import Desk
    from jiuji_docs.services.house import House


#: How long a clock rests that could not be told, so that the others are.
REST = dt.timedelta(minutes=10)


class StuckClock(Exception):
    """A clock whose rung cannot be said, such as that of a case whose state no definition knows."""

    def __init__(self, clock: int, case: str) -> None:
        super().__init__(f"clock {clock} of {case} could not be told")
        self.clock = clock


class Reminders:
    """Fire the rungs of running clocks as their moments come (时限提醒)."""

    def __init__(self, house: House) -> None:
        self._house = house

    def run_one(self) -> bool:
        """Say one thing that is due; False when nothing is. Waits for nobody when nothing is."""
        with self._house.desk(write=False) as desk:
            if not desk.rungs.is_due(desk.now()):
                return False
        try:
            return self._house.run(fire_next)
        except StuckClock as stuck:
            clock = stuck.clock
            self._house.run(lambda desk: desk.rungs.put_off(clock, desk.now() + REST))
            raise

    def run_all(self) -> int:
        """Say everything that is due; return how many clocks spoke."""
        spoke = 0
        while self.run_one():
            spoke += 1
        return spoke


def fire_next(desk: Desk) -> bool:
    """Fire the rung that is due longest, and pass over what the same clock missed before it."""
    clock = desk.rungs.take(desk.now())
    if clock is None:
        return False
    try:
        _fire(desk, clock)
    except (LookupError, ValueError, JiujiError) as error:
        raise StuckClock(clock.id, clock.number) from error
    return True


def _fire(desk: Desk, clock: Any) -> None:
    case = desk.cases.get_by_id(clock.case_id)
    limit = desk.pack_of(case).workflow.time_limits.get(clock.time_limit)
    if limit is None or clock.ended_at is not None:
        desk.rungs.drop(clock.id, desk.now())
        return
    if clock.due_at is None:
        desk.rungs.hold(clock.id)
        return
    due = desk.rungs.due_of(clock.id, desk.now())
    chosen = next((row for row in due if kind_of(row.name) == DUE), due[-1])
    missed = [row for row in due if row.id != chosen.id]
    for row in missed:
        desk.rungs.settle(row.id, "passed_over", desk.now())
    passed = [row.name for row in missed] + _wait_for_the_next_chase(desk, clock, limit, chosen)
    said = say(desk, case, clock, limit, chosen)
    desk.rungs.settle(chosen.id, "fired", desk.now(), said.told)
    _append_to_ledger(desk, clock, chosen, said, passed)


def _wait_for_the_next_chase(desk: Desk, clock: Any, limit: TimeLimit, chosen: Any) -> list[str]:
    """Let the next 催办 wait; return those that fell while no worker ran, passed over."""
    kind = kind_of(chosen.name)
    if kind not in (DUE, CHASE):
        return []
    edition = edition_of(chosen.name)
    after = number_of(chosen.name) if kind == CHASE else 0
    coming = chases(limit, clock.due_at, desk.house.days, after=after, edition=edition)
    passed = []
    for rung in coming:
        if rung.at > desk.now():
            desk.rungs.add(clock.id, rung.name, rung.at, "waiting")
            break
        desk.rungs.add(clock.id, rung.name, rung.at, "passed_over", desk.now())
        passed.append(rung.name)
    return passed


def _append_to_ledger(desk: Desk, clock: Any, rung: Any, said: Said, passed: list[str]) -> None:
    desk.ledger.append(
        "deadline",
        SYSTEM.account,
        case=clock.number,
        time_limit=clock.time_limit,
        clock=clock.id,
        rung=rung.name,
        due_at=clock.due_at,
        on_miss=said.on_miss,
        told=list(said.posts),
        passed_over=passed,
    )
