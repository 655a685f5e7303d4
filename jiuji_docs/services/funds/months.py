"""Read a month as people write it (月份)."""

from __future__ import annotations

import datetime as dt

from jiuji_docs.domain.calendar import BEIJING
from jiuji_docs.domain.errors import Refused

FIRST_YEAR, LAST_YEAR, MONTHS = 1949, 9998, 12


def month_span(month: str, now: dt.datetime) -> tuple[dt.datetime, dt.datetime]:
    """Return the first moment of a month and of the next, Beijing time; Refused for no month."""
    text = month or f"{now.astimezone(BEIJING):%Y-%m}"
    try:
        first = dt.datetime.strptime(text, "%Y-%m").replace(tzinfo=BEIJING)
    except ValueError:
        raise Refused("month", "月份应写作 2024-02") from None
    if not FIRST_YEAR <= first.year <= LAST_YEAR:
        raise Refused("month", "月份应写作 2024-02")
    after = (first.year * MONTHS + first.month) // MONTHS, first.month % MONTHS + 1
    return first, first.replace(year=after[0], month=after[1])
