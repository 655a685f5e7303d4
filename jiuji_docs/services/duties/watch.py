"""Remind of scheduled duties, tell what is overdue, and report it above, each thing once (定期任务的提醒)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from jiuji_docs.domain.calendar import BEIJING
from jiuji_docs.domain.workflow.facts import SYSTEM
from jiuji_docs.services.duties.asked import asked_duties, is_asked_of
from jiuji_docs.services.duties.closed import closed_lines
from jiuji_docs.services.duties.superiors import LATEST
from jiuji_docs.services.duties.tellings import Telling, closing, tellings_of
from jiuji_docs.services.notices import NoticeService
from jiuji_docs.services.papers import local_date
from jiuji_docs.services.rosters.watch import tell_gaps

if TYPE_CHECKING:
    from jiuji_docs.services.desk import Desk
    from jiuji_docs.services.house import House

#: Notices written in one transaction.
TOGETHER = 50


class DutyWatch:
    """Look once an hour whether a duty must be reminded of; cheap in between."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._looked: tuple[dt.date, int] | None = None

    def run_one(self) -> bool:
        """Tell what is due in this hour; False when this hour was looked at or nothing was new."""
        local = self._house.clock().astimezone(BEIJING)
        mark = (local.date(), local.hour)
        if mark == self._looked:
            return False
        told = self.run_all() + tell_gaps(self._house)
        self._looked = mark
        return told > 0

    def run_all(self) -> int:
        """Tell everything that is due now and was not told; return how many notices that made."""
        with self._house.desk(write=False) as desk:
            tellings = tuple(_tellings(desk))
        return sum(self._house.run(partial(_tell_all, some)) for some in batched(tellings))


def _tellings(desk: Desk) -> Iterator[Telling]:
    today, units = local_date(desk.now()), desk.accounts.units()
    for asked in asked_duties(desk):
        due = [one for one in asked.occurrences(desk, today) if today - one.due <= LATEST]
        mine = [str(unit.id) for unit in units if due and is_asked_of(desk, asked, unit)]
        rows = desk.duties.of_units(mine, asked.pack, asked.duty.id)
        done = {(row.unit_id, row.period) for row in rows}
        for item in due:
            for unit in mine:
                if (unit, item.period.key) not in done:
                    yield from tellings_of(desk, asked, item, unit, today)
    yield from map(closing, closed_lines(desk, units))


def batched(tellings: tuple[Telling, ...]) -> Iterator[tuple[Telling, ...]]:
    """Yield them in parts of one transaction each: a county has thousands, and others wait to write."""
    for first in range(0, len(tellings), TOGETHER):
        yield tellings[first : first + TOGETHER]


def _tell_all(some: tuple[Telling, ...], desk: Desk) -> int:
    return sum(_tell(one, desk) for one in some)


def _tell(one: Telling, desk: Desk) -> int:
    """Tell one thing unless it was done or told meanwhile."""
    if desk.duties.done(one.unit, one.pack, one.duty, one.period):
        return 0
    kind = one.kind.partition(":")[0]
    told = NoticeService(desk).tell_desk(
        one.told_unit, one.role, kind=kind, text=one.text, dedup=one.dedup
    )
    if told:
        desk.ledger.append(
            "duty_notice", SYSTEM.account, duty=f"{one.pack}:{one.duty}", unit=one.unit,
            period=one.period, notice=one.kind, told=f"{one.told_unit}/{one.role}",
        )  # fmt: skip
    return told
