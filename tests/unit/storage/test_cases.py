"""Cases are found, locked, opened and moved on by one person at a time."""

# ruff: noqa: PT012 - leaving the unit of work is part of what is tested

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError

from jiuji_docs.domain.errors import NotFound, StalePage
from jiuji_docs.storage.cases import CaseRepository
from jiuji_docs.storage.scope import Scope
from jiuji_docs.storage.work import Work, run, unit_of_work
from tests.unit.storage.samples import HOUR, NOW, at_once, open_case


def test_a_case_comes_back_as_it_was_written(county: Engine) -> None:
    with unit_of_work(county) as work:
        opened = open_case(work, amount=Decimal("500.00"))
    with unit_of_work(county, write=False) as work:
        case = CaseRepository(work.session).get("YANGSHAN-2024-0001")
        assert case == opened
        assert case.amount == Decimal("500.00")
        assert case.accepted_at == NOW
        assert case.accepted_at.tzinfo is not None
        assert case.occurred_on == dt.date(2024, 3, 1)
        assert (case.version, case.closed, case.decided_at) == (0, False, None)


def test_a_case_that_is_not_there_is_not_found(county: Engine) -> None:
    with unit_of_work(county) as work:
        cases = CaseRepository(work.session)
        for look in (cases.get, cases.lock):
            with pytest.raises(NotFound):
                look("NONE")
        with pytest.raises(NotFound):
            cases.get_by_id(1)
        with pytest.raises(NotFound):
            cases.person(1)
        with pytest.raises(NotFound):
            cases.lock_with_person("nowhere")


@pytest.mark.parametrize("scope", [Scope("linhe"), Scope("yangshan", "hewan")])
def test_another_towns_case_is_not_found(county: Engine, scope: Scope) -> None:
    with unit_of_work(county) as work:
        case = open_case(work)
        strangers = CaseRepository(work.session, scope)
        for look in (strangers.get, strangers.lock):
            with pytest.raises(NotFound):
                look(case.number)
        with pytest.raises(NotFound):
            strangers.get_by_id(case.id)
        assert strangers.search("", None) == []
        assert strangers.worklist(["accepted"], None) == []
        assert strangers.count(["accepted"], None) == 0
        own = CaseRepository(work.session, Scope("yangshan", "shifan"))
        assert own.get(case.number).id == own.lock(case.number).id == case.id


def test_advance_moves_a_case_once(county: Engine) -> None:
    with unit_of_work(county) as work:
        cases = CaseRepository(work.session)
        case = open_case(work)
        moved = cases.advance(case, state="investigated", amount=Decimal("12.34"))
        assert (moved.version, moved.state) == (1, "investigated")
        with pytest.raises(StalePage):
            cases.advance(case, state="approved")
        read = cases.get_by_id(case.id)
        assert read == moved
        assert str(moved.amount) == str(read.amount) == "12.34"
        moved = read
        assert (moved.state, moved.version, moved.amount) == ("investigated", 1, Decimal("12.34"))


def test_of_eight_simultaneous_approvers_one_wins(county: Engine) -> None:
    with unit_of_work(county) as work:
        case = open_case(work)

    def approve(work: Work) -> int:
        cases = CaseRepository(work.session)
        locked = cases.lock(case.number)
        if locked.state != "accepted":
            raise StalePage("not_in_state", "他人已办理")
        return int(cases.advance(locked, state="approved").version)

    results = at_once([lambda: run(county, None, approve)] * 8)
    assert results.count(1) == 1
    assert sum(isinstance(result, StalePage) for result in results) == 7


def test_simultaneous_first_applications_make_one_person(county: Engine) -> None:
    def lock(work: Work) -> int:
        return CaseRepository(work.session).lock_person("110101199003070003", "示范人").id

    keys = at_once([lambda: run(county, None, lock)] * 8)
    assert len(set(keys)) == 1
    with unit_of_work(county) as work:
        cases = CaseRepository(work.session)
        assert cases.people(["110101199003070003", "unknown"]) == [keys[0]]
        assert cases.people([]) == []
        assert cases.person(keys[0]).name == "示范人"
        assert cases.lock_person("110101199003070003", "别名").name == "示范人"


def test_entries_show_the_newest_edition_in_force(county: Engine) -> None:
    with unit_of_work(county) as work:
        cases = CaseRepository(work.session)
        case = open_case(work)
        add = [
            cases.add_entry(case.id, form, "0" * 64, body, "a", NOW)
            for form, body in (
                ("application", '{"n":1}'),
                ("audit", "{}"),
                ("application", '{"n":2}'),
            )
        ]
        assert add == [1, 1, 2]
        assert [(row.form, row.edition) for row in cases.entries(case.id)] == [
            ("audit", 1),
            ("application", 2),
        ]
        assert cases.latest_values(case.id, "application") == {"n": 2}
        cases.void_entries(case.id, ["application"])
        cases.void_entries(case.id, [])
        assert [row.form for row in cases.entries(case.id)] == ["audit"]
        assert cases.latest_values(case.id, "application") == {}
        assert cases.add_entry(case.id, "application", "0" * 64, "{}", "a", NOW) == 3
        assert [row.edition for row in cases.entries(case.id)] == [1, 3]


def _step(cases: CaseRepository, case_id: int, seq: int, key: str = "") -> None:
    cases.add_step(
        case_id=case_id,
        seq=seq,
        idempotency_key=key or f"key-{case_id}-{seq}",
        transition="audit",
        source="a",
        target="b",
        account_id="yangshan.auditor",
        occurred_at=NOW,
        recorded_at=NOW,
    )


def test_steps_are_kept_in_order_and_void_from_a_point_on(county: Engine) -> None:
    with unit_of_work(county) as work:
        cases = CaseRepository(work.session)
        case = open_case(work)
        for seq in (1, 3, 2):
            _step(cases, case.id, seq)
        assert [step.seq for step in cases.steps(case.id)] == [1, 2, 3]
        assert cases.void_steps_after(case.id, 1) == [2, 3]
        assert cases.void_steps_after(case.id, 1) == []
        assert [step.voided for step in cases.steps(case.id)] == [False, True, True]
        found = cases.step_by_key(f"key-{case.id}-2")
        assert found is not None
        assert found.seq == 2
        assert cases.step_by_key("other") is None


@pytest.mark.parametrize(("seq", "key"), [(2, "same"), (1, "other")])
def test_a_key_or_number_used_twice_is_refused(county: Engine, seq: int, key: str) -> None:
    with pytest.raises(IntegrityError), unit_of_work(county) as work:
        cases = CaseRepository(work.session)
        case = open_case(work)
        _step(cases, case.id, 1, "same")
        _step(cases, case.id, seq, key)


def test_debts_open_settle_and_open_again(county: Engine) -> None:
    with unit_of_work(county) as work:
        cases = CaseRepository(work.session)
        case = open_case(work)
        cases.open_debts(case.id, ["object", "seal"], NOW, NOW + HOUR)
        assert cases.settle_debts(case.id, ["seal", "unknown"], NOW, "yangshan.head") == ["seal"]
        assert cases.settle_debts(case.id, ["seal"], NOW, "someone.else") == []
        assert cases.settle_debts(case.id, [], NOW, "someone.else") == []
        settled = {row.debt: row.settled_by for row in cases.debts(case.id)}
        assert settled == {"object": None, "seal": "yangshan.head"}
        cases.open_debts(case.id, ["seal"], NOW, None)
        assert [row.settled_at for row in cases.debts(case.id)] == [None, None]


def test_clocks_run_end_and_fall_overdue(county: Engine) -> None:
    with unit_of_work(county) as work:
        cases = CaseRepository(work.session)
        case = open_case(work)
        for limit, due in (("review", NOW + HOUR), ("audit", NOW - HOUR), ("debts", None)):
            cases.start_clock(
                case_id=case.id, time_limit=limit, budget="3wd", started_at=NOW - HOUR, due_at=due
            )
        late = cases.overdue(NOW, 10)
        assert [(row.time_limit, row.number) for row in late] == [("audit", case.number)]
        assert CaseRepository(work.session, Scope("linhe")).overdue(NOW, 10) == []
        cases.end_clocks(case.id, ["audit"], NOW)
        cases.end_clocks(case.id, [], NOW)
        assert cases.overdue(NOW, 10) == []
        assert [row.ended_at for row in cases.clocks(case.id)] == [None, NOW, None]


def test_prior_reliefs_are_the_decided_cases_of_the_household(county: Engine) -> None:
    with unit_of_work(county) as work:
        cases = CaseRepository(work.session)
        first = open_case(work, "A-1", decided_at=NOW, amount=Decimal("300.00"))
        second = open_case(work, "A-2", id_number="2", decided_at=NOW + HOUR)
        open_case(work, "A-3")
        elsewhere = open_case(work, "A-4", town_id="linhe", village_id=None, decided_at=NOW - HOUR)
        people = [first.person_id, second.person_id]
        found = cases.prior_reliefs(people)
        assert [row.number for row in found] == ["A-2", "A-1", "A-4"]
        assert (found[1].cause, found[1].amount) == ("accident", Decimal("300.00"))
        assert [row.number for row in cases.prior_reliefs(people, second.id)] == ["A-1", "A-4"]
        before = cases.prior_reliefs(people, before=NOW)
        assert [row.number for row in before] == [elsewhere.number]
        own_town = CaseRepository(work.session, Scope("yangshan"))
        assert len(own_town.prior_reliefs(people)) == 3
        assert cases.prior_reliefs([]) == []


def test_an_exception_is_used_up_by_one_case(county: Engine) -> None:
    matter = ("110101199003070003", "accident", dt.date(2024, 3, 1))
    with unit_of_work(county) as work:
        cases = CaseRepository(work.session)
        case = open_case(work)
        assert cases.repeat_exception(*matter) is None
        for _ in range(2):
            cases.grant_repeat_exception(
                id_number=matter[0],
                cause=matter[1],
                occurred_on=matter[2],
                reason="再次遭遇",
                account_id="county.approver",
                granted_at=NOW,
            )
        granted = cases.repeat_exception(*matter)
        assert granted is not None
        assert cases.repeat_exception(matter[0], "schooling", matter[2]) is None
        cases.use_repeat_exception(granted.id, case.id)
        with pytest.raises(StalePage):
            cases.use_repeat_exception(granted.id, case.id)
        second = cases.repeat_exception(*matter)
        assert second is not None
        assert second.id > granted.id
