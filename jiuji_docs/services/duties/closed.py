"""Say what was still open of a duty when an edition ended it (换版关闭): closed with the reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.duties.asked import (
    AskedDuty,
    Occurrence,
    asked_duties,
    is_asked_of,
    units_seen,
)
from jiuji_docs.services.papers import local_date

#: How long a closed occurrence stays in sight.
SHOWN = dt.timedelta(days=370)


@dataclass(frozen=True, slots=True)
class ClosedLine:
    """One occurrence that an edition closed; ``overdue`` when it was overdue before."""

    unit: str
    unit_name: str
    asked: AskedDuty
    occurrence: Occurrence
    overdue: bool


class ClosedReader:
    """Show what editions closed, within the reader's row scope."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def closed(self, actor: Actor) -> tuple[ClosedLine, ...]:
        """Return what was closed lately of the own unit and those below, the newest edition first."""
        found = closed_lines(self._desk, units_seen(self._desk, actor))
        return tuple(sorted(found, key=_newest_first))


def closed_lines(desk: Desk, units: Iterable[Any]) -> Iterator[ClosedLine]:
    """Yield every occurrence of *units* that was open when an edition ended its duty."""
    today, units = local_date(desk.now()), list(units)
    again = {
        (one.pack, one.duty.id, item.period.key)
        for one in asked_duties(desk)
        for item in one.occurrences(desk, today)
    }
    for one in asked_duties(desk, ended=True):
        if one.ended is None or today - one.ended > SHOWN:
            continue
        asked = [unit for unit in units if is_asked_of(desk, one, unit)]
        rows = desk.duties.of_units([unit.id for unit in asked], one.pack, one.duty.id)
        done = {(row.unit_id, row.period) for row in rows}
        for item in one.occurrences(desk, today):
            for unit in asked:
                key = item.period.key
                if (unit.id, key) not in done and (one.pack, one.duty.id, key) not in again:
                    yield ClosedLine(unit.id, unit.name, one, item, item.due < one.ended)


def _newest_first(line: ClosedLine) -> tuple[int, dt.date, str]:
    ended = line.asked.ended or dt.date.min
    return -ended.toordinal(), line.occurrence.due, line.unit
