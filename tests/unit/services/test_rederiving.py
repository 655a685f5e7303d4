"""A holiday notice moves the deadlines of running clocks, tells the desk, and is written down."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from jiuji_docs.definitions.directory import demo_directory
from jiuji_docs.domain.errors import DefinitionError
from jiuji_docs.services.clock import FixedClock
from jiuji_docs.services.deadline_watch import DeadlineWatch
from jiuji_docs.services.directories import enrol
from jiuji_docs.services.house import House
from jiuji_docs.services.rederiving import rederive
from jiuji_docs.services.settings import Settings
from tests.common.cases import fire
from tests.common.deadlines import (
    ESCALATING,
    beijing,
    clock_of,
    decide,
    notices_of,
    rungs_of,
    strike,
)

HEAD = "yangshan.head"
#: Invented: the notice of 2027 was not out when this was written. New Year, and a worked Sunday.
NOTICE = """
[year.2027]
off = [2027-01-01, 2027-02-05, 2027-02-08, 2027-02-09]
on = [2027-01-03]
"""


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    """Settings with a place for the office's own calendar."""
    places = (tmp_path / "store", tmp_path / "keys", tmp_path / "office.toml")
    return Settings(database_url, *places, calendar=tmp_path / "calendar.toml")


@pytest.fixture
def house(settings: Settings, clock: FixedClock) -> Iterator[House]:
    """A house in the last days of 2026, before the notice."""
    clock.at = beijing("2026-12-29T09:30:00")
    made = House(settings, clock=clock)
    made.keyring.create("示范县")
    made.run(lambda desk: enrol(desk, demo_directory(), with_passwords=False))
    decide(made, decision=ESCALATING)
    yield made
    made.close()


def _waiting(house: House) -> str:
    """Return a case that waits for the town's decision; its authorisation runs on into 2027."""
    forms = {"check_authorization": {"authorised_until": "2027-06-30"}}
    number = fire(house, "yangshan.clerk", "accept", forms=forms).case
    for who, step in (
        ("yangshan.investigator", "investigate"),
        ("lihua.recorder", "review"),
        ("yangshan.auditor", "audit"),
    ):
        fire(house, who, step, number)
    return number


def _events(house: House, number: str) -> list[tuple[Any, Any, str]]:
    with house.desk(write=False) as desk:
        rows = desk.cases.due_changes(desk.cases.get(number).id)
        return [(row.old_due_at, row.new_due_at, row.reason) for row in rows]


def test_a_notice_moves_what_it_concerns_and_tells_the_desk(house: House) -> None:
    number = _waiting(house)
    before = clock_of(house, number, "decision")
    assert (before.due_at, before.provisional) == (beijing("2027-01-05T23:59:59"), True)
    assert house.calendar.take(NOTICE, "2027.toml") == (2027,)
    (moved,) = rederive(house)
    # 30, 31 December, Sunday 3 January (worked), 4 and 5 January: New Year's Friday is off.
    after = clock_of(house, number, "decision")
    assert (after.due_at, after.provisional) == (beijing("2027-01-05T23:59:59"), False)
    assert (moved.old, moved.new) == ("2027-01-05 23:59（暂定）", "2027-01-05 23:59")
    assert notices_of(house, number) == []
    with house.desk(write=False) as desk:
        bodies = [r.body for r in desk.ledger.entries() if '"kind":"rederived"' in r.body]
    assert len(bodies) == 1
    assert '"actor":"system"' in bodies[0]


def test_a_day_off_more_moves_the_deadline_and_its_rungs(house: House) -> None:
    number = _waiting(house)
    house.calendar.take(NOTICE.replace("on = [2027-01-03]", ""), "2027.toml")
    (moved,) = rederive(house)
    assert moved.new == "2027-01-06 23:59"
    assert notices_of(house, number) == [(HEAD, "due_changed")]
    assert _events(house, number) == [
        (beijing("2027-01-05T23:59:59"), beijing("2027-01-06T23:59:59"), "放假安排有变，重新推算")
    ]
    with house.desk(write=False) as desk:
        case = desk.cases.get(number)
        assert case.due_at == beijing("2027-01-06T23:59:59")
        due = next(row for row in desk.rungs.of_case(case.id) if row.name == "due")
    assert due.run_at == beijing("2027-01-07T00:00:00")


def test_deriving_again_changes_nothing(house: House) -> None:
    number = _waiting(house)
    house.calendar.take(NOTICE.replace("on = [2027-01-03]", ""), "2027.toml")
    assert len(rederive(house)) == 1
    assert rederive(house) == ()
    assert len(_events(house, number)) == 1


def test_the_watch_notices_a_notice_by_itself(house: House) -> None:
    number = _waiting(house)
    watch = DeadlineWatch(house)
    assert [watch.run_one(), watch.run_one()] == [True, False]
    beside = House(dataclasses.replace(house.settings), clock=house.clock)
    beside.calendar.take(NOTICE.replace("on = [2027-01-03]", ""), "2027.toml")
    beside.close()
    assert watch.run_one()
    assert clock_of(house, number, "decision").due_at == beijing("2027-01-06T23:59:59")
    assert not watch.run_one()


def test_a_told_miss_is_withdrawn_when_the_deadline_moves_on(
    house: House, clock: FixedClock
) -> None:
    number = _waiting(house)
    clock.at = beijing("2027-01-06T08:00:00")
    strike(house)
    assert clock_of(house, number, "decision").escalated_to == "county.approver"
    house.calendar.take(NOTICE.replace("on = [2027-01-03]", ""), "2027.toml")
    rederive(house)
    assert clock_of(house, number, "decision").escalated_to is None
    states = rungs_of(house, number)
    assert (states["due"], states["due:2"], states["chase:1.1"]) == (
        "withdrawn",
        "waiting",
        "dropped",
    )
    clock.at = beijing("2027-01-07T08:00:00")
    strike(house)
    assert clock_of(house, number, "decision").escalated_to == "county.approver"
    assert rungs_of(house, number)["due:2"] == "fired"


def test_ended_and_unset_clocks_stay_as_they_were(house: House) -> None:
    number = _waiting(house)
    fire(house, HEAD, "approve_town", number)
    house.calendar.take(NOTICE, "2027.toml")
    assert rederive(house) == ()
    assert clock_of(house, number, "decision").provisional


def test_a_notice_replaces_its_years_and_keeps_the_others(house: House) -> None:
    shipped = house.days
    house.calendar.take(NOTICE, "2027.toml")
    house.calendar.take("[year.2028]\noff = [2028-01-03]\n", "2028.toml")
    house.calendar.take("[year.2027]\noff = [2027-01-01]\n", "2027.toml")
    table = house.days
    assert table.announced == shipped.announced | {2027, 2028}
    resting = sorted(day for day in table.exceptions if day.year > 2026)
    assert [day.isoformat() for day in resting] == ["2027-01-01", "2028-01-03"]
    assert {d: w for d, w in table.exceptions.items() if d.year < 2027} == dict(shipped.exceptions)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "没有任何一年的放假安排"),
        ("[year.2027]\noff = []\n", "没有列出任何放假日"),
        ("[year.2024]\noff = [2024-02-30]\n", "2024.toml|无效|TOML|读"),
        ("[year.2027]\noff = [2026-10-01]\n", "不在 2027 年"),
        ("[year.2027]\noff = [2027-01-02]\n", "本来就是周末"),
        ("[year.9999]\noff = [2027-01-01]\n", "不在 9999 年"),
        ("year = 1\n", "各年的表"),
        ("\x00", "TOML"),
    ],
)
def test_a_notice_that_cannot_be_right_changes_nothing(house: House, text: str, says: str) -> None:
    with pytest.raises(DefinitionError, match=says):
        house.calendar.take(text, "2024.toml")
    assert house.settings.calendar is not None
    assert not house.settings.calendar.exists()
