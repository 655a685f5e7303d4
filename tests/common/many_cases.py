"""Copy a case many times over, row by row, as no program would, so that a thousand are there at once."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, insert, select, text

from jiuji_docs.services.house import House
from jiuji_docs.storage.tables import CASE, CLOCK, DEBT, ENTRY, STEP

#: Tables whose rows belong to a case and make it what it is.
OF_A_CASE = (ENTRY, STEP, DEBT, CLOCK)


def copies_of(house: House, number: str, many: int, letter: str) -> list[str]:
    """Return the numbers of *many* copies of a case; papers, payments and jobs are not copied."""
    numbers = [f"COPY-{letter}-{n:04d}" for n in range(many)]
    with house.engine.begin() as connection:
        case = _rows(connection, CASE, CASE.c.number == number)[0]
        template = case.pop("id")
        connection.execute(insert(CASE), [{**case, "number": one} for one in numbers])
        made = select(CASE.c.id).where(CASE.c.number.in_(numbers)).order_by(CASE.c.id)
        ids = list(connection.execute(made).scalars())
        for table in OF_A_CASE:
            rows = [
                _without_id(row) for row in _rows(connection, table, table.c.case_id == template)
            ]
            if rows:
                copied = [
                    _keyed({**row, "case_id": one}, letter, one) for one in ids for row in rows
                ]
                connection.execute(insert(table), copied)
        if connection.dialect.name == "postgresql":
            connection.execute(text("SET LOCAL statement_timeout = 0"))
    return numbers


def _rows(connection: Connection, table: Any, condition: Any) -> list[dict[str, Any]]:
    found = connection.execute(select(table).where(condition).order_by(table.c.id))
    return [dict(row) for row in found.mappings()]


def _without_id(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "id"}


def _keyed(row: dict[str, Any], letter: str, case_id: int) -> dict[str, Any]:
    """Give a copied step an idempotency key of its own."""
    if "idempotency_key" in row:
        row["idempotency_key"] = f"copy:{letter}:{case_id}:{row['seq']}"
    return row
