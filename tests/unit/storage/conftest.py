"""Bring the database fixtures into this room's tests."""

from __future__ import annotations

from tests.common.databases import (
    database_url,
    engine,
    migrated_postgresql,
    migrated_sqlite,
    postgresql,
    postgresql_engine,
    sqlite_engine,
)

__all__ = [
    "database_url",
    "engine",
    "migrated_postgresql",
    "migrated_sqlite",
    "postgresql",
    "postgresql_engine",
    "sqlite_engine",
]
