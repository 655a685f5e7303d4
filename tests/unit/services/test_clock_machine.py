"""Drive the clocks of cases at random and ask after every move what must always hold (状态机).

Time passes, workers look or do not, objections stop and resume, cases go back and come again, and the
State Council announces another arrangement. Whatever comes: what is stored is what derives, a limit has one
running clock, nothing is said twice or late, and only people's steps move a case.
"""

from __future__ import annotations

import datetime as dt
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as proof
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from hypothesis.stateful import run_state_machine_as_test as run_machine

from jiuji_docs.definitions.directory import demo_directory
from jiuji_docs.services.clock import FixedClock
from jiuji_docs.services.directories import enrol
from jiuji_docs.services.house import House
from jiuji_docs.services.ledger_check import check_ledger
from jiuji_docs.services.rederiving import rederive
from jiuji_docs.services.settings import Settings
from jiuji_docs.services.time_limits import reckon
from tests.common.cases import fire
from tests.common.deadlines import ESCALATING, beijing, decide, let_objections_stop, strike
from tests.common.strategies import number_of

#: Machines run by one test, and moves of each; ``make walks`` runs many more.
EXAMPLES = int(os.environ.get("JIUJI_MACHINES", "5"))
MOVES = 25
START = beijing("2024-02-20T09:30:00")
#: The year as announced, with one more day off, and with a Saturday worked.
NOTICES = (
    "off = [2024-02-12, 2024-04-04, 2024-04-05]\non = [2024-02-18]",
    "off = [2024-02-12, 2024-02-26, 2024-02-27, 2024-04-04]\non = [2024-02-18]",
    "off = [2024-02-12, 2024-04-04]\non = [2024-02-18, 2024-02-24, 2024-03-02]",
)
WHO = {
    "investigate": "yangshan.investigator",
    "review": "lihua.recorder",
    "audit": "yangshan.auditor",
}
NEXT = {"accepted": "investigate", "investigated": "review", "reviewed": "audit"}


class ClockMachine(RuleBasedStateMachine):
    """One case of a house at a time, and what its clocks must always satisfy."""

    house: House
    clock: FixedClock
    people = 0

    def __init__(self) -> None:
        super().__init__()
        ClockMachine.people += 1
        self.clock.at = START
        number = number_of("990101", dt.date(1960, 1, 1), ClockMachine.people % 1000)
        alone = {"id_number": number, "household_size": 1, "members": []}
        self.number = fire(
            self.house, "yangshan.clerk", "accept", forms={"application": alone}
        ).case
        self.steps = 1

    @property
    def state(self) -> str:
        """Where the case stands."""
        with self.house.desk(write=False) as desk:
            return str(desk.cases.get(self.number).state)

    def step(self, who: str, name: str, **more: Any) -> None:
        """Take a step that is right here."""
        fire(self.house, who, name, self.number, **more)
        self.steps += 1

    @rule(hours=st.sampled_from((1, 5, 14, 24, 49, 170)))
    def time_passes(self, hours: int) -> None:
        if self.clock.at < START + dt.timedelta(days=60):
            self.clock.at += dt.timedelta(hours=hours)

    @rule()
    def a_worker_looks(self) -> None:
        strike(self.house)
        with self.house.desk(write=False) as desk:
            assert not desk.rungs.is_due(desk.now())

    @precondition(lambda self: self.state in NEXT)
    @rule()
    def it_goes_on(self) -> None:
        name = NEXT[self.state]
        self.step(WHO[name], name)

    @precondition(lambda self: self.state == "awaiting_town")
    @rule(back_to=st.sampled_from(("accepted", "reviewed")))
    def it_goes_back(self, back_to: str) -> None:
        self.step("yangshan.head", "return_town", return_target=back_to, comment="补正")

    @precondition(lambda self: self.state in ("accepted", "awaiting_town"))
    @rule(name=st.sampled_from(("object", "settle")))
    def somebody_objects_or_is_answered(self, name: str) -> None:
        self.step("yangshan.clerk", name)

    @rule(notice=st.sampled_from(NOTICES))
    def a_notice_comes(self, notice: str) -> None:
        self.house.calendar.take(f"[year.2024]\n{notice}\n", "2024.toml")
        rederive(self.house)
        assert rederive(self.house) == ()

    @invariant()
    def what_is_stored_is_what_derives(self) -> None:
        with self.house.desk(write=False) as desk:
            case = desk.cases.get(self.number)
            running = [row for row in desk.cases.clocks(case.id) if row.ended_at is None]
            for row in running:
                found = reckon(desk, row)
                assert (row.due_at, row.provisional) == (found.at, found.provisional)
                unset = row.budget == "unset"
                assert (found.suspended or unset) == (row.due_at is None)
            due = [row.due_at for row in running if row.due_at is not None]
            assert case.due_at == min(due, default=None)

    @invariant()
    def a_limit_has_one_running_clock(self) -> None:
        with self.house.desk(write=False) as desk:
            rows = desk.cases.clocks(desk.cases.get(self.number).id)
        running = Counter(row.time_limit for row in rows if row.ended_at is None)
        assert not running or max(running.values()) == 1

    @invariant()
    def a_clock_says_only_what_it_may(self) -> None:
        with self.house.desk(write=False) as desk:
            case_id = desk.cases.get(self.number).id
            for row in desk.cases.clocks(case_id):
                states = {rung.state for rung in desk.rungs.of_clock(row.id)}
                if row.ended_at is not None:
                    assert not states & {"waiting", "held"}
                elif row.due_at is None and row.budget != "unset":
                    assert "waiting" not in states
            told = desk.notices.of_case(case_id)
            said = [rung for rung in desk.rungs.of_case(case_id) if rung.state == "fired"]
        assert all(rung.run_at <= rung.done_at for rung in said)
        assert len({row.dedup for row in told}) == len(told)

    @invariant()
    def only_people_move_a_case(self) -> None:
        with self.house.desk(write=False) as desk:
            case = desk.cases.get(self.number)
            steps = desk.cases.steps(case.id)
        assert (case.version, len(steps)) == (self.steps, self.steps)
        assert all(row.account_id != "system" for row in steps)

    def teardown(self) -> None:
        """What the system said is in the ledger, and the chain holds."""
        with self.house.desk(write=False) as desk:
            rungs = desk.rungs.of_case(desk.cases.get(self.number).id)
            said = sum(row.state in ("fired", "withdrawn") for row in rungs)
            mine = f'"case":"{self.number}"'
            entries = [row.body for row in desk.ledger.entries() if mine in row.body]
        assert sum('"kind":"deadline"' in body for body in entries) == said
        assert check_ledger(self.house).ok


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[tuple[House, FixedClock]]:
    """A house with time limits of every kind, and a calendar of its own."""
    places = (tmp_path / "store", tmp_path / "keys", tmp_path / "office.toml")
    at = FixedClock(START)
    made = House(Settings(database_url, *places, calendar=tmp_path / "calendar.toml"), clock=at)
    made.keyring.create("示范县")
    made.run(lambda desk: enrol(desk, demo_directory(), with_passwords=False))
    days = {"budget": "3d", "remind": ["1d"], "on_miss": "notify", "repeat": "2d"}
    hours = {"budget": "30h", "remind": ["4h"], "on_miss": "notify", "repeat": "24h"}
    decide(made, decision=ESCALATING, investigation=days, audit=hours)
    let_objections_stop(made, "decision", "investigation")
    yield made, at
    made.close()


def test_whatever_comes_the_clocks_stay_true(office: tuple[House, FixedClock]) -> None:
    class OfThisHouse(ClockMachine):
        pass

    OfThisHouse.house, OfThisHouse.clock = office
    run_machine(
        OfThisHouse,
        settings=proof(
            max_examples=EXAMPLES,
            stateful_step_count=MOVES,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
            derandomize="JIUJI_MACHINES" not in os.environ,
        ),
    )
