"""The migrations and the models describe one database."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect

from jiuji_docs.storage.engine import make_engine
from jiuji_docs.storage.models import Base
from jiuji_docs.storage.schema import MIGRATIONS, _config, current, newest, upgrade


def test_migrations_make_exactly_the_tables_of_the_models(engine: Engine) -> None:
    with engine.begin() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, Base.metadata) == []


def test_upgrading_twice_changes_nothing(engine: Engine) -> None:
    assert current(engine) == newest() != ""
    upgrade(engine)
    assert current(engine) == newest()


def test_an_empty_database_stands_at_no_revision(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path}/new/empty.db")
    assert current(engine) == ""
    upgrade(engine)
    assert current(engine) == newest()
    engine.dispose()


def test_downgrading_leaves_an_empty_database(engine: Engine) -> None:
    with engine.begin() as connection:
        command.downgrade(_config(connection), "base")
    assert inspect(engine).get_table_names() == ["alembic_version"]
    upgrade(engine)
    assert current(engine) == newest()


@pytest.mark.parametrize("path", sorted(MIGRATIONS.rglob("v*.py")))
def test_a_migration_imports_nothing_of_the_program(path: Path) -> None:
    assert "jiuji_docs" not in path.read_text("utf-8")
