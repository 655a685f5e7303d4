"""Set an office's time limits, and a pack whose clocks an objection stops, for tests of deadlines."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from jiuji_docs.domain.calendar import BEIJING
from jiuji_docs.domain.workflow.definition import STAY, Transition
from jiuji_docs.services.house import House
from jiuji_docs.services.reminders import Reminders
from tests.common.cases import PACK

#: Five working days to decide, one day's reminder, the county hears of a miss, 催办 every working day.
ESCALATING: Mapping[str, Any] = {
    "budget": "5wd",
    "remind": ["1wd", "4h"],
    "on_miss": "escalate",
    "escalate_to": "county.approver",
    "repeat": "1wd",
}


def beijing(text: str) -> dt.datetime:
    """Return a moment of Beijing time."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=BEIJING)


def decide(house: House, **limits: Any) -> None:
    """Let the office set its time limits."""
    house.adopt(house.catalog.with_office(PACK, limits))


def let_objections_stop(house: House, *names: str) -> None:
    """Add steps that lodge and settle an objection where a case waits; both stay in the state."""
    pack = house.pack(PACK)
    sources = ("accepted", "awaiting_town", "awaiting_county")
    steps = [
        Transition(
            id="object", title="提出异议", source=sources, target=STAY, roles=("town.clerk",)
        ),
        Transition(
            id="settle", title="异议处理完毕", source=sources, target=STAY, roles=("town.clerk",)
        ),
    ]
    flow = pack.workflow
    limits = {
        limit.id: replace(limit, suspended_by=("object",), resumed_by=("settle",))
        if limit.id in names
        else limit
        for limit in flow.time_limits.values()
    }
    transitions = {**flow.transitions, **{step.id: step for step in steps}}
    house.adopt(replace(pack, workflow=replace(flow, transitions=transitions, time_limits=limits)))


def clock_of(house: House, number: str, limit: str) -> Any:
    """Return the last clock of a time limit of a case."""
    with house.desk(write=False) as desk:
        rows = desk.cases.clocks(desk.cases.get(number).id)
        return [row for row in rows if row.time_limit == limit][-1]


def rungs_of(house: House, number: str) -> dict[str, str]:
    """Return what the clocks of a case have said and will say: name → state."""
    with house.desk(write=False) as desk:
        return {row.name: row.state for row in desk.rungs.of_case(desk.cases.get(number).id)}


def notices_of(house: House, number: str) -> list[tuple[str, str]]:
    """Return who was told what kind of thing about a case, in order."""
    with house.desk(write=False) as desk:
        rows = desk.notices.of_case(desk.cases.get(number).id)
        return [(row.account_id, row.kind) for row in rows]


def strike(house: House) -> int:
    """Let the clocks say what they have to say now."""
    return Reminders(house).run_all()
