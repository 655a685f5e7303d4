"""Open the database: SQLite for one machine, PostgreSQL for several (数据库)."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pysqlite3.dbapi2 as sqlite
from pyramid_retry import mark_error_retryable
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import ExceptionContext

from jiuji_docs.domain.errors import SetUpError
from jiuji_docs.storage.failures import is_retryable, raise_translated
from jiuji_docs.storage.fair_lock import FairLock

#: Older releases may corrupt a WAL database when two connections checkpoint at once.
OLDEST_SQLITE = (3, 51, 3)
#: Seconds SQLite waits for another process; threads of this process queue in the FairLock instead.
BUSY_SECONDS = 30
#: Connections kept and, above those, opened for a rush.
POOL, RUSH = 10, 20

_SQLITE_SETTINGS = (
    "PRAGMA journal_mode = WAL",
    # NORMAL loses acknowledged commits when the power fails.
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",
    # Without it INSERT OR REPLACE deletes ledger rows behind the append-only triggers.
    "PRAGMA recursive_triggers = ON",
)
_POSTGRESQL_SETTINGS = (
    "-c lock_timeout=5s -c statement_timeout=15s -c idle_in_transaction_session_timeout=60s"
    " -c timezone=UTC"
)

#: One lock a file, shared by every engine this process opens on it.
_locks: dict[str, FairLock] = {}
_locks_mutex = threading.Lock()


def make_engine(url: str) -> Engine:
    """Return the engine of a ``sqlite:///…`` or ``postgresql+psycopg://…`` address, unopened.

    Transactions write unless opened through ``reading(engine)``. Errors worth another try are
    marked for pyramid_retry. Raises SetUpError for another kind of database or a SQLite that is
    too old.
    """
    address = make_url(url)
    kind = address.get_backend_name()
    if kind == "sqlite":
        engine = _sqlite_engine(address)
    elif kind == "postgresql":
        engine = _postgresql_engine(address)
    else:
        raise SetUpError(f"不支持的数据库：{kind}（可用 sqlite 或 postgresql+psycopg）")
    event.listen(engine, "handle_error", _mark)
    return engine


def reading(engine: Engine) -> Engine:
    """Return the same engine for transactions that may not write and never wait for a writer.

    All reads of one transaction see one moment: SQLite does so anyway, PostgreSQL is asked to.
    """
    if engine.dialect.name == "sqlite":
        return engine.execution_options(read_only=True)
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def write_lock(engine: Engine) -> FairLock | None:
    """Return the queue of this process's writers, one per SQLite file; PostgreSQL needs none."""
    if engine.dialect.name != "sqlite":
        return None
    place = engine.url.database or ""
    if place in _locks:  # only whole paths are keys, so the working directory does not matter
        return _locks[place]
    with _locks_mutex:
        return _locks.setdefault(str(Path(place).absolute()), FairLock())


def check_sqlite(version: tuple[int, ...] = sqlite.sqlite_version_info) -> None:
    """Refuse a SQLite that may lose data."""
    if version < OLDEST_SQLITE:
        found, oldest = (".".join(map(str, item)) for item in (version, OLDEST_SQLITE))
        raise SetUpError(
            f"SQLite {found} 有已知的数据损坏缺陷，需要 {oldest} 以上（安装 pysqlite3）"
        )


def _sqlite_engine(address: URL) -> Engine:
    check_sqlite()
    if not address.database or address.database == ":memory:":
        raise SetUpError("SQLite 数据库必须是文件，例如 sqlite:///var/jiuji.db")
    path = Path(address.database).absolute()
    path.parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        address.set(drivername="sqlite+pysqlite"),
        module=sqlite,
        connect_args={"timeout": BUSY_SECONDS, "isolation_level": None},
        pool_size=POOL,
        max_overflow=RUSH,
    )
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _postgresql_engine(address: URL) -> Engine:
    query: Mapping[str, Any] = address.query
    options = f"{_POSTGRESQL_SETTINGS} {query.get('options', '')}".strip()
    return create_engine(
        address.set(drivername="postgresql+psycopg").difference_update_query(["options"]),
        isolation_level="READ COMMITTED",
        pool_pre_ping=True,
        pool_size=POOL,
        max_overflow=RUSH,
        connect_args={"options": options, "connect_timeout": 5},
    )


def _set_up_sqlite(connection: Any, _record: Any) -> None:
    for setting in _SQLITE_SETTINGS:
        connection.execute(setting).close()


def _begin_sqlite(connection: Connection) -> None:
    """Begin as a writer at once, so that two readers never both try to become writers and fail."""
    read_only = bool(connection.get_execution_options().get("read_only"))
    driver = connection.connection.cursor()
    try:
        if connection.info.get("read_only", False) is not read_only:
            driver.execute(f"PRAGMA query_only = {int(read_only)}")
            connection.info["read_only"] = read_only
        driver.execute("BEGIN" if read_only else "BEGIN IMMEDIATE")
    except connection.dialect.loaded_dbapi.Error as error:
        raise_translated(error, "BEGIN", (), connection.dialect)
    finally:
        driver.close()


def _mark(context: ExceptionContext) -> None:
    if context.sqlalchemy_exception is not None and is_retryable(context.sqlalchemy_exception):
        mark_error_retryable(context.sqlalchemy_exception)
