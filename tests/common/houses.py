"""Give tests a house of the demo county, with a clock they can set, on either database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from jiuji_docs.definitions.directory import demo_directory
from jiuji_docs.services.clock import FixedClock
from jiuji_docs.services.directories import enrol
from jiuji_docs.services.house import House
from jiuji_docs.services.settings import Settings

__all__ = ["clock", "house", "settings"]

#: A morning after every date in the shared scenario values.
MORNING = dt.datetime(2024, 2, 20, 1, 30, tzinfo=dt.UTC)


@pytest.fixture
def clock() -> FixedClock:
    """A clock that stands at half past nine on 20 February 2024."""
    return FixedClock(MORNING)


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    """Settings pointing into the test's own folder and database."""
    return Settings(database_url, tmp_path / "store", tmp_path / "keys", tmp_path / "office.toml")


@pytest.fixture
def house(settings: Settings, clock: FixedClock) -> Iterator[House]:
    """A house with the demo county's people, none of whom can log in."""
    made = House(settings, clock=clock)
    made.keyring.create("示范县")
    made.run(lambda desk: enrol(desk, demo_directory(), with_passwords=False))
    yield made
    made.close()
