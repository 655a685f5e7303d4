"""Bring database and house fixtures into the reliability suites."""

from tests.common.databases import (
    database_url,
    engine,
    migrated_postgresql,
    migrated_sqlite,
    postgresql,
)
from tests.common.houses import clock, house, settings

__all__ = [
    "clock",
    "database_url",
    "engine",
    "house",
    "migrated_postgresql",
    "migrated_sqlite",
    "postgresql",
    "settings",
]
