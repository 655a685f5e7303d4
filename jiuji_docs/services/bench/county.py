"""Fill a database with a county's years of cases, each with history and ledger, in bulk and fast."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Engine, text

from jiuji_docs.services.bench.ground import PACK

#: One case in so many is open; a person has so many cases.
OPEN_EVERY, CASES_EACH = 10, 50

_SERIES = {
    "sqlite": (
        "WITH RECURSIVE series(n) AS"
        " (SELECT :first UNION ALL SELECT n + 1 FROM series WHERE n + 1 < :end)"
    ),
    "postgresql": "WITH series(n) AS (SELECT generate_series(:first, :end - 1))",
}
_HOURS = {
    "sqlite": "datetime('2024-03-01', '+' || (n % 9000) || ' hours') || '.000000'",
    "postgresql": "timestamptz '2024-03-01' + (n % 9000) * interval '1 hour'",
}


def analyze(engine: Engine) -> None:
    """Let the database count what it holds."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE")


def fill(connection: Connection, first: int, end: int) -> None:
    """Write cases *first* to *end* - 1, over all towns, one statement a town.

    A tenth stays open at the desks; nobody but a benchmark may write cases this way.
    """
    kind = connection.dialect.name
    if kind == "postgresql":
        connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
    towns = [row.id for row in connection.execute(text("SELECT id FROM unit WHERE level = 'town'"))]
    people = {"first": first // CASES_EACH, "end": end // CASES_EACH}
    _write(connection, "person (id_number, name)", "'bench:' || n, '示范人'", people)
    person = connection.execute(
        text("SELECT id FROM person WHERE id_number = :key"), {"key": f"bench:{people['first']}"}
    ).scalar_one()
    for turn, town in enumerate(towns):
        values = {
            "first": first // len(towns),
            "end": end // len(towns),
            "pack": PACK,
            "town": town,
            "person": person,
            "people": people["end"] - people["first"],
        }
        columns, rows = _case(turn, _HOURS[kind])
        _write(connection, columns, rows, values)


_STEP = (
    "step (case_id, seq, idempotency_key, transition, source, target, account_id, comment,"
    " occurred_at, recorded_at, late, voided)"
)
_STEP_ROW = (
    "id, {turn}, 'b{turn}:' || number, 'accept', 'start', 'accepted', 'nobody', '',"
    " {hours}, {hours}, '', id < 0"
)
_LEDGER = "ledger (seq, previous, hash, body, at)"
_LEDGER_ROW = "1000000 + 2 * id + {turn}, 'bench', 'b{turn}:' || number, '{{}}', {hours}"
_UNTOLD = (
    "FROM \"case\" WHERE pack_checksum = '' AND NOT EXISTS"
    ' (SELECT 1 FROM ledger WHERE ledger.seq = 1000000 + 2 * "case".id + {turn})'
)


def fill_history(connection: Connection) -> None:
    """Write two steps and two ledger rows for each case that has none."""
    hours = _HOURS[connection.dialect.name].replace("n ", "id ")
    for turn in (1, 2):
        for columns, row in ((_STEP, _STEP_ROW), (_LEDGER, _LEDGER_ROW)):
            found = f"{row} {_UNTOLD}".format(turn=turn, hours=hours)
            connection.execute(text(f"INSERT INTO {columns} SELECT {found}"))


def _case(turn: int, hours: str) -> tuple[str, str]:
    """Return columns and values of the cases of one town, the *turn*-th."""
    columns = (
        '"case" (number, pack, pack_checksum, workflow_checksum, route, state, version, town_id,'
        " person_id, cause, accepted_at, due_at, closed)"
    )
    rows = (
        f"'B{turn}-' || n, :pack, '', '', 'expenditure',"
        " CASE n % 40 WHEN 0 THEN 'accepted' WHEN 10 THEN 'investigated'"
        " WHEN 20 THEN 'reviewed' ELSE 'audited' END, 1, :town, :person + n % :people,"
        f" 'illness', {hours}, CASE WHEN n % 7 = 0 THEN NULL ELSE {hours} END,"
        f" n % {OPEN_EVERY} <> 0"
    )
    return columns, rows


def _write(connection: Connection, columns: str, rows: str, values: Mapping[str, Any]) -> None:
    """Insert *rows* for each n of the series from *first* to before *end*."""
    # SQLite wants the common table before INSERT, and so may PostgreSQL have it; no input is in it.
    series = _SERIES[connection.dialect.name]
    connection.execute(text(f"{series} INSERT INTO {columns} SELECT {rows} FROM series"), values)  # noqa: S608
