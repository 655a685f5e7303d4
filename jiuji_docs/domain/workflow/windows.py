"""Reckon periods of years, months or days from a day (期间), as 民法典 201 and 202 do."""

from __future__ import annotations

import calendar
import datetime as dt
import re

_WINDOW = re.compile(r"([1-9][0-9]{0,3})([ymd])")
_MONTHS = {"y": 12, "m": 1}
#: 同一自然年: from the day of the decision to 31 December.
CALENDAR_YEAR = "calendar_year"
#: 一事一救: however long ago.
EVER = "ever"
_WORDS = {CALENDAR_YEAR: "同一自然年", EVER: "任何时候"}


def last_day(start: dt.date, window: str) -> dt.date:
    """Return the last day of *window* (``1y``, ``6m``, ``30d``, ``calendar_year``, ``ever``) begun on *start*.

    The first day does not count; the last one is the corresponding day of the month it ends in, or
    that month's last day where there is none. Raises ValueError on anything else.
    """
    if window == EVER:
        return dt.date.max
    if window == CALENDAR_YEAR:
        return dt.date(start.year, 12, 31)
    number, unit = parse_window(window)
    if unit == "d":
        return start + dt.timedelta(days=number)
    months = start.year * 12 + start.month - 1 + number * _MONTHS[unit]
    year, month = divmod(months, 12)
    longest = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(start.day, longest))


def parse_window(window: str) -> tuple[int, str]:
    """Return number and unit of a window, 1 and the word for one in words; ValueError when it is none."""
    if window in _WORDS:
        return 1, window
    match = _WINDOW.fullmatch(window)
    if match is None:
        raise ValueError(
            f"“{window}”不是期间；应如 1y（年）、6m（月）、30d（日）、calendar_year（自然年）、ever（不论多久）"
        )
    return int(match[1]), match[2]


def window_text(window: str) -> str:
    """Return a window in Chinese: 1 年, 6 个月, 30 日, 同一自然年, 任何时候."""
    number, unit = parse_window(window)
    if unit in _WORDS:
        return _WORDS[unit]
    return f"{number} {({'y': '年', 'm': '个月', 'd': '日'})[unit]}"
