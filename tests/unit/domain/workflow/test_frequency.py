"""How often a household is relieved: by calendar year, once an event, n times a year (频次)."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from jiuji_docs.domain.calendar import BEIJING
from jiuji_docs.domain.workflow.facts import Facts, PriorRelief
from jiuji_docs.domain.workflow.guards import judge
from jiuji_docs.domain.workflow.verdict import GuardResult
from tests.common.adapted import adapted
from tests.common.relief import actor, facts

FIRE = dt.date(2023, 12, 20)


def relieved(day: dt.date, cause: str = "accident") -> PriorRelief:
    at = dt.datetime.combine(day, dt.time(10), BEIJING)
    return PriorRelief(f"YANGSHAN-{day:%Y-%m%d}", cause, FIRE, at, None)


def asked(day: dt.date, *earlier: PriorRelief, exception: bool = False) -> Facts:
    now = dt.datetime.combine(day, dt.time(9), BEIJING)
    entering = {"application": {"cause": "accident", "occurred_on": FIRE}}
    case = facts("", now=now, entering=entering, prior_reliefs=earlier)
    return dataclasses.replace(case, repeat_exception=exception)


def judged(case: Facts, adaptation: str, guard: str, **decided: object) -> GuardResult:
    pack = adapted([adaptation], decided)
    found = next(item for item in pack.workflow.transitions["accept"].guards if item.name == guard)
    return judge(found, case, actor(), pack)


@pytest.mark.parametrize(
    ("decided_on", "asked_on", "ok"),
    [
        (dt.date(2023, 12, 31), dt.date(2023, 12, 31), False),
        (dt.date(2023, 12, 31), dt.date(2024, 1, 1), True),
        (dt.date(2024, 1, 1), dt.date(2024, 12, 31), False),
    ],
)
def test_a_calendar_year_ends_with_december(
    decided_on: dt.date, asked_on: dt.date, *, ok: bool
) -> None:
    case = asked(asked_on, relieved(decided_on))
    result = judged(case, "calendar_year", "not_same_matter_within", repeat_times=1)
    assert result.ok is ok
    assert ok or "同一自然年内已救助 1 次" in result.why


def test_one_event_is_relieved_once_however_long_ago() -> None:
    case = asked(dt.date(2031, 5, 6), relieved(dt.date(2024, 1, 3)))
    result = judged(
        case, "same_matter_repeat", "not_same_matter_within", repeat_times=1, repeat_window="ever"
    )
    assert result.code == "same_matter_within_a_year"
    assert "不再受理" in result.why


def test_a_third_relief_in_a_year_is_refused_whatever_the_matter() -> None:
    first, second = relieved(dt.date(2024, 2, 1), "schooling"), relieved(dt.date(2024, 6, 1))
    at = dt.date(2024, 9, 1)
    refused = judged(asked(at, first, second), "times_per_year", "not_more_than", relief_times=2)
    assert refused.code == "too_often"
    assert "2025-02-01 以后方可再次受理" in refused.why
    assert judged(asked(at, second), "times_per_year", "not_more_than", relief_times=2).ok
    later = dt.date(2025, 2, 2)
    assert judged(asked(later, first, second), "times_per_year", "not_more_than", relief_times=2).ok


def test_the_county_may_let_one_more_through_and_an_unset_number_never_blocks() -> None:
    twice = (relieved(dt.date(2024, 2, 1)), relieved(dt.date(2024, 6, 1)))
    at = dt.date(2024, 9, 1)
    excepted = asked(at, *twice, exception=True)
    assert judged(excepted, "times_per_year", "not_more_than", relief_times=2).ok
    unset = judged(asked(at, *twice), "times_per_year", "not_more_than")
    assert unset.ok
    assert "未规定" in unset.notes[0]
