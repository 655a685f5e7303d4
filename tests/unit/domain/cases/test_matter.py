from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiuji_docs.domain.calendar import BEIJING
from jiuji_docs.domain.cases.matter import Matter, same_matter, within_a_year

FIRE = Matter("990101195001031014", "accident", dt.date(2024, 2, 8))
DAYS = st.dates(dt.date(2004, 1, 1), dt.date(2099, 12, 31))


def decided(day: dt.date, time: dt.time = dt.time(9, 30)) -> dt.datetime:
    return dt.datetime.combine(day, time, BEIJING)


def test_same_person_cause_and_day_is_the_same_matter() -> None:
    assert same_matter(FIRE.person, FIRE.cause, FIRE.occurred_on, FIRE)


@pytest.mark.parametrize(
    ("person", "cause", "day"),
    [
        ("990101195202041024", "accident", "2024-02-08"),
        ("990101195001031014", "schooling", "2024-02-08"),
        ("990101195001031014", "accident", "2024-02-09"),
    ],
)
def test_another_person_cause_or_day_is_another_matter(person: str, cause: str, day: str) -> None:
    assert not same_matter(person, cause, dt.date.fromisoformat(day), FIRE)


def test_a_day_that_is_not_known_counts_as_the_same() -> None:
    unknown = Matter(FIRE.person, FIRE.cause, None)
    assert same_matter(FIRE.person, FIRE.cause, None, FIRE)
    assert same_matter(FIRE.person, FIRE.cause, FIRE.occurred_on, unknown)


def test_somebody_without_a_number_is_nobody_in_particular() -> None:
    assert not same_matter("", "accident", None, Matter("", "accident", None))


def test_a_small_x_is_the_same_person() -> None:
    earlier = Matter("99010119500103103X", "accident", None)
    assert same_matter("99010119500103103x", "accident", None, earlier)


@pytest.mark.parametrize(
    ("decision", "last"),
    [
        ("2024-02-08", "2025-02-08"),
        ("2024-02-28", "2025-02-28"),
        ("2024-02-29", "2025-02-28"),
        ("2023-02-28", "2024-02-28"),
        ("2023-12-31", "2024-12-31"),
        ("2024-05-01", "2025-05-01"),  # a holiday, which does not move the end
        ("2024-10-06", "2025-10-06"),
    ],
)
def test_the_corresponding_day_is_within_and_the_day_after_is_not(decision: str, last: str) -> None:
    at, end = decided(dt.date.fromisoformat(decision)), dt.date.fromisoformat(last)
    assert within_a_year(at, end)
    assert not within_a_year(at, end + dt.timedelta(days=1))


@given(DAYS)
def test_the_day_of_the_decision_is_within_and_the_day_before_is_not(day: dt.date) -> None:
    assert within_a_year(decided(day), day)
    assert not within_a_year(decided(day), day - dt.timedelta(days=1))


@given(DAYS, st.integers(0, 800))
def test_a_year_bars_365_or_366_days_after_the_decision(day: dt.date, later: int) -> None:
    inside = within_a_year(decided(day), day + dt.timedelta(days=later))
    if later <= 365:
        assert inside
    if later >= 367:
        assert not inside


@given(DAYS, DAYS, st.times())
def test_only_the_beijing_day_of_the_decision_matters(
    day: dt.date, asked: dt.date, time: dt.time
) -> None:
    in_utc = decided(day, time).astimezone(dt.UTC)
    assert within_a_year(in_utc, asked) == within_a_year(decided(day), asked)


def test_a_decision_late_in_the_utc_day_belongs_to_the_next_beijing_day() -> None:
    at = dt.datetime(2024, 2, 7, 16, 30, tzinfo=dt.UTC)  # 2024-02-08 00:30 in Beijing
    assert within_a_year(at, dt.date(2025, 2, 8))


def test_a_decision_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="时区"):
        within_a_year(dt.datetime(2024, 2, 8), dt.date(2024, 2, 8))  # noqa: DTZ001 - on purpose
