"""Clocks remind, tell a miss and urge: once each, to the right people, and never decide a case."""

from __future__ import annotations

import datetime as dt
import threading
from typing import Any

import pytest
from sqlalchemy import update

from jiuji_docs.services.clock import FixedClock
from jiuji_docs.services.deadline_watch import DeadlineWatch
from jiuji_docs.services.house import House
from jiuji_docs.services.reminders import Reminders, StuckClock
from jiuji_docs.services.worker import Worker
from jiuji_docs.storage.tables import CASE
from tests.common.cases import case_at, fire
from tests.common.deadlines import (
    ESCALATING,
    beijing,
    clock_of,
    decide,
    notices_of,
    rungs_of,
    strike,
)
from tests.functional.paying import PEOPLE

HEAD, COUNTY = "yangshan.head", "county.approver"


@pytest.fixture
def number(house: House) -> str:
    """A case that waits for the town's decision since Tuesday, 20 February 2024; due on the 27th."""
    decide(house, decision=ESCALATING)
    return case_at(house, "awaiting")


def _ledger(house: House, kind: str) -> list[str]:
    with house.desk(write=False) as desk:
        return [row.body for row in desk.ledger.entries() if f'"kind":"{kind}"' in row.body]


def _state(house: House, number: str) -> tuple[str, int]:
    with house.desk(write=False) as desk:
        case = desk.cases.get(number)
        return case.state, case.version


def test_a_clock_has_its_rungs_from_the_start(house: House, number: str) -> None:
    with house.desk(write=False) as desk:
        rows = desk.rungs.of_case(desk.cases.get(number).id)
    assert [(row.name, row.run_at) for row in rows] == [
        ("remind:1wd", beijing("2024-02-26T00:00:00")),
        ("remind:4h", beijing("2024-02-27T19:59:59")),
        ("due", beijing("2024-02-28T00:00:00")),
    ]


def test_reminder_miss_and_urging_come_in_turn(
    house: House, clock: FixedClock, number: str
) -> None:
    before = _state(house, number)
    for at, said in (
        ("2024-02-25T23:59:59", []),
        ("2024-02-26T08:30:00", [(HEAD, "remind")]),
        ("2024-02-27T20:00:00", [(HEAD, "remind")]),
        ("2024-02-27T23:59:59", []),
        ("2024-02-28T00:00:00", [(HEAD, "overdue"), (COUNTY, "overdue")]),
        ("2024-02-28T17:00:00", []),
        ("2024-02-29T00:00:00", [(HEAD, "chase"), (COUNTY, "chase")]),
        ("2024-03-01T09:00:00", [(HEAD, "chase"), (COUNTY, "chase")]),
        ("2024-03-03T09:00:00", []),
    ):
        clock.at, told = beijing(at), len(notices_of(house, number))
        strike(house)
        assert notices_of(house, number)[told:] == said, at
        assert strike(house) == 0
    assert _state(house, number) == before
    assert clock_of(house, number, "decision").escalated_to == COUNTY


def test_a_miss_is_written_as_the_systems_and_takes_no_step(
    house: House, clock: FixedClock, number: str
) -> None:
    with house.desk(write=False) as desk:
        steps = len(desk.cases.steps(desk.cases.get(number).id))
    clock.at = beijing("2024-02-28T00:00:00")
    strike(house)
    (body,) = _ledger(house, "deadline")
    assert '"actor":"system"' in body
    assert '"on_miss":"escalate"' in body
    with house.desk(write=False) as desk:
        assert len(desk.cases.steps(desk.cases.get(number).id)) == steps
    assert _state(house, number)[0] == "awaiting_town"


def test_after_a_day_of_downtime_one_notice_tells_where_it_stands(
    house: House, clock: FixedClock, number: str
) -> None:
    clock.at = beijing("2024-03-04T09:00:00")
    assert strike(house) == 1
    assert notices_of(house, number) == [(HEAD, "overdue"), (COUNTY, "overdue")]
    assert rungs_of(house, number) == {
        "remind:1wd": "passed_over",
        "remind:4h": "passed_over",
        "due": "fired",
        "chase:1.1": "passed_over",
        "chase:1.2": "passed_over",
        "chase:1.3": "passed_over",
        "chase:1.4": "waiting",
    }
    clock.at = beijing("2024-03-06T00:00:00")
    assert strike(house) == 1
    assert len(notices_of(house, number)) == 4


def test_a_decision_in_time_silences_the_clock(
    house: House, clock: FixedClock, number: str
) -> None:
    clock.at = beijing("2024-02-27T16:00:00")
    strike(house)
    fire(house, HEAD, "approve_town", number)
    clock.at = beijing("2024-03-20T09:00:00")
    assert strike(house) == 0
    assert rungs_of(house, number) == {
        "remind:1wd": "fired",
        "remind:4h": "dropped",
        "due": "dropped",
    }


@pytest.mark.parametrize(("on_miss", "told"), [("record", []), ("notify", [(HEAD, "overdue")])])
def test_a_miss_does_no_more_than_the_office_said(
    house: House, clock: FixedClock, on_miss: str, told: list[tuple[str, str]]
) -> None:
    decide(house, decision={"budget": "5wd", "on_miss": on_miss})
    number = case_at(house, "awaiting")
    clock.at = beijing("2024-03-04T09:00:00")
    assert strike(house) == 1
    assert notices_of(house, number) == told
    assert len(_ledger(house, "deadline")) == 1
    assert clock_of(house, number, "decision").escalated_to is None


def test_unset_limits_say_nothing(house: House, clock: FixedClock) -> None:
    number = case_at(house, "awaiting")
    clock.at += dt.timedelta(days=400)
    assert strike(house) == 0
    assert rungs_of(house, number) == {}


def test_an_empty_post_keeps_the_notice(house: House, clock: FixedClock, number: str) -> None:
    house.run(lambda desk: desk.accounts.set_active(HEAD, active=False))
    clock.at = beijing("2024-02-28T09:00:00")
    strike(house)
    with house.desk(write=False) as desk:
        rows = desk.notices.of_case(desk.cases.get(number).id)
    assert [(row.account_id, row.role, row.unit_id) for row in rows] == [
        (None, "town.head", "yangshan"),
        (COUNTY, "", None),
    ]
    assert "岗位空缺" in rows[1].text
    assert _state(house, number)[0] == "awaiting_town"


def test_four_workers_say_each_thing_once(house: House, clock: FixedClock, number: str) -> None:
    others = [_another_case(house, index) for index in range(3)]
    clock.at = beijing("2024-02-28T09:00:00")
    barrier, spoke = threading.Barrier(4), []

    def work() -> None:
        worker = Reminders(house)
        barrier.wait()
        spoke.extend([worker.run_one() for _ in range(12)])

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(spoke) == 4
    for one in (number, *others):
        assert notices_of(house, one) == [(HEAD, "overdue"), (COUNTY, "overdue")]
    assert len(_ledger(house, "deadline")) == 4


def _another_case(house: House, index: int) -> str:
    """Bring another person's case to the same desk."""
    alone = {"id_number": PEOPLE[index], "household_size": 1, "members": []}
    made = fire(house, "yangshan.clerk", "accept", forms={"application": alone}).case
    fire(house, "yangshan.investigator", "investigate", made)
    fire(house, "lihua.recorder", "review", made)
    fire(house, "yangshan.auditor", "audit", made, forms={"audit": {"proposed_amount": "500.00"}})
    return made


def test_a_case_somebody_is_deciding_is_passed_by(
    house: House, clock: FixedClock, number: str
) -> None:
    if house.engine.dialect.name != "postgresql":
        pytest.skip("SQLite has one writer at a time")
    clock.at = beijing("2024-02-28T09:00:00")
    with house.desk() as desk:
        desk.cases.lock_with_person(number)
        assert Reminders(house).run_one() is False
    assert Reminders(house).run_one() is True


def test_the_watch_speaks_and_rests(house: House, clock: FixedClock, number: str) -> None:
    watch = DeadlineWatch(house)
    assert watch.run_one()
    assert not watch.run_one()
    clock.at = beijing("2024-02-28T09:00:00")
    assert [watch.run_one(), watch.run_one()] == [True, False]
    assert len(notices_of(house, number)) == 2


def test_the_worker_runs_the_watch_beside_the_press(
    house: House, clock: FixedClock, number: str
) -> None:
    class NoPress:
        """A press without work, which stops its worker at the third look."""

        looks = 0
        worker: Any = None

        def reclaim(self) -> None:
            """Take nothing back."""

        def run_one(self) -> bool:
            """Find nothing to print."""
            self.looks += 1
            if self.looks == 3:
                self.worker.request_stop()
            return False

    clock.at = beijing("2024-02-28T09:00:00")
    press = NoPress()
    press.worker = Worker(press, DeadlineWatch(house))  # type: ignore[arg-type]
    press.worker.run()
    assert notices_of(house, number) == [(HEAD, "overdue"), (COUNTY, "overdue")]


def test_a_clock_that_cannot_be_told_does_not_keep_the_others_silent(
    house: House, clock: FixedClock, number: str
) -> None:
    other = _another_case(house, 1)
    house.run(
        lambda desk: desk.work.session.execute(
            update(CASE).where(CASE.c.number == number).values(state="nowhere")
        )
    )
    clock.at = beijing("2024-02-28T09:00:00")
    reminders = Reminders(house)
    with pytest.raises(StuckClock, match=number):
        reminders.run_one()
    assert reminders.run_all() == 1
    assert notices_of(house, other) == [(HEAD, "overdue"), (COUNTY, "overdue")]
    assert notices_of(house, number) == []
    house.run(
        lambda desk: desk.work.session.execute(
            update(CASE).where(CASE.c.number == number).values(state="awaiting_town")
        )
    )
    clock.at = beijing("2024-02-28T09:10:00")
    assert reminders.run_one()
    assert notices_of(house, number) == [(HEAD, "overdue"), (COUNTY, "overdue")]
