"""Every day of 2021–2026 is what two public tables say, kept by different people from the same notices.

``chinese_calendar`` (package chinesecalendar) and ``holidays`` (its CN country) both carry make-up
workdays. A day on which one of them differs from ours must be listed here with the reason.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping

import chinese_calendar
import holidays
import pytest

from jiuji_docs.definitions.calendar import load_day_table

TABLE = load_day_table()
FIRST, LAST = dt.date(2021, 1, 1), dt.date(2026, 12, 31)
CHINA = holidays.country_holidays("CN", years=range(2021, 2028))

PUBLIC: Mapping[str, Callable[[dt.date], bool]] = {
    "chinesecalendar": chinese_calendar.is_workday,
    "holidays": CHINA.is_working_day,
}
#: Public table → day → why ours says otherwise. Empty: both agree with ours on every day.
EXPLAINED: Mapping[str, Mapping[dt.date, str]] = {"chinesecalendar": {}, "holidays": {}}


def _days(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    for number in range((last - first).days + 1):
        yield first + dt.timedelta(days=number)


@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_every_day_is_as_published(name: str) -> None:
    is_worked = PUBLIC[name]
    days = list(_days(FIRST, LAST))
    assert len(days) == 2191
    differing = {day for day in days if TABLE.is_workday(day) != is_worked(day)}
    assert differing == set(EXPLAINED[name])


@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_the_public_table_knows_days_off_and_make_up_work_of_every_year(name: str) -> None:
    """A table that knew only weekends would prove nothing."""
    is_worked = PUBLIC[name]
    for year in range(2021, 2027):
        days = list(_days(dt.date(year, 1, 1), dt.date(year, 12, 31)))
        assert any(is_worked(day) for day in days if day.weekday() > 4), year
        assert sum(not is_worked(day) for day in days if day.weekday() < 5) > 10, year


def test_nobody_is_believed_about_a_year_without_notice() -> None:
    """2027 is not announced: one table refuses, the other guesses, ours goes by weekdays and says so."""
    spring_festival = dt.date(2027, 2, 8)
    assert spring_festival.weekday() == 0
    with pytest.raises(NotImplementedError):
        chinese_calendar.is_workday(spring_festival)
    assert not CHINA.is_working_day(spring_festival)
    assert TABLE.is_workday(spring_festival)
    assert TABLE.is_provisional(spring_festival)
    assert all(
        TABLE.is_provisional(day) for day in _days(dt.date(2027, 1, 1), dt.date(2027, 12, 28))
    )


def test_only_the_last_days_of_the_last_announced_year_wait_for_a_notice() -> None:
    waiting = [day for day in _days(FIRST, LAST) if TABLE.is_provisional(day)]
    assert waiting == list(_days(dt.date(2026, 12, 29), LAST))
