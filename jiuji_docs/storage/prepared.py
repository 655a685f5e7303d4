"""Carry out a statement that was compiled once, on the driver's own cursor (预编译语句).

One step of a case takes a dozen statements; built and compiled anew they cost more than the database does.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import Connection, Dialect
from sqlalchemy.sql.compiler import SQLCompiler

from jiuji_docs.storage.failures import raise_translated

Converter = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class _Compiled:
    """A statement as one dialect's driver takes it, and how its values go in and out."""

    sql: str
    #: Names in the driver's order, each with what it goes in by; None for a driver that takes names.
    order: tuple[tuple[str, Converter | None], ...] | None
    into: tuple[tuple[str, Converter], ...]
    fixed: Mapping[str, Any]
    out: tuple[tuple[int, Converter], ...]
    row: Callable[[Sequence[Any]], Any] | None

    def parameters(self, values: Mapping[str, Any]) -> Sequence[Any] | Mapping[str, Any]:
        """Return *values* as the driver takes them."""
        given = {**self.fixed, **values} if self.fixed else values
        if self.order is not None:
            return [
                given[name] if convert is None else convert(given[name])
                for name, convert in self.order
            ]
        converted = dict(given)
        for name, convert in self.into:
            converted[name] = convert(converted[name])
        return converted

    def result(self, found: Sequence[Any]) -> Any:
        """Return one of the driver's rows with the columns' types and names."""
        if self.out:
            values = list(found)
            for index, convert in self.out:
                if values[index] is not None:
                    values[index] = convert(values[index])
            found = values
        return self.row(found) if self.row else found


class Prepared:
    """A Core statement with bound names (``bindparam``), without lists of changing length.

    Rows come back as named tuples; errors are those of SQLAlchemy, marked for another try alike.
    """

    def __init__(self, statement: Any) -> None:
        self._statement = statement
        self._compiled: dict[str, _Compiled] = {}

    def all(self, connection: Connection, values: Mapping[str, Any]) -> list[Any]:
        """Return every row."""
        compiled, cursor = self._execute(connection, values)
        rows = cursor.fetchall()
        cursor.close()
        return [compiled.result(row) for row in rows]

    def first(self, connection: Connection, values: Mapping[str, Any]) -> Any | None:
        """Return the first row, or None; ask only for what has at most one."""
        compiled, cursor = self._execute(connection, values)
        row = cursor.fetchone()
        cursor.close()
        return None if row is None else compiled.result(row)

    def write(self, connection: Connection, values: Mapping[str, Any]) -> int:
        """Return how many rows were touched."""
        _, cursor = self._execute(connection, values)
        touched: int = cursor.rowcount
        cursor.close()
        return touched

    def _execute(self, connection: Connection, values: Mapping[str, Any]) -> tuple[_Compiled, Any]:
        dialect = connection.dialect
        compiled = self._compiled.get(dialect.name)
        if compiled is None:
            compiled = self._compiled[dialect.name] = _compile(self._statement, dialect)
        parameters = compiled.parameters(values)
        cursor = connection.connection.cursor()
        try:
            cursor.execute(compiled.sql, parameters)
        except Exception as error:  # noqa: BLE001 - whatever the driver raises is translated
            cursor.close()
            raise_translated(error, compiled.sql, parameters, dialect)
        return compiled, cursor


def _compile(statement: Any, dialect: Dialect) -> _Compiled:
    compiled: SQLCompiler = statement.compile(dialect=dialect)
    into = {
        name: convert
        for name, bind in compiled.binds.items()
        if (convert := bind.type._cached_bind_processor(dialect)) is not None  # noqa: SLF001
    }
    columns = _columns(statement)
    out = tuple(
        (index, convert)
        for index, column in enumerate(columns)
        if (convert := column.type._cached_result_processor(dialect, None)) is not None  # noqa: SLF001
    )
    row = row_type([column.key for column in columns]) if columns else None
    fixed = {name: value for name, value in compiled.params.items() if value is not None}
    for column in compiled.insert_prefetch if compiled.isinsert else ():
        default: Any = column.default
        if default is None or not default.is_scalar:
            raise TypeError(f"{column} has a default that only SQLAlchemy can reckon")
        fixed[column.key] = default.arg
    order = None
    if compiled.positional:
        order = tuple((name, into.get(name)) for name in compiled.positiontup or ())
    return _Compiled(compiled.string, order, tuple(into.items()), fixed, out, row)


def row_type(names: Sequence[str]) -> Callable[[Iterable[Any]], Any]:
    """Return what makes a named tuple of a row's values in this order."""
    kind: Any = namedtuple("Row", names)  # type: ignore[misc] # noqa: PYI024 - known only now
    # namedtuple's own _make is Python around just this.
    return partial(tuple.__new__, kind)


def _columns(statement: Any) -> list[Any]:
    if getattr(statement, "_returning", ()):
        return list(statement._returning)  # noqa: SLF001 - Core names them nowhere else
    return list(statement.selected_columns) if statement.is_select else []
