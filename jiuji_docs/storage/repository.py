"""Give every repository the same few ways to speak Core to one session."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import (
    ClauseElement,
    CursorResult,
    Executable,
    Row,
    Select,
    Table,
    bindparam,
    insert,
)
from sqlalchemy.dialects import postgresql, sqlite

from jiuji_docs.domain.errors import NotFound
from jiuji_docs.storage.core_session import CoreSession
from jiuji_docs.storage.prepared import Prepared
from jiuji_docs.storage.scope import EVERYWHERE, Scope

#: A row as repositories give it out: columns are attributes, nothing is loaded later.
AnyRow = Row[Any]


#: INSERT statements by table and columns: few shapes, each compiled once.
_INSERTS: dict[tuple[str, tuple[str, ...]], Prepared] = {}


class Repository:
    """Rows of one family, read and written on the caller's session and within its scope."""

    def __init__(self, session: CoreSession, scope: Scope = EVERYWHERE) -> None:
        self._session, self._scope = session, scope

    def _read(self, statement: Prepared, /, **values: Any) -> list[AnyRow]:
        """Return every row of a prepared SELECT."""
        return statement.all(self._session.connection(), values)

    def _read_one(self, statement: Prepared, name: object, /, **values: Any) -> AnyRow:
        """Return the one row of a prepared SELECT, or raise NotFound naming what was asked for."""
        row: AnyRow | None = statement.first(self._session.connection(), values)
        if row is None:
            raise NotFound(str(name))
        return row

    def _carry_out(self, statement: Prepared, /, **values: Any) -> int:
        """Carry out a prepared UPDATE or DELETE and return how many rows it touched."""
        return statement.write(self._session.connection(), values)

    def _all(self, statement: Select[Any]) -> list[AnyRow]:
        return list(self._session.execute(statement).all())

    def _one_or_none(self, statement: Select[Any]) -> AnyRow | None:
        return self._session.execute(statement).one_or_none()

    def _one(self, statement: Select[Any], name: object) -> AnyRow:
        """Return the row, or raise NotFound naming what was asked for."""
        row = self._one_or_none(statement)
        if row is None:
            raise NotFound(str(name))
        return row

    def _insert(self, table: Table, values: Mapping[str, Any]) -> AnyRow:
        """Insert one row and return it as stored, defaults and key included."""
        if any(isinstance(value, ClauseElement) for value in values.values()):
            return self._session.execute(insert(table).values(values).returning(*table.c)).one()
        shape = (table.name, tuple(values))
        statement = _INSERTS.get(shape)
        if statement is None:
            new = insert(table).values(_bound(table, values))
            statement = _INSERTS[shape] = Prepared(new.returning(*table.c))
        return self._read_one(statement, table.name, **values)

    def _add(self, table: Table, values: Mapping[str, Any]) -> None:
        """Insert one row that nobody needs back."""
        shape = (f"{table.name} alone", tuple(values))
        statement = _INSERTS.get(shape)
        if statement is None:
            statement = _INSERTS[shape] = Prepared(insert(table).values(_bound(table, values)))
        self._carry_out(statement, **values)

    def _insert_unless_there(self, table: Table, key: str, values: Mapping[str, Any]) -> bool:
        """Insert one row unless *key* is taken; wait for a rival transaction to end first."""
        shape = (f"{table.name} unless {key} on {self._dialect}", tuple(values))
        statement = _INSERTS.get(shape)
        if statement is None:
            new = self._upsert(table).values(_bound(table, values))
            unless_there = new.on_conflict_do_nothing(index_elements=[key])
            statement = _INSERTS[shape] = Prepared(unless_there.returning(table.c[key]))
        return bool(self._read(statement, **values))

    def _upsert(self, table: Table) -> postgresql.Insert | sqlite.Insert:
        """Return an INSERT that knows ON CONFLICT in this database's dialect."""
        if self._dialect == "postgresql":
            return postgresql.insert(table)
        return sqlite.insert(table)

    def _write(self, statement: Executable, rows: list[dict[str, Any]] | None = None) -> int:
        """Carry out an UPDATE or DELETE and return how many rows it touched."""
        result = self._session.execute(statement, rows)
        return result.rowcount if isinstance(result, CursorResult) else 0

    @property
    def _dialect(self) -> str:
        return str(self._session.get_bind().dialect.name)


def _bound(table: Table, names: Iterable[str]) -> dict[str, Any]:
    """Return a bound name of the column's type for each of *names*."""
    return {name: bindparam(name, type_=table.c[name].type) for name in names}
