"""Bring the database fixtures into this room's tests."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from tests.common.databases import (
    database_url,
    engine,
    migrated_postgresql,
    migrated_sqlite,
    postgresql,
    postgresql_engine,
    sqlite_engine,
)
from tests.unit.storage.samples import add_units

__all__ = [
    "county",
    "database_url",
    "engine",
    "migrated_postgresql",
    "migrated_sqlite",
    "postgresql",
    "postgresql_engine",
    "sqlite_engine",
]


@pytest.fixture
def county(engine: Engine) -> Engine:
    """Open an engine on a database that has the demo county's units."""
    add_units(engine)
    return engine
