"""Remind of scheduled duties and tell what is overdue, each thing once (定期任务的提醒)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from jiuji_docs.domain.calendar import BEIJING
from jiuji_docs.domain.duties.duty import remind_on
from jiuji_docs.domain.workflow.facts import SYSTEM
from jiuji_docs.services.duties.asked import AskedDuty, Occurrence, asked_duties, is_asked_of
from jiuji_docs.services.notices import NoticeService
from jiuji_docs.services.papers import local_date
from jiuji_docs.services.rosters.watch import tell_gaps

if TYPE_CHECKING:
    from jiuji_docs.services.desk import Desk
    from jiuji_docs.services.house import House

#: What was due longer ago is in the report; nobody is told of it for the first time now.
LATEST = dt.timedelta(days=370)


@dataclass(frozen=True, slots=True)
class Telling:
    """One notice to the desk that does a duty; told once however many workers say it."""

    pack: str
    duty: str
    unit: str
    role: str
    period: str
    kind: str
    text: str

    @property
    def dedup(self) -> str:
        """The name under which it is told only once."""
        return f"duty:{self.pack}:{self.duty}:{self.period}:{self.kind}:{self.unit}"


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
        return sum(self._house.run(partial(_tell, one)) for one in tellings)


def _tellings(desk: Desk) -> Iterator[Telling]:
    today, units = local_date(desk.now()), desk.accounts.units()
    for asked in asked_duties(desk):
        due = [one for one in asked.occurrences(desk, today) if today - one.due <= LATEST]
        mine = [unit for unit in units if due and is_asked_of(desk, asked, unit)]
        rows = desk.duties.of_units([unit.id for unit in mine], asked.pack, asked.duty.id)
        done = {(row.unit_id, row.period) for row in rows}
        for item in due:
            said = _said(desk, asked, item, today)
            if said is None:
                continue
            for unit in mine:
                if (unit.id, item.period.key) not in done:
                    kind, text = said
                    yield Telling(
                        asked.pack,
                        asked.duty.id,
                        str(unit.id),
                        asked.duty.role,
                        item.period.key,
                        kind,
                        text,
                    )


def _said(desk: Desk, asked: AskedDuty, item: Occurrence, today: dt.date) -> tuple[str, str] | None:
    """Return what is to be said of an open occurrence today; only the last thing that came due."""
    name = f"定期任务“{asked.duty.title}”（{item.period.title}）"
    if today > item.due:
        return "overdue", f"{name}已逾期，应于 {item.due:%Y-%m-%d} 前完成"
    reminders = remind_on(asked.duty, item.due, desk.house.days)
    past = sorted((day, span) for span, day in reminders.items() if day <= today)
    if not past:
        return None
    return f"remind:{past[-1][1]}", f"{name}应于 {item.due:%Y-%m-%d} 前完成"


def _tell(one: Telling, desk: Desk) -> int:
    """Tell one thing unless it was done or told meanwhile."""
    if desk.duties.done(one.unit, one.pack, one.duty, one.period):
        return 0
    kind = one.kind.partition(":")[0]
    service = NoticeService(desk)
    told = service.tell_desk(one.unit, one.role, kind=kind, text=one.text, dedup=one.dedup)
    if told:
        desk.ledger.append(
            "duty_notice", SYSTEM.account, duty=f"{one.pack}:{one.duty}", unit=one.unit,
            period=one.period, notice=one.kind,
        )  # fmt: skip
    return told
