"""Describe a duty that comes back (定期任务), and say when one of its occurrences is due and how it stands."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from jiuji_docs.domain.calendar import BEIJING, Budget, DayTable
from jiuji_docs.domain.duties.periods import EVERY, Period, periods
from jiuji_docs.domain.workflow.rungs import moved

UNSET, UNSET_TEXT = "unset", "未规定"
#: The last working day of the period (期末最后一个工作日).
LAST_WORKDAY = "last_wd"
_AFTER = re.compile(r"[1-9][0-9]{0,2}(wd|d)")
LEVELS = {"county": "县级", "town": "乡镇", "village": "村（社区）"}
#: How an occurrence stands.
DONE, LATE, OPEN, OVERDUE, FREE = "done", "done_late", "open", "overdue", "free"
STANDINGS = {DONE: "已完成", LATE: "逾期完成", OPEN: "待办", OVERDUE: "逾期", FREE: "周期未规定"}
#: Files one record takes.
MOST_FILES = 10
_ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty of every unit of a level.

    ``every`` is a key of EVERY, or empty where the document does not say how often (未规定): then it has no
    occurrences and may be recorded freely. ``due`` is ``last_wd``, or ``10wd``/``10d`` counted from the
    period's first day, or empty for the period's last day. A record fills ``form``, if one is named, and brings
    ``files`` files at least; ``evidence`` is short for one. ``remind`` lists spans before it. What is late is
    told the post ``escalate_to`` of the same unit or one above it, ``escalate_after`` the due day, or the day
    after it where no span is set.
    """

    id: str
    title: str
    level: str
    role: str
    every: str = ""
    due: str = ""
    remind: tuple[str, ...] = ()
    evidence: bool = False
    form: str = ""
    files: int = 0
    escalate_to: str = ""
    escalate_after: str = ""
    clause: str = ""
    note: str = ""

    @property
    def every_text(self) -> str:
        """How often, in Chinese."""
        return EVERY.get(self.every, UNSET_TEXT)

    @property
    def files_needed(self) -> int:
        """How many files a record must bring at least."""
        return max(self.files, int(self.evidence))

    @property
    def due_text(self) -> str:
        """By when, in Chinese."""
        if not self.every:
            return UNSET_TEXT
        if self.due == LAST_WORKDAY:
            return "期末最后一个工作日"
        budget = Budget.parse(self.due) if self.due else None
        return f"期初起 {budget}内" if budget else "期末"

    @property
    def escalate_after_text(self) -> str:
        """How long after the due day the superior is told, in Chinese; empty for at once."""
        budget = Budget.parse(self.escalate_after) if self.escalate_after else None
        return f" {budget}后" if budget else ""


def is_held_above(role: str, level: str) -> bool:
    """Say whether a role is held at a level or above it; roles of no level of their own are the county's."""
    order = tuple(reversed(LEVELS))
    prefix = role.partition(".")[0]
    at = prefix if prefix in LEVELS else "county"
    return order.index(at) >= order.index(level)


def check_due(text: str) -> None:
    """Refuse what is no due day; ValueError in Chinese."""
    if text and text != LAST_WORKDAY and not _AFTER.fullmatch(text):
        raise ValueError(f"due 写 last_wd、10wd、20d 或不写，不是“{text}”")


def check_span(text: str) -> None:
    """Refuse what is no span of days before or after the due day; ValueError in Chinese."""
    if not _AFTER.fullmatch(text):
        raise ValueError(f"remind、escalate_after 写 3wd 或 5d，不是“{text}”")


def due_on(duty: Duty, period: Period, table: DayTable) -> dt.date:
    """Return the last day on which an occurrence is in time."""
    if duty.due == LAST_WORKDAY:
        return table.workdays_from(period.last + _ONE_DAY, -1)
    budget = Budget.parse(duty.due) if duty.due else None
    if budget is None:
        return period.last
    if budget.unit == "wd":
        return table.workdays_from(period.first - _ONE_DAY, budget.count)
    return period.first + dt.timedelta(days=budget.count - 1)


def remind_on(duty: Duty, due: dt.date, table: DayTable) -> dict[str, dt.date]:
    """Return the day of each reminder, by its span."""
    end = dt.datetime.combine(due, dt.time(23, 59, 59), BEIJING)
    return {span: moved(end, span, table, -1).date() for span in duty.remind}


def escalate_on(duty: Duty, due: dt.date, table: DayTable) -> dt.date:
    """Return the first day on which what is still open is told the superior."""
    if not duty.escalate_after:
        return due + _ONE_DAY
    end = dt.datetime.combine(due, dt.time(23, 59, 59), BEIJING)
    return moved(end, duty.escalate_after, table, 1).date()


def occurrences(duty: Duty, since: dt.date, today: dt.date, table: DayTable) -> Iterator[Period]:
    """Yield the periods that are asked for, oldest first: none that was due before *since*."""
    if not duty.every:
        return
    for period in periods(duty.every, since, today):
        if due_on(duty, period, table) >= since:
            yield period


def standing(due: dt.date | None, done_on: dt.date | None, today: dt.date) -> str:
    """Return how an occurrence stands today; *due* None where no period is set."""
    if due is None:
        return FREE
    if done_on is not None:
        return DONE if done_on <= due else LATE
    return OPEN if today <= due else OVERDUE
