"""A case is opened only under the one pack that holds in the unit on that day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from jiuji_docs.definitions.directory import demo_directory
from jiuji_docs.domain.calendar import BEIJING
from jiuji_docs.domain.errors import DefinitionError, GuardRefused
from jiuji_docs.services.clock import FixedClock
from jiuji_docs.services.command import Command
from jiuji_docs.services.directories import enrol
from jiuji_docs.services.house import House
from jiuji_docs.services.packs import PackService
from jiuji_docs.services.settings import Settings
from jiuji_docs.services.trial import TrialService
from tests.common.cases import fire, scenario
from tests.common.houses import MORNING

PACK = "chaoyang-2021"
Opened = Callable[[Any], House]


@pytest.fixture
def opened(migrated_sqlite: Path, tmp_path: Path) -> Iterator[Opened]:
    """Open a house that runs the packs given."""
    path = tmp_path / "packs.db"
    path.write_bytes(migrated_sqlite.read_bytes())
    places = (tmp_path / "store", tmp_path / "keys", tmp_path / "office.toml")
    settings, houses = Settings(f"sqlite:///{path}", *places), []

    def make(packs: Any) -> House:
        house = House(settings, clock=FixedClock(MORNING), office={"packs": packs})
        houses.append(house)
        if len(houses) == 1:
            house.keyring.create("示范县")
            house.run(lambda desk: enrol(desk, demo_directory(), with_passwords=False))
        return house

    yield make
    for house in houses:
        house.close()


def _refusal(house: House) -> GuardRefused:
    with pytest.raises(GuardRefused) as caught:
        fire(house, "yangshan.clerk", "accept")
    return caught.value


def _offered(house: House, who: str = "yangshan.clerk") -> list[str]:
    with house.desk(write=False) as desk:
        return [item.id for item in PackService(desk).openings(desk.actor(who))]


def test_a_pack_that_ended_opens_nothing_and_says_which_document(opened: Opened) -> None:
    house = opened([{"id": PACK, "to": dt.date(2024, 2, 19)}])
    refusal = _refusal(house)
    assert refusal.code == "pack_not_in_force"
    assert "朝民发〔2021〕15号" in str(refusal)
    assert "适用至 2024-02-19" in str(refusal)
    assert _offered(house) == []


def test_what_happened_while_it_held_is_still_taken_in(opened: Opened) -> None:
    house = opened([{"id": PACK, "to": dt.date(2024, 2, 19)}])
    day_before = dt.datetime(2024, 2, 19, 16, 0, tzinfo=BEIJING)
    assert fire(house, "yangshan.clerk", "accept", occurred_at=day_before).state == "accepted"


def test_a_pack_of_another_unit_opens_nothing_here(opened: Opened) -> None:
    house = opened([{"id": PACK, "units": ["qinghe"]}])
    assert "本单位不适用" in str(_refusal(house))
    assert (_offered(house), _offered(house, "qinghe.clerk")) == ([], [PACK])


def test_a_dry_run_is_refused_for_the_same_reason(opened: Opened) -> None:
    house = opened([{"id": PACK, "from": dt.date(2024, 2, 21)}])
    with house.desk(write=False) as desk:
        trial = TrialService(desk).judge(_command(), desk.actor("yangshan.clerk"))
    assert [refusal.code for refusal in trial.refusals] == ["pack_not_in_force"]


def _command() -> Command:
    asked = ("application", "integrity_pledge", "check_authorization", "acceptance_notice")
    entries = {form: scenario().forms[form] for form in asked}
    return Command("accept", "test:dry", pack=PACK, entries=entries)


def test_two_packs_for_one_unit_on_one_day_open_nothing(opened: Opened) -> None:
    house = opened([{"id": PACK, "units": ["yangshan"]}, {"id": PACK, "units": ["county"]}])
    refusal = _refusal(house)
    assert refusal.code == "two_packs_in_force"
    assert "2024-02-20" in str(refusal)


def test_two_packs_for_the_whole_county_do_not_even_start(opened: Opened) -> None:
    with pytest.raises(DefinitionError, match="同时适用两个政策包"):
        opened([PACK, PACK])
