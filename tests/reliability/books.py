"""Read everything an installation keeps, without any code of the product: rows, files, the ledger's key."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
import pysqlite3.dbapi2 as sqlite
from psycopg.rows import dict_row

Row = dict[str, Any]
TABLES = (
    "case", "entry", "step", "document", "signature", "seal_use", "payment", "job", "ledger",
    "ledger_head",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Books:
    """All rows by table, all stored files by their name, and the key of the ledger."""

    tables: dict[str, list[Row]]
    files: dict[str, bytes]
    key: bytes
    #: what the database says of itself, empty when it is whole
    damage: list[str] = field(default_factory=list)

    def __getitem__(self, table: str) -> list[Row]:
        return self.tables[table]

    def by_id(self, table: str) -> dict[int, Row]:
        """Return a table's rows by their key."""
        return {row["id"]: row for row in self.tables[table]}


def read(database: str, store: Path, keys: Path) -> Books:
    """Read an installation whose program is not running."""
    names = [path for path in store.glob("[0-9a-f][0-9a-f]/*") if path.is_file()]
    files = {path.parent.name + path.name: path.read_bytes() for path in names}
    tables, damage = _sqlite(database) if database.startswith("sqlite") else _postgresql(database)
    return Books(tables, files, (keys / "ledger.key").read_bytes(), damage)


def sha256(data: bytes) -> str:
    """Return the name bytes have in the store."""
    return hashlib.sha256(data).hexdigest()


def waiting_jobs(database: str) -> int:
    """Return how many papers still wait for the press; the program may be running."""
    statement = "SELECT count(*) AS n FROM job WHERE state NOT IN ('done', 'failed')"
    if database.startswith("sqlite"):
        connection = sqlite.connect(sqlite_file(database), timeout=30)
        try:
            return int(connection.execute(statement).fetchone()[0])
        finally:
            connection.close()
    with psycopg.connect(libpq(database), row_factory=dict_row) as connection:
        return int(sum(row["n"] for row in connection.execute(statement)))


def sqlite_file(database: str) -> str:
    """Return the file of ``sqlite:///…``."""
    return database.removeprefix("sqlite:///")


def libpq(database: str) -> str:
    """Return the address without SQLAlchemy's driver name."""
    return database.replace("postgresql+psycopg://", "postgresql://")


def _sqlite(database: str) -> tuple[dict[str, list[Row]], list[str]]:
    connection = sqlite.connect(sqlite_file(database), timeout=30)
    connection.row_factory = lambda cursor, row: dict(
        zip([column[0] for column in cursor.description], row, strict=True)
    )
    try:
        tables = {
            name: connection.execute(f'SELECT * FROM "{name}" ORDER BY 1').fetchall()
            for name in TABLES
        }
        verdicts = [row["integrity_check"] for row in connection.execute("PRAGMA integrity_check")]
        broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    finally:
        connection.close()
    return tables, [*(v for v in verdicts if v != "ok"), *(f"dangling {row}" for row in broken)]


def _postgresql(database: str) -> tuple[dict[str, list[Row]], list[str]]:
    with psycopg.connect(libpq(database), row_factory=dict_row) as connection:
        return {
            name: connection.execute(f'SELECT * FROM "{name}" ORDER BY 1').fetchall()
            for name in TABLES
        }, []
