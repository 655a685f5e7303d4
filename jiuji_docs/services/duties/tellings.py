"""Word what is to be said of an open duty on a day, and to whom (提醒、逾期、逾期上报的话)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jiuji_docs.domain.duties.duty import escalate_on, remind_on
from jiuji_docs.services.duties.asked import AskedDuty, Occurrence
from jiuji_docs.services.duties.closed import ClosedLine
from jiuji_docs.services.duties.superiors import responsible_for, superior_unit

if TYPE_CHECKING:
    from jiuji_docs.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Telling:
    """One notice about a unit's duty to a post of ``told_unit``; told once however many workers say it."""

    pack: str
    duty: str
    unit: str
    period: str
    kind: str
    text: str
    told_unit: str
    role: str

    @property
    def dedup(self) -> str:
        """The name under which it is told only once."""
        return f"duty:{self.pack}:{self.duty}:{self.period}:{self.kind}:{self.unit}"


def tellings_of(
    desk: Desk, asked: AskedDuty, item: Occurrence, unit: str, today: dt.date
) -> Iterator[Telling]:
    """Yield what is to be said today of an open occurrence: of the reminders only the last that came due."""
    duty = asked.duty
    base = (asked.pack, duty.id, unit, item.period.key)
    name = f"定期任务“{duty.title}”（{item.period.title}）"
    if today <= item.due:
        reminders = remind_on(duty, item.due, desk.house.days)
        past = sorted((day, span) for span, day in reminders.items() if day <= today)
        for _, span in past[-1:]:
            text = f"{name}应于 {item.due:%Y-%m-%d} 前完成"
            yield Telling(*base, f"remind:{span}", text, unit, duty.role)
        return
    text = f"{name}已逾期，应于 {item.due:%Y-%m-%d} 前完成"
    yield Telling(*base, "overdue", text, unit, duty.role)
    if duty.escalate_to and today >= escalate_on(duty, item.due, desk.house.days):
        above = superior_unit(desk, unit, duty.escalate_to)
        where, who = desk.accounts.unit(unit).name, responsible_for(desk, asked, unit)
        yield Telling(*base, "overdue:up", f"{where}：{text}；责任：{who}", above, duty.escalate_to)


def closing(line: ClosedLine) -> Telling:
    """Return the notice that an edition closed an open occurrence."""
    one, period = line.asked, line.occurrence.period
    was = "，此前已逾期" if line.overdue else ""
    text = f"定期任务“{one.duty.title}”（{period.title}）因{one.why}关闭，不再记录{was}"
    return Telling(
        one.pack, one.duty.id, line.unit, period.key, "closed", text, line.unit, one.duty.role
    )
