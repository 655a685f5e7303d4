"""Bring a database to the shape this program needs (数据库升级)."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from jiuji_docs.storage.engine import reading

MIGRATIONS = Path(__file__).with_name("migrations")
#: Any number will do, as long as every process asks PostgreSQL for the same one.
_UPGRADE_LOCK = 4_711_001


def upgrade(engine: Engine) -> None:
    """Apply the migrations that are missing, all in one transaction; a failure leaves nothing.

    Two processes that start at once upgrade one after the other.
    """
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            _prepare_postgresql(connection)
        command.upgrade(_config(connection), "head")


def current(engine: Engine) -> str:
    """Return the revision a database stands at; empty for an empty database."""
    with reading(engine).begin() as connection:
        return MigrationContext.configure(connection).get_current_revision() or ""


def newest() -> str:
    """Return the revision this program needs."""
    return ScriptDirectory(str(MIGRATIONS)).get_current_head() or ""


def _prepare_postgresql(connection: Connection) -> None:
    """Wait for other upgrades, and let long statements of this transaction run."""
    connection.exec_driver_sql("SET LOCAL lock_timeout = 0")
    connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_UPGRADE_LOCK})")


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
