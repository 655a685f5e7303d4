"""Give each test an empty database of today's shape, on SQLite and on PostgreSQL."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from jiuji_docs.storage.engine import make_engine
from jiuji_docs.storage.schema import upgrade
from tests.common.postgres import Server, postgresql

__all__ = [
    "database_url",
    "engine",
    "migrated_postgresql",
    "migrated_sqlite",
    "postgresql",
    "postgresql_engine",
    "sqlite_engine",
]

#: Both databases; mark a parametrised fixture or test with these.
BOTH = [
    pytest.param("sqlite", id="sqlite"),
    pytest.param("postgresql", id="postgresql", marks=pytest.mark.postgresql),
]
_counter = itertools.count(1)


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a migrated SQLite file to copy from."""
    path = tmp_path_factory.mktemp("migrated") / "empty.db"
    _upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def migrated_postgresql(postgresql: Server) -> str:
    """Name a migrated PostgreSQL database to copy from."""
    _upgrade(postgresql.create("migrated"))
    return "migrated"


@pytest.fixture(params=BOTH)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Give the URL of a fresh, migrated database, once SQLite and once PostgreSQL."""
    if request.param == "sqlite":
        yield copied(request.getfixturevalue("migrated_sqlite"), tmp_path)
        return
    template = request.getfixturevalue("migrated_postgresql")
    yield from _copy_postgresql(request.getfixturevalue("postgresql"), template)


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """Open an engine on a fresh, migrated database, once SQLite and once PostgreSQL."""
    yield from _opened(database_url)


@pytest.fixture
def sqlite_engine(migrated_sqlite: Path, tmp_path: Path) -> Iterator[Engine]:
    """Open an engine on a fresh, migrated SQLite file."""
    yield from _opened(copied(migrated_sqlite, tmp_path))


@pytest.fixture
def postgresql_engine(postgresql: Server, migrated_postgresql: str) -> Iterator[Engine]:
    """Open an engine on a fresh, migrated PostgreSQL database."""
    for url in _copy_postgresql(postgresql, migrated_postgresql):
        yield from _opened(url)


def _upgrade(url: str) -> None:
    engine = make_engine(url)
    upgrade(engine)
    engine.dispose()


def copied(source: Path, tmp_path: Path) -> str:
    """Copy a closed database file: closing moved everything out of its WAL."""
    return f"sqlite:///{shutil.copy(source, tmp_path / f'test-{next(_counter)}.db')}"


def _copy_postgresql(server: Server, template: str) -> Iterator[str]:
    name = f"test_{next(_counter)}"
    yield server.create(name, template)
    server.drop(name)


def _opened(url: str) -> Iterator[Engine]:
    engine = make_engine(url)
    yield engine
    engine.dispose()
