"""Reckon deadlines (办理时限): natural hours, working days with make-up workdays, calendar days."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

#: China has kept one fixed offset since 1991; stored times are UTC, people see this.
BEIJING = dt.timezone(dt.timedelta(hours=8), "CST")
_BUDGET = re.compile(r"([1-9]\d{0,3})(h|wd|d)", re.ASCII)
_END_OF_DAY = dt.time(23, 59, 59)
_WEEK = "一二三四五六日"
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class DayTable:
    """Which days are worked (放假安排).

    ``exceptions`` maps days that differ from their weekday to whether they are worked; ``announced``
    holds the years whose arrangement the State Council has published. Other years go by weekdays alone.
    """

    exceptions: Mapping[dt.date, bool]
    announced: frozenset[int]

    def is_workday(self, day: dt.date) -> bool:
        """Say whether *day* is worked."""
        return self.exceptions.get(day, day.weekday() < _SATURDAY)

    def is_provisional(self, day: dt.date) -> bool:
        """Say whether the day's year is not announced yet."""
        return day.year not in self.announced


@dataclass(frozen=True, slots=True)
class Budget:
    """How much time: a count of ``h`` natural hours, ``wd`` working days or ``d`` calendar days."""

    count: int
    unit: str

    @classmethod
    def parse(cls, text: str) -> Budget | None:
        """Read ``24h``, ``5wd`` or ``3d``; None for ``unset``; ValueError for anything else."""
        if text == "unset":
            return None
        found = _BUDGET.fullmatch(text.strip())
        if found is None:
            raise ValueError(f"时限写作 24h、5wd、3d 或 unset，不是「{text}」")
        return cls(int(found[1]), found[2])


@dataclass(frozen=True, slots=True)
class Due:
    """When it is due, whether an unannounced year was involved, and the reckoning line by line."""

    at: dt.datetime
    provisional: bool
    reckoning: tuple[str, ...]


def due(
    start: dt.datetime,
    budget: str,
    table: DayTable,
    suspended: Sequence[tuple[dt.datetime, dt.datetime]] = (),
) -> Due | None:
    """Return the deadline of an aware *start*; None where the budget is unset.

    The day of the event does not count (民法典 201); working days end at 23:59:59 Beijing time of the
    n-th; calendar days ending on a day off move to the next working day (203). Suspended periods are
    given back: hours as hours, days as the working or calendar days they took.
    """
    parsed = Budget.parse(budget)
    if parsed is None:
        return None
    if start.tzinfo is None:
        raise ValueError("a start must be aware")
    if parsed.unit == "h":
        return _hours(start, parsed.count, suspended)
    lost = _suspended_days(suspended, parsed.unit, table)
    if parsed.unit == "wd":
        return _working_days(start, parsed.count + lost, table)
    return _calendar_days(start, parsed.count + lost, table)


def _hours(
    start: dt.datetime, count: int, suspended: Sequence[tuple[dt.datetime, dt.datetime]]
) -> Due:
    lost = sum((max(end - begin, dt.timedelta()) for begin, end in suspended), dt.timedelta())
    at = (start + dt.timedelta(hours=count) + lost).astimezone(BEIJING)
    begun = start.astimezone(BEIJING)
    lines = [f"{begun:%Y-%m-%d %H:%M} 起，自然小时，夜间和节假日照算"]
    if lost:
        lines.append(f"中止 {lost} 顺延")
    return Due(at, provisional=False, reckoning=(*lines, f"{at:%Y-%m-%d %H:%M} 满 {count} 小时"))


def _working_days(start: dt.datetime, count: int, table: DayTable) -> Due:
    day = start.astimezone(BEIJING).date()
    lines = [f"{_named(day)}：事件当日不计"]
    provisional, counted = False, 0
    while counted < count:
        day += dt.timedelta(days=1)
        provisional = provisional or table.is_provisional(day)
        if table.is_workday(day):
            counted += 1
            lines.append(f"{_named(day)}：第 {counted} 个工作日{_mark(day, table)}")
        else:
            lines.append(f"{_named(day)}：休息日，不计{_mark(day, table)}")
    return Due(_end(day), provisional, tuple(lines))


def _calendar_days(start: dt.datetime, count: int, table: DayTable) -> Due:
    first = start.astimezone(BEIJING).date()
    day = first + dt.timedelta(days=count)
    lines = [f"{_named(first)}：事件当日不计", f"{_named(day)}：第 {count} 日{_mark(day, table)}"]
    provisional = table.is_provisional(day)
    while not table.is_workday(day):
        day += dt.timedelta(days=1)
        provisional = provisional or table.is_provisional(day)
        lines.append(f"{_named(day)}：期满日休息，顺延{_mark(day, table)}")
    return Due(_end(day), provisional, tuple(lines))


def _suspended_days(
    suspended: Sequence[tuple[dt.datetime, dt.datetime]], unit: str, table: DayTable
) -> int:
    """Count the days given back; two suspensions over one day give it back once."""
    days = set()
    for begin, end in suspended:
        day = begin.astimezone(BEIJING).date() + dt.timedelta(days=1)
        while day <= end.astimezone(BEIJING).date():
            if unit == "d" or table.is_workday(day):
                days.add(day)
            day += dt.timedelta(days=1)
    return len(days)


def _end(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, _END_OF_DAY, BEIJING)


def _named(day: dt.date) -> str:
    return f"{day.isoformat()}（周{_WEEK[day.weekday()]}）"


def _mark(day: dt.date, table: DayTable) -> str:
    if table.is_provisional(day):
        return "（放假安排未公布，暂按周末推算）"
    if day in table.exceptions:
        return "（调休上班）" if table.exceptions[day] else "（节假日）"
    return ""
