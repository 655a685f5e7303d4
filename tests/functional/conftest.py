"""The real application on SQLite, with one browserless client per person."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from webtest import TestApp

from jiuji_docs.definitions.directory import demo_directory
from jiuji_docs.rendering.fonts import FontSet
from jiuji_docs.services.accounts import password_hash
from jiuji_docs.services.attachments import AttachmentService
from jiuji_docs.services.clock import FixedClock
from jiuji_docs.services.directories import enrol
from jiuji_docs.services.house import House
from jiuji_docs.services.settings import Settings
from jiuji_docs.services.start import open_press
from jiuji_docs.web.app import main
from tests.common.cases import case_at, fire
from tests.common.databases import migrated_postgresql, migrated_sqlite, postgresql
from tests.common.houses import MORNING, clock
from tests.functional.paying import PEOPLE, pay_what_waits
from tests.functional.people import PASSWORD, Login, log_in

__all__ = ["clock", "migrated_postgresql", "migrated_sqlite", "postgresql"]


def _open_house(migrated: Path, folder: Path, clock: Callable[[], Any]) -> House:
    """Open a house on a copy of the migrated database; its people share one test password."""
    database = folder / "desk.db"
    database.write_bytes(migrated.read_bytes())
    places = (folder / "store", folder / "keys", folder / "office.toml")
    made = House(Settings(f"sqlite:///{database}", *places), clock=clock)
    made.keyring.create("示范县")
    stored = password_hash(PASSWORD)

    def people(desk: Any) -> None:
        enrol(desk, demo_directory(), with_passwords=False)
        for person in demo_directory().people:
            desk.accounts.set_password(person.id, stored)

    made.run(people)
    return made


@pytest.fixture
def house(migrated_sqlite: Path, tmp_path: Path, clock: FixedClock) -> Iterator[House]:
    """A house of the test's own, with a clock it can set."""
    made = _open_house(migrated_sqlite, tmp_path, clock)
    yield made
    made.close()


@pytest.fixture
def app(house: House) -> object:
    """The WSGI application around the test's house."""
    return main({}, house=house)


@pytest.fixture
def login(app: object) -> Login:
    """Return a client logged in as somebody."""
    return lambda who: log_in(app, who)


@dataclass(frozen=True, slots=True)
class PrintedTown:
    """A town with one filed case, one open one with a proof, and every paper printed; only to be read."""

    house: House
    app: Any
    filed: str
    open: str
    attachment: int

    def login(self, who: str) -> TestApp:
        """Return a client logged in as somebody."""
        return log_in(self.app, who)


@pytest.fixture(scope="session")
def printed_town(
    migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory, fonts: FontSet
) -> Iterator[PrintedTown]:
    """Walk a case to the archive with the real press, once for all tests that only read it."""
    del fonts
    house = _open_house(migrated_sqlite, tmp_path_factory.mktemp("printed"), FixedClock(MORNING))
    press = open_press(house)
    filed = case_at(house, "awaiting")
    fire(house, "yangshan.head", "approve_town", filed)
    pay_what_waits(house)
    press.run_all()
    fire(house, "county.archivist", "archive", filed)
    alone = {"id_number": PEOPLE[1], "household_size": 1, "members": []}
    open_case = fire(house, "yangshan.clerk", "accept", forms={"application": alone}).case
    press.run_all()
    press.close()

    def bring(desk: Any) -> int:
        service, clerk = AttachmentService(desk), desk.actor("yangshan.clerk")
        service.add(open_case, clerk, "户口簿.pdf", b"%PDF-1.4 proof")
        return int(service.list(open_case, clerk)[0].id)

    yield PrintedTown(house, main({}, house=house), filed, open_case, house.run(bring))
    house.close()
