"""Reckon deadlines (办理时限) by the two clocks: natural hours, and days.

Hours run through nights and holidays. Days begin after the day of the event, which does not count
(民法典 201), and end at 23:59:59 Beijing time of the n-th. Working days (工作日) count on the State
Council's calendar; calendar days count all, and when the last one is a day off, the deadline moves
to the next working day (民法典 203; taking it for 办理时限 too is this program's reading, which a
pack may turn off with ``roll_last_day``).

A suspended period (中止) is given back. Hours stop at its first instant and run on from its last.
For days, the one it begins on and those up to the one it ends on do not count; that last one does,
and a stop that ends on the day it began costs no day. So no deadline lies inside a suspension.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jiuji_docs.domain.day_table import BEIJING, DayTable, named

__all__ = ["BEIJING", "Budget", "DayTable", "Due", "due"]

UNSET = "unset"
_BUDGET = re.compile(r"([1-9][0-9]{0,3})(h|wd|d)")
_WORDS = {"h": "小时", "wd": "个工作日", "d": "日"}
_END_OF_DAY = dt.time(23, 59, 59)
_ONE_DAY = dt.timedelta(days=1)
Periods = Sequence[tuple[dt.datetime, dt.datetime]]


@dataclass(frozen=True, slots=True)
class Budget:
    """How much time (期限): so many ``h`` natural hours, ``wd`` working or ``d`` calendar days."""

    count: int
    unit: str

    @classmethod
    def parse(cls, text: str) -> Budget | None:
        """Read ``24h``, ``5wd`` or ``3d``; None for ``unset`` (未规定); ValueError in Chinese."""
        if text == UNSET:
            return None
        found = _BUDGET.fullmatch(text)
        if found is None:
            raise ValueError(f"时限应写作 24h、5wd、3d 或 unset，不是“{text}”")
        return cls(int(found[1]), found[2])

    def __str__(self) -> str:
        return f"{self.count} {_WORDS[self.unit]}"


@dataclass(frozen=True, slots=True)
class Due:
    """When it falls due (到期), in Beijing time, and how that was found, one Chinese line per day.

    ``provisional``: a day was counted whose holiday notice is not out yet.
    """

    at: dt.datetime
    provisional: bool
    reckoning: tuple[str, ...]


def due(
    start: dt.datetime,
    budget: str,
    table: DayTable,
    suspended: Periods = (),
    *,
    rolls: bool = True,
) -> Due | None:
    """Return the deadline of an aware *start*; None where the budget is unset.

    *suspended* holds aware (from, to) pairs in any order; they may touch or overlap. *rolls* says
    whether a last calendar day that is no working day moves on (期满日顺延). Raises
    ValueError for a malformed budget, a naive time, or a period that ends before it begins.
    """
    parsed = Budget.parse(budget)
    if parsed is None:
        return None
    if start.tzinfo is None or any(moment.tzinfo is None for pair in suspended for moment in pair):
        raise ValueError("起算时间须注明时区")
    stops = _merged(suspended)
    try:
        if parsed.unit == "h":
            return _by_hours(start.astimezone(BEIJING), parsed, stops)
        return _by_days(start.astimezone(BEIJING).date(), parsed, table, stops, rolls=rolls)
    except OverflowError:
        raise ValueError("期限超出日历范围") from None


def _merged(suspended: Periods) -> Periods:
    """Return the periods in order, in Beijing time, those that touch made one."""
    merged: list[tuple[dt.datetime, dt.datetime]] = []
    for begin, end in sorted((a.astimezone(BEIJING), b.astimezone(BEIJING)) for a, b in suspended):
        if end < begin:
            raise ValueError("中止期间的止点早于起点")
        if merged and begin <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((begin, end))
    return merged


def _by_hours(start: dt.datetime, budget: Budget, stops: Periods) -> Due:
    left, at = dt.timedelta(hours=budget.count), start
    lines: list[str] = []
    for begin, end in stops:
        if end > at and begin < at + left:
            run = max(begin - at, dt.timedelta())
            lines += _hours_of_days(at, at + run)
            lines.append(f"{_moment(max(begin, at))} 至 {_moment(end)}：中止，不计")
            left, at = left - run, end
    lines += _hours_of_days(at, at + left)
    at += left
    return Due(at, provisional=False, reckoning=(*lines, f"{_moment(at)}：满 {budget}，到期"))


def _hours_of_days(begin: dt.datetime, end: dt.datetime) -> Iterator[str]:
    """Tell how long the clock ran on each day between two instants."""
    while begin < end:
        midnight = dt.datetime.combine(begin.date() + _ONE_DAY, dt.time(), BEIJING)
        until = min(midnight, end)
        to = "24:00" if until == midnight else f"{until:%H:%M}"
        minutes = round((until - begin).total_seconds() / 60)
        ran = f"{minutes // 60} 小时" + (f" {minutes % 60} 分" if minutes % 60 else "")
        yield f"{named(begin.date())}：{begin:%H:%M} 至 {to}，计 {ran}"
        begin = until


def _by_days(
    first: dt.date, budget: Budget, table: DayTable, stops: Periods, *, rolls: bool
) -> Due:
    by_table = budget.unit == "wd"
    lines, counted, last = [f"{named(first)}：起算当日，不计"], 0, first
    while counted < budget.count:
        last += _ONE_DAY
        why = _idle(last, stops, table if by_table else None)
        counted += not why
        told = (
            f"{why}，不计" if why else f"{table.nature(last)}，第 {counted} {_WORDS[budget.unit]}"
        )
        lines.append(f"{named(last)}：{told}")
    day = last
    while rolls and _idle(day, stops, table):
        day += _ONE_DAY
        told = "再顺延" if _idle(day, stops, table) else "期满日逢休息，顺延至此"
        lines.append(f"{named(day)}：{table.nature(day)}，{told}")
    lines.append(f"{named(day)} 23:59:59：满 {budget}，到期")
    # Calendar days ask the table only about the days the deadline may end on.
    asked = _from_to(first + _ONE_DAY if by_table else last, day)
    provisional = (by_table or rolls) and any(table.is_provisional(one) for one in asked)
    return Due(dt.datetime.combine(day, _END_OF_DAY, BEIJING), provisional, tuple(lines))


def _idle(day: dt.date, stops: Periods, table: DayTable | None) -> str:
    """Say why a day does not count: suspended, or by the table a day off; empty when it counts."""
    if any(begin.date() <= day < end.date() for begin, end in stops):
        return "中止"
    return table.nature(day) if table is not None and not table.is_workday(day) else ""


def _from_to(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    for number in range((last - first).days + 1):
        yield first + number * _ONE_DAY


def _moment(moment: dt.datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"
