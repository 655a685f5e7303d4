"""Reminders come before the due time, the miss right after it, 催办 at even distances behind."""

from __future__ import annotations

import datetime as dt
from itertools import islice, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiuji_docs.definitions.calendar import load_day_table
from jiuji_docs.domain.calendar import BEIJING, due
from jiuji_docs.domain.workflow.rungs import (
    chases,
    due_name,
    edition_of,
    number_of,
    rungs_before,
)
from jiuji_docs.domain.workflow.time_limit import TimeLimit

TABLE = load_day_table()
STARTS = st.datetimes(
    dt.datetime(2021, 1, 1), dt.datetime(2026, 9, 30), timezones=st.just(BEIJING)  # noqa: DTZ001
)  # fmt: skip
SPANS = st.builds(
    lambda n, unit: f"{n}{unit}", st.integers(1, 9), st.sampled_from(["h", "wd", "d"])
)


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=BEIJING)


def limit(*remind: str, budget: str = "5wd", repeat: str = "") -> TimeLimit:
    return TimeLimit("decision", "审批时限", budget, ("a",), ("b",), remind=remind, repeat=repeat)


def test_a_day_ahead_is_told_on_that_morning() -> None:
    """Due on Monday, 26 February 2024: one working day ahead is Friday, two is Thursday."""
    found = rungs_before(
        limit("2wd", "1wd", "1d", "6h"), at("2024-02-20T09:00"), at("2024-02-26T23:59:59"), TABLE
    )
    assert [(rung.name, rung.at) for rung in found] == [
        ("remind:2wd", at("2024-02-22T00:00")),
        ("remind:1wd", at("2024-02-23T00:00")),
        ("remind:1d", at("2024-02-25T00:00")),
        ("remind:6h", at("2024-02-26T17:59:59")),
        ("due", at("2024-02-27T00:00")),
    ]


def test_a_day_ahead_over_spring_festival_is_the_last_one_worked() -> None:
    found = rungs_before(limit("1wd"), at("2024-02-05T09:00"), at("2024-02-18T23:59:59"), TABLE)
    assert found[0].at == at("2024-02-09T00:00")


def test_a_reminder_before_the_start_is_left_out() -> None:
    found = rungs_before(limit("1wd"), at("2024-02-10T23:50"), at("2024-02-11T23:50"), TABLE)
    assert [rung.name for rung in found] == ["due"]


@given(STARTS, SPANS, st.lists(SPANS, max_size=4, unique=True))
def test_rungs_lie_between_start_and_due_in_order(
    start: dt.datetime, budget: str, remind: list[str]
) -> None:
    falls = due(start, budget, TABLE)
    assert falls is not None
    found = rungs_before(limit(*remind, budget=budget), start, falls.at, TABLE)
    assert [rung.at for rung in found] == sorted(rung.at for rung in found)
    assert found[-1].at > falls.at >= found[0].at - dt.timedelta(seconds=1)
    assert all(start < rung.at < found[-1].at for rung in found[:-1])
    assert len({rung.name for rung in found}) == len(found)


@given(STARTS, SPANS, st.integers(0, 30))
def test_chases_go_on_where_they_were_left(start: dt.datetime, repeat: str, after: int) -> None:
    one = limit(repeat=repeat)
    whole = list(islice(chases(one, start, TABLE), after + 3))
    assert list(islice(chases(one, start, TABLE, after=after), 3)) == whole[after:]
    assert all(start < before.at < behind.at for before, behind in pairwise(whole))
    assert [number_of(rung.name) for rung in whole] == list(range(1, after + 4))


def test_no_repeat_no_chase() -> None:
    assert list(chases(limit(), at("2024-02-26T23:59:59"), TABLE)) == []


def test_chases_end_with_the_calendar() -> None:
    assert len(list(chases(limit(repeat="1d"), at("9999-12-29T23:59:59"), TABLE))) == 1


@pytest.mark.parametrize("edition", [1, 2, 11])
def test_a_name_tells_which_due_time_it_is_about(edition: int) -> None:
    assert edition_of(due_name(edition)) == edition
    first = next(chases(limit(repeat="1d"), at("2024-01-01"), TABLE, edition=edition))
    assert edition_of(first.name) == edition
