"""Cut time into weeks, months, quarters, half years and years (期间)."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass

WEEK, MONTH, QUARTER, HALF, YEAR = "week", "month", "quarter", "half_year", "year"
#: How often (周期) → Chinese.
EVERY = {WEEK: "每周", MONTH: "每月", QUARTER: "每季度", HALF: "每半年", YEAR: "每年"}
#: Months of a period, by how often.
_MONTHS = {MONTH: 1, QUARTER: 3, HALF: 6, YEAR: 12}
_KEY = re.compile(r"([0-9]{4})(?:-(W[0-9]{2}|Q[1-4]|H[12]|[0-9]{2}))?")
_ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """One period: its key (2024-Q1), first and last day, and what people call it (2024年第1季度)."""

    key: str
    first: dt.date
    last: dt.date
    title: str


def period_of(every: str, day: dt.date) -> Period:
    """Return the period that *day* lies in."""
    if every == WEEK:
        return _week(day)
    months = _MONTHS[every]
    number = (day.month - 1) // months + 1
    first = dt.date(day.year, (number - 1) * months + 1, 1)
    end = first.month + months - 1
    last = dt.date(day.year, end, monthrange(day.year, end)[1])
    key, title = _named(every, day.year, number)
    return Period(key, first, last, title)


def parse(every: str, key: str) -> Period:
    """Return the period called *key*; ValueError in Chinese when there is none."""
    found = _KEY.fullmatch(key)
    try:
        day = _first_day(every, int(found[1]), found[2] or "") if found else None
    except ValueError:
        day = None
    if day is None or period_of(every, day).key != key:
        raise ValueError(f"没有“{key[:20]}”这个期间")
    return period_of(every, day)


def periods(every: str, since: dt.date, until: dt.date) -> Iterator[Period]:
    """Yield the periods from the one *since* lies in to the one *until* lies in."""
    period = period_of(every, since)
    while period.first <= until:
        yield period
        period = period_of(every, period.last + _ONE_DAY)


def _week(day: dt.date) -> Period:
    year, number, weekday = day.isocalendar()
    first = day - dt.timedelta(days=weekday - 1)
    title = f"{year}年第{number}周（{first:%m-%d} 起）"
    return Period(f"{year}-W{number:02d}", first, first + dt.timedelta(days=6), title)


def _named(every: str, year: int, number: int) -> tuple[str, str]:
    if every == MONTH:
        return f"{year}-{number:02d}", f"{year}年{number}月"
    if every == QUARTER:
        return f"{year}-Q{number}", f"{year}年第{number}季度"
    if every == HALF:
        return f"{year}-H{number}", f"{year}年{'上' if number == 1 else '下'}半年"
    return str(year), f"{year}年"


def _first_day(every: str, year: int, rest: str) -> dt.date:
    if every == WEEK:
        return dt.date.fromisocalendar(year, int(rest[1:]), 1)
    if every == YEAR:
        return dt.date(year, 1, 1)
    number = int(rest.lstrip("QH"))
    return dt.date(year, (number - 1) * _MONTHS[every] + 1, 1)
