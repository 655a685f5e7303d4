"""Give a demo case's steps their days (示范事项的日子): office work on workdays, emergencies when they came."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from jiuji_docs.domain.day_table import BEIJING, DayTable

#: Office hours as a scenario's steps keep them; what it sets outside them is night work on purpose.
OPENS, CLOSES = dt.time(8), dt.time(18)
_ONE_DAY = dt.timedelta(days=1)


def moved_days(
    moments: Sequence[dt.datetime], latest: dt.datetime, table: DayTable
) -> tuple[dt.datetime, ...]:
    """Return ascending *moments* moved so that the last is not after *latest*, each at its own time of day.

    What a scenario does in office hours falls on workdays; order is kept. Aware datetimes; Beijing
    time comes back.
    """
    local = [moment.astimezone(BEIJING) for moment in moments]
    shift = latest.astimezone(BEIJING).date() - local[-1].date()
    moved: list[dt.datetime] = []
    limit = latest.astimezone(BEIJING)
    for moment in reversed(local):
        limit = _at_or_before(moment.date() + shift, moment.time(), limit, table)
        moved.append(limit)
        limit -= dt.timedelta(minutes=1)
    return tuple(reversed(moved))


def _at_or_before(day: dt.date, time: dt.time, limit: dt.datetime, table: DayTable) -> dt.datetime:
    by_day = OPENS <= time <= CLOSES
    while dt.datetime.combine(day, time, BEIJING) > limit or (by_day and not table.is_workday(day)):
        day -= _ONE_DAY
    return dt.datetime.combine(day, time, BEIJING)
