"""The real application on SQLite, with one browserless client per person."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from webtest import TestApp

from jiuji_docs.definitions.directory import demo_directory
from jiuji_docs.services.accounts import password_hash
from jiuji_docs.services.clock import FixedClock
from jiuji_docs.services.directories import enrol
from jiuji_docs.services.house import House
from jiuji_docs.services.settings import Settings
from jiuji_docs.web.app import main
from tests.common.databases import migrated_postgresql, migrated_sqlite, postgresql
from tests.common.houses import clock

__all__ = ["clock", "migrated_postgresql", "migrated_sqlite", "postgresql"]

PASSWORD = "a long enough password"

Login = Callable[[str], TestApp]


@pytest.fixture
def house(migrated_sqlite: Path, tmp_path: Path, clock: FixedClock) -> Iterator[House]:
    """A house on SQLite whose people share one test password."""
    database = tmp_path / "desk.db"
    database.write_bytes(migrated_sqlite.read_bytes())
    settings = Settings(
        f"sqlite:///{database}", tmp_path / "store", tmp_path / "keys", tmp_path / "office.toml"
    )
    made = House(settings, clock=clock)
    made.keyring.create("示范县")
    stored = password_hash(PASSWORD)

    def people(desk: object) -> None:
        enrol(desk, demo_directory(), with_passwords=False)  # type: ignore[arg-type]
        for person in demo_directory().people:
            desk.accounts.set_password(person.id, stored)  # type: ignore[attr-defined]

    made.run(people)
    yield made
    made.close()


@pytest.fixture
def app(house: House) -> object:
    """The WSGI application around the test's house."""
    return main({}, house=house)


@pytest.fixture
def login(app: object) -> Login:
    """Return a client logged in as somebody."""

    def enter(who: str) -> TestApp:
        client = TestApp(app)
        page = client.get("/login")
        page.form["name"], page.form["password"] = who, PASSWORD
        page.form.submit(status=303)
        return client

    return enter
