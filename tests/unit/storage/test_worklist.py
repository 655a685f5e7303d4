"""Worklists page through what waits, and searches find what was asked for."""

# ruff: noqa: PT012 - leaving the unit of work is part of what is tested

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from jiuji_docs.domain.errors import NotFound
from jiuji_docs.storage.accounts import AccountRepository
from jiuji_docs.storage.cases import CaseRepository
from jiuji_docs.storage.work import Work, unit_of_work
from tests.unit.storage.samples import HOUR, NOW, open_case


def _due(work: Work, case_id: int, *due: dt.datetime | None, ended: bool = False) -> None:
    cases = CaseRepository(work.session)
    for moment in due:
        cases.start_clock(
            case_id=case_id, time_limit="audit", budget="1wd", started_at=NOW, due_at=moment
        )
    if ended:
        cases.end_clocks(case_id, ["audit"], NOW)


def test_the_nearest_deadline_comes_first(county: Engine) -> None:
    with unit_of_work(county) as work:
        cases = [open_case(work, f"A-{number}") for number in range(5)]
        _due(work, cases[1].id, NOW + 3 * HOUR)
        _due(work, cases[2].id, None, NOW + 9 * HOUR, NOW + HOUR)
        _due(work, cases[4].id, NOW, ended=True)
        rows = CaseRepository(work.session).worklist(["accepted"], "yangshan")
        assert [row.number for row in rows] == ["A-2", "A-1", "A-0", "A-3", "A-4"]
        assert [row.due_at for row in rows[:3]] == [NOW + HOUR, NOW + 3 * HOUR, None]
        assert rows[0].person_name == "示范人"


def test_a_worklist_shows_own_town_state_and_village_only(county: Engine) -> None:
    with unit_of_work(county) as work:
        open_case(work, "A-1")
        open_case(work, "A-2", state="reviewed")
        open_case(work, "A-3", closed=True)
        open_case(work, "B-1", town_id="linhe", village_id="hewan")
        cases = CaseRepository(work.session)
        assert _numbers(cases.worklist(["accepted"], "yangshan")) == ["A-1"]
        assert _numbers(cases.worklist(["accepted"], None)) == ["A-1", "B-1"]
        assert _numbers(cases.worklist(["accepted"], "linhe", "hewan")) == ["B-1"]
        assert _numbers(cases.worklist(["accepted"], "linhe", "shifan")) == []
        assert cases.count(["accepted", "reviewed"], "yangshan") == 2
        assert cases.count([], None) == 0


@given(
    due=st.lists(st.none() | st.integers(0, 3), max_size=12),
    page=st.integers(1, 5),
)
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_pages_put_together_are_the_whole_list(
    sqlite_engine: Engine, due: list[int | None], page: int
) -> None:
    class Undo(Exception):
        pass

    with pytest.raises(Undo), unit_of_work(sqlite_engine) as work:
        _add_own_town(work)
        for number, hours in enumerate(due):
            case = open_case(work, f"A-{number}")
            _due(work, case.id, None if hours is None else NOW + hours * HOUR)
        cases = CaseRepository(work.session)
        whole = _numbers(cases.worklist(["accepted"], "yangshan", limit=100))
        assert _numbers(_paged(cases, page)) == whole
        assert len(whole) == len(due)
        raise Undo


def test_search_finds_by_number_name_and_whole_id_number(county: Engine) -> None:
    with unit_of_work(county) as work:
        open_case(work, "A-1", id_number="11010119900307000X", person_name="王小明")
        open_case(work, "A-2", id_number="2", person_name="王%明")
        open_case(work, "B-1", id_number="3", person_name="李王", town_id="linhe")
        cases = CaseRepository(work.session)
        for text, found in {
            "a-1": ["A-1"],
            "王": ["A-2", "A-1"],
            "王小": ["A-1"],
            "王%": ["A-2"],
            "%": [],
            "11010119900307000x": ["A-1"],
            "1101011990": [],
            "": ["B-1", "A-2", "A-1"],
        }.items():
            assert _numbers(cases.search(text, None)) == found, text
        assert _numbers(cases.search("", "yangshan")) == ["A-2", "A-1"]
        first = cases.search("", None, limit=1)
        rest = cases.search("", None, after=str(first[0].id))
        assert _numbers(rest) == ["A-2", "A-1"]


@pytest.mark.parametrize("cursor", ["x", "-1", "１", "1" * 19, "1; DROP TABLE case"])
def test_a_cursor_that_was_never_given_out_is_not_found(county: Engine, cursor: str) -> None:
    with unit_of_work(county, write=False) as work, pytest.raises(NotFound):
        CaseRepository(work.session).worklist(["accepted"], None, after=cursor)


def _paged(cases: CaseRepository, size: int) -> list[Any]:
    rows: list[Any] = []
    while page := cases.worklist(
        ["accepted"], "yangshan", after=str(rows[-1].id) if rows else "", limit=size
    ):
        rows += page
    return rows


def _add_own_town(work: Work) -> None:
    accounts = AccountRepository(work.session)
    accounts.add_unit(id="yangshan", name="阳山镇", level="town")
    accounts.add_unit(id="shifan", name="示范村", level="village", parent_id="yangshan")


def _numbers(rows: list[Any]) -> list[str]:
    return [row.number for row in rows]


def test_a_case_carries_the_earliest_due_time_of_its_running_clocks(county: Engine) -> None:
    with unit_of_work(county) as work:
        cases = CaseRepository(work.session)
        case = open_case(work)
        for limit, due in (("review", NOW + 2 * HOUR), ("audit", NOW + HOUR), ("debts", None)):
            cases.start_clock(
                case_id=case.id, time_limit=limit, budget="1wd", started_at=NOW, due_at=due
            )
        assert cases.get(case.number).due_at == NOW + HOUR
        cases.end_clocks(case.id, ["audit"], NOW)
        assert cases.get(case.number).due_at == NOW + 2 * HOUR
        cases.end_clocks(case.id, ["review", "debts"], NOW)
        assert cases.get(case.number).due_at is None
