"""Every time limit of every pack holds over Spring Festival and National Day, by another's calendar (时限)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cache

import chinese_calendar
import pytest

from jiuji_docs.definitions.calendar import load_day_table
from jiuji_docs.definitions.scenarios import shipped_scenarios
from jiuji_docs.domain.calendar import BEIJING
from jiuji_docs.domain.workflow.suspension import derive
from jiuji_docs.domain.workflow.time_limit import TimeLimit
from tests.common.relief import catalog

UNSET = "unset"
SPRING, NATIONAL = "春节", "国庆节"
#: What an office sets where its document sets nothing.
OWN = "5wd"
#: Started two working days before the festival of 2024 and of 2026.
STARTS = {
    SPRING: (dt.datetime(2024, 2, 7, 15, tzinfo=BEIJING), dt.datetime(2026, 2, 12, 15, tzinfo=BEIJING)),
    NATIONAL: (dt.datetime(2024, 9, 27, 15, tzinfo=BEIJING), dt.datetime(2026, 9, 29, 15, tzinfo=BEIJING)),
}  # fmt: skip


def budgets(limit: TimeLimit) -> set[str]:
    """Return what the document gives a limit and its grades; nothing where it gives none."""
    return {limit.budget, *(grade.budget for grade in limit.grades)} - {UNSET}


LIMITS = [
    (name, limit.id)
    for name, pack in sorted(catalog().packs.items())
    for limit in pack.workflow.time_limits.values()
]


@pytest.mark.parametrize(("pack", "limit"), LIMITS)
def test_a_limit_counts_as_another_calendar_does(pack: str, limit: str) -> None:
    found = catalog().pack(pack).workflow.time_limits[limit]
    if found.budget == UNSET:
        found = catalog().with_office(pack, {limit: OWN}).workflow.time_limits[limit]
        assert found.budget == OWN
    for starts in STARTS.values():
        for start in starts:
            for budget in budgets(found):
                reckoned = derive(start, budget, load_day_table(), rolls=found.roll_last_day)
                assert reckoned.at == _due(start, budget, rolls=found.roll_last_day), budget


def _due(start: dt.datetime, budget: str, *, rolls: bool) -> dt.datetime:
    """Return the due time by the public table, counted day by day."""
    if budget.endswith("h"):
        return start + dt.timedelta(hours=int(budget[:-1]))
    day, working = start.date(), budget.endswith("wd")
    left = int(budget.removesuffix("wd").removesuffix("d"))
    while left:
        day += dt.timedelta(days=1)
        left -= not working or chinese_calendar.is_workday(day)
    while rolls and not working and not chinese_calendar.is_workday(day):
        day += dt.timedelta(days=1)
    return dt.datetime.combine(day, dt.time(23, 59, 59), BEIJING)


@cache
def _shown(pack: str) -> frozenset[tuple[str, str]]:
    """Return (limit, festival) of every due time a scenario of the pack expects on the other side of one."""
    return frozenset(_expected(pack))


def _expected(pack: str) -> Iterator[tuple[str, str]]:
    for scenario in shipped_scenarios(pack):
        for step in scenario.steps:
            for limit, due in step.expect.due.items():
                if str(due)[:1].isdigit():
                    last = dt.date.fromisoformat(str(due)[:10])
                    yield from ((limit, name) for name in _festivals(step.at.date(), last))


def _festivals(first: dt.date, last: dt.date) -> Iterator[str]:
    names = {"Spring Festival": SPRING, "National Day": NATIONAL}
    for number in range((last - first).days + 1):
        off, name = chinese_calendar.get_holiday_detail(first + dt.timedelta(days=number))
        if off and name in names:
            yield names[name]


@pytest.mark.parametrize(
    ("pack", "limit"),
    [one for one in LIMITS if budgets(catalog().pack(one[0]).workflow.time_limits[one[1]])],
)
def test_what_a_document_sets_is_shown_over_both_festivals(pack: str, limit: str) -> None:
    assert {name for one, name in _shown(pack) if one == limit} == {SPRING, NATIONAL}
