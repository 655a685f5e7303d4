"""Show where time is lost (办理耗时): by state and town, the county all, a town its own."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from jiuji_docs.domain.calendar import BEIJING
from jiuji_docs.domain.charts.case_chart import chart_of_pack
from jiuji_docs.domain.charts.order import in_order
from jiuji_docs.domain.errors import NotAllowed, NotFound
from jiuji_docs.domain.workflow.definition import State
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.services.desk import Desk
from jiuji_docs.storage.scope import Scope
from jiuji_docs.storage.stays import StayRepository

#: Seconds of a day.
DAY = 86_400
#: Grades of heat, from none to the most; a cell's grade is said in figures too.
GRADES = 5


@dataclass(frozen=True, slots=True)
class DelayCell:
    """Stays at one state in one town: how many, how many still stand, median and p90 in days."""

    stays: int
    standing: int
    median: float
    p90: float
    grade: int


@dataclass(frozen=True, slots=True)
class DelayMap:
    """Rows of states, columns of towns; a place nothing has stood at yet has no cell."""

    pack: str
    title: str
    year: int
    towns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[DelayCell | None, ...]], ...]


class DelayService:
    """Reckon how long cases stand where, from their history."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def map(self, pack_id: str, actor: Actor, year: int | None = None) -> DelayMap:
        """Return the map of the cases accepted in *year* (this one when None) and after."""
        if pack_id not in self._desk.house.pack_ids:
            raise NotFound(pack_id)
        if actor.level == "village":
            raise NotAllowed("level", "办理耗时由县局和乡镇查看")
        chosen = year if year is not None else self._desk.now().astimezone(BEIJING).year
        since = dt.datetime(chosen, 1, 1, tzinfo=BEIJING)
        found = {(row.town_id, row.state): row for row in self._rows(pack_id, actor, since)}
        return self._laid_out(pack_id, chosen, found)

    def _rows(self, pack_id: str, actor: Actor, since: dt.datetime) -> list[Any]:
        states = self._states(pack_id)
        ends = [state.id for state in states.values() if state.final]
        inside = [state.id for state in states.values() if state.branch]
        scope = Scope() if actor.level == "county" else Scope(actor.town)
        stays = StayRepository(self._desk.work.session, scope)
        return stays.by_state_and_town(pack_id, since, self._desk.now(), ends=ends, inside=inside)

    def _states(self, pack_id: str) -> dict[str, State]:
        """Return every state of the editions that cases run on, as the newest that has it says it."""
        return {
            state.id: state
            for pack in reversed(self._desk.packs_running(pack_id))
            for state in pack.workflow.states.values()
        }

    def _laid_out(self, pack_id: str, year: int, found: dict[tuple[str, str], Any]) -> DelayMap:
        pack, states = self._desk.pack(pack_id), self._states(pack_id)
        towns = sorted({town for town, _state in found})
        longest = max((int(row.p90) for row in found.values()), default=0)
        order = dict.fromkeys([*in_order(chart_of_pack(pack)), *states])
        came = {state for _town, state in found}
        rows = tuple(
            (
                states[state].title,
                tuple(_cell(found.get((town, state)), longest) for town in towns),
            )
            for state in order
            if state in came and state in states
        )
        names = tuple(str(self._desk.accounts.unit(town).name) for town in towns)
        return DelayMap(pack_id, pack.workflow.title, year, names, rows)


def _cell(row: Any, longest: int) -> DelayCell | None:
    if row is None:
        return None
    grade = round(GRADES * int(row.p90) / longest) if longest else 0
    return DelayCell(int(row.stays), int(row.standing), _days(row.median), _days(row.p90), grade)


def _days(seconds: int) -> float:
    """Return whole seconds as days to one place."""
    return round(int(seconds) / DAY, 1)
