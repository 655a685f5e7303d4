"""Demo cases lie in the past, in order, with office work on workdays and night work at night."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from jiuji_docs.definitions.calendar import load_day_table
from jiuji_docs.domain.day_table import BEIJING
from jiuji_docs.services.demo_days import CLOSES, OPENS, moved_days

TABLE = load_day_table()
FIRST = dt.datetime(2024, 2, 8, tzinfo=BEIJING)
MOMENTS = st.lists(st.integers(0, 60 * 24 * 60), min_size=1, max_size=8, unique=True).map(
    lambda minutes: [FIRST + dt.timedelta(minutes=one) for one in sorted(minutes)]
)
NOW = st.integers(0, 3 * 366 * 24 * 60).map(lambda minutes: FIRST + dt.timedelta(minutes=minutes))


@given(MOMENTS, NOW)
def test_they_keep_order_and_time_of_day_and_never_lie_ahead(
    moments: list[dt.datetime], now: dt.datetime
) -> None:
    moved = moved_days(moments, now, TABLE)
    assert [one.time() for one in moved] == [one.time() for one in moments]
    assert list(moved) == sorted(set(moved))
    assert moved[-1] <= now
    by_day = [one.date() for one in moved if OPENS <= one.time() <= CLOSES]
    assert all(TABLE.is_workday(day) for day in by_day)


def test_a_fire_at_night_stays_on_its_sunday_night() -> None:
    night = dt.datetime(2024, 2, 10, 22, 40, tzinfo=BEIJING)
    sunday = dt.datetime(2026, 11, 29, 23, 0, tzinfo=BEIJING)
    assert moved_days([night], sunday, TABLE) == (sunday.replace(minute=40, hour=22),)
