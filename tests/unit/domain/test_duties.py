"""What comes back every so often is due on the right day of every period."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiuji_docs.definitions.calendar import load_day_table
from jiuji_docs.domain.duties.duty import Duty, due_on, occurrences, remind_on, standing
from jiuji_docs.domain.duties.periods import EVERY, parse, period_of, periods

DAY = dt.date
TABLE = load_day_table()


def duty(every: str = "quarter", due: str = "", remind: tuple[str, ...] = ()) -> Duty:
    return Duty("board", "更新政策公示栏", "village", "village.recorder", every, due, remind)


@given(st.sampled_from(sorted(EVERY)), st.dates(DAY(1990, 1, 1), DAY(2090, 12, 31)))
def test_every_day_lies_in_the_period_of_its_key_and_periods_touch(every: str, day: DAY) -> None:
    period = period_of(every, day)
    assert period.first <= day <= period.last
    assert parse(every, period.key) == period
    following = period_of(every, period.last + dt.timedelta(days=1))
    assert following.first == period.last + dt.timedelta(days=1)


@pytest.mark.parametrize("key", ["2024-Q5", "2024", "2024-W01", "x", "2024-Q1x", "", "9999-Q9"])
def test_what_is_no_quarter_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match="期间"):
        parse("quarter", key)


def test_weeks_go_by_iso_years() -> None:
    assert period_of("week", DAY(2024, 12, 31)).key == "2025-W01"
    with pytest.raises(ValueError, match="期间"):
        parse("week", "2024-W53")


@pytest.mark.parametrize(
    ("every", "due", "first_day", "expected"),
    [
        ("quarter", "", DAY(2024, 1, 1), DAY(2024, 3, 31)),
        # 2024-03-31 is a Sunday, 2024-03-29 the last working day of the quarter.
        ("quarter", "last_wd", DAY(2024, 1, 1), DAY(2024, 3, 29)),
        # New Year's day is off; the tenth working day of 2024 is the 15th.
        ("year", "10wd", DAY(2024, 1, 1), DAY(2024, 1, 15)),
        ("month", "5d", DAY(2024, 2, 1), DAY(2024, 2, 5)),
        # The make-up Sunday before Spring Festival is a working day.
        ("week", "last_wd", DAY(2024, 2, 1), DAY(2024, 2, 4)),
    ],
)
def test_an_occurrence_is_due_when_the_rule_says(
    every: str, due: str, first_day: DAY, expected: DAY
) -> None:
    assert due_on(duty(every, due), period_of(every, first_day), TABLE) == expected


def test_reminders_come_so_many_working_days_before() -> None:
    rule = duty("month", "last_wd", ("3wd", "5d"))
    due = due_on(rule, period_of("month", DAY(2024, 2, 1)), TABLE)
    assert due == DAY(2024, 2, 29)
    assert remind_on(rule, due, TABLE) == {"3wd": DAY(2024, 2, 26), "5d": DAY(2024, 2, 24)}


def test_nothing_is_asked_for_that_was_due_before_the_office_began() -> None:
    rule = duty("quarter", "10d")
    keys = [one.key for one in occurrences(rule, DAY(2024, 1, 20), DAY(2024, 8, 1), TABLE)]
    assert keys == ["2024-Q2", "2024-Q3"]
    assert list(occurrences(duty(""), DAY(2024, 1, 1), DAY(2024, 8, 1), TABLE)) == []
    assert len(list(periods("week", DAY(2024, 1, 1), DAY(2024, 12, 29)))) == 52


@pytest.mark.parametrize(
    ("due", "done", "expected"),
    [
        (DAY(2024, 3, 29), DAY(2024, 3, 29), "done"),
        (DAY(2024, 3, 29), DAY(2024, 3, 30), "done_late"),
        (DAY(2024, 3, 29), None, "overdue"),
        (DAY(2024, 4, 1), None, "open"),
        (None, None, "free"),
    ],
)
def test_how_an_occurrence_stands(due: DAY | None, done: DAY | None, expected: str) -> None:
    assert standing(due, done, DAY(2024, 4, 1)) == expected
