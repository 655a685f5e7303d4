"""Know which days are worked (放假安排), as far as the State Council has announced them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

#: China has kept one fixed offset since 1991; stored times are UTC, people see this. A fixed offset
#: also keeps days of the summers 1986–1991 where they were written down.
BEIJING = dt.timezone(dt.timedelta(hours=8), "北京时间")
_SATURDAY = 5
_WEEK = "一二三四五六日"
#: From this day of December on, the notice about the *next* year may move days (it did in 2018).
_NEXT_NOTICE_FROM = 29
_DECEMBER = 12


@dataclass(frozen=True, slots=True)
class DayTable:
    """Which days differ from their weekday (放假与调休).

    ``exceptions`` maps a day to whether it is worked: holidays on weekdays, make-up work on
    weekends. ``announced`` holds the years whose arrangement is published; other years go by
    weekdays alone and are flagged as provisional (暂推).
    """

    exceptions: Mapping[dt.date, bool]
    announced: frozenset[int]

    def is_workday(self, day: dt.date) -> bool:
        """Say whether *day* is worked, by what is known today."""
        return self.exceptions.get(day, day.weekday() < _SATURDAY)

    def is_provisional(self, day: dt.date) -> bool:
        """Say whether a notice to come may still change *day*."""
        if day in self.exceptions:
            return False
        late = day.month == _DECEMBER and day.day >= _NEXT_NOTICE_FROM
        needed = {day.year, day.year + 1} if late else {day.year}
        return not needed <= self.announced

    def workdays_from(self, day: dt.date, count: int) -> dt.date:
        """Return the *count*-th working day after *day*, before it when *count* is negative."""
        step, left = dt.timedelta(days=1 if count > 0 else -1), abs(count)
        while left:
            day += step
            left -= self.is_workday(day)
        return day

    def nature(self, day: dt.date) -> str:
        """Say in Chinese what kind of day it is, and whether that is a guess."""
        rest, work = ("放假", "调休上班") if day in self.exceptions else ("周末", "工作日")
        kind = work if self.is_workday(day) else rest
        return kind + ("（放假安排未公布，暂推）" if self.is_provisional(day) else "")


def named(day: dt.date) -> str:
    """Return 2024-02-09（周五）."""
    return f"{day.isoformat()}（周{_WEEK[day.weekday()]}）"
