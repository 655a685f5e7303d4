"""The same matter is relieved once in the window, unless a county officer excepts it."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from jiuji_docs.domain.calendar import BEIJING
from jiuji_docs.domain.workflow.facts import Facts, PriorRelief
from jiuji_docs.domain.workflow.matters import not_same_matter_within
from jiuji_docs.domain.workflow.verdict import GuardResult
from tests.common.relief import actor, facts, pack

FIRE = dt.date(2024, 2, 5)
DECIDED = dt.datetime(2024, 2, 20, 2, 0, tzinfo=dt.UTC)
EARLIER = PriorRelief("YANGSHAN-2024-0001", "accident", FIRE, DECIDED, None)


def judged(case: Facts) -> GuardResult:
    return not_same_matter_within(
        case,
        actor(),
        pack(),
        times="repeat_times",
        window="repeat_window",
        cause="application.cause",
        occurred_on="application.occurred_on",
    )


def again(day: dt.date, cause: str = "accident", occurred_on: dt.date | None = FIRE) -> Facts:
    now = dt.datetime.combine(day, dt.time(9), BEIJING)
    entering = {"application": {"cause": cause, "occurred_on": occurred_on}}
    return facts("", now=now, entering=entering, prior_reliefs=(EARLIER,))


@pytest.mark.parametrize(
    ("day", "ok"),
    [
        (dt.date(2024, 2, 21), False),
        (dt.date(2025, 2, 20), False),
        (dt.date(2025, 2, 21), True),
    ],
)
def test_the_window_ends_with_the_corresponding_day(day: dt.date, *, ok: bool) -> None:
    result = judged(again(day))
    assert result.ok is ok
    assert result.code == ("" if ok else "same_matter_within_a_year")


def test_the_refusal_names_the_earlier_case_and_the_way_out() -> None:
    why = judged(again(dt.date(2024, 6, 3))).why
    assert "YANGSHAN-2024-0001" in why
    assert "2025-02-20" in why
    assert "例外" in why


def test_a_county_exception_lets_it_through() -> None:
    case = dataclasses.replace(again(dt.date(2024, 6, 3)), repeat_exception=True)
    result = judged(case)
    assert result.ok
    assert "例外" in result.notes[0]


def test_another_cause_is_another_matter() -> None:
    assert judged(again(dt.date(2024, 6, 3), cause="schooling")).ok


def test_another_day_is_another_matter_but_is_noted() -> None:
    result = judged(again(dt.date(2024, 6, 3), occurred_on=dt.date(2024, 6, 1)))
    assert result.ok
    assert "请核实是否同一事项" in result.notes[0]


def test_an_unknown_day_counts_as_the_same() -> None:
    assert not judged(again(dt.date(2024, 6, 3), occurred_on=None)).ok


def test_the_day_of_decision_is_reckoned_in_beijing() -> None:
    late = dt.datetime(2024, 2, 20, 16, 30, tzinfo=dt.UTC)  # already the 21st in Beijing
    case = again(dt.date(2025, 2, 21))
    case = dataclasses.replace(case, prior_reliefs=(dataclasses.replace(EARLIER, decided_at=late),))
    assert not judged(case).ok
