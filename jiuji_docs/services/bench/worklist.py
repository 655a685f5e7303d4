"""Measure the first page of a worklist on a county's twenty years: a million cases, a tenth of them open."""

from __future__ import annotations

import time
from collections.abc import Callable

from sqlalchemy import Connection, text

from jiuji_docs.services.bench.ground import PACK, ground
from jiuji_docs.services.bench.measure import Measure, at_most
from jiuji_docs.services.house import House
from jiuji_docs.storage.cases import CaseRepository
from jiuji_docs.storage.work import unit_of_work

CASES, OPEN_EVERY = 1_000_000, 10
#: Pages read for a percentile, and milliseconds a clerk may wait for one.
PAGES, LONGEST = 200, 5.0
#: What an auditor of a town and a county office wait for.
STATES = ("accepted", "investigated", "reviewed", "awaiting_city")
ROWS = 51

_SERIES = {
    "sqlite": (
        "WITH RECURSIVE series(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM series WHERE n < :most)"
    ),
    "postgresql": "WITH series(n) AS (SELECT generate_series(1, :most))",
}
_HOURS = {
    "sqlite": "datetime('2024-03-01', '+' || (n % 9000) || ' hours') || '.000000'",
    "postgresql": "timestamptz '2024-03-01' + (n % 9000) * interval '1 hour'",
}


def measure_worklist(database: str = "") -> tuple[Measure, ...]:
    """Return the 95th percentile in milliseconds for a town's desk and for the county's."""
    with ground(database) as house:
        with house.engine.begin() as connection:
            _fill(connection)
        with house.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("ANALYZE")
        town, county = (_percentile(_page(house, unit)) for unit in ("yangshan", None))
    return (
        at_most("worklist_town", "乡镇待办首页（百万件、十万件在办，95%）", town, "毫秒", LONGEST),
        at_most("worklist_county", "县局待办首页（同上）", county, "毫秒", LONGEST),
    )


def _fill(connection: Connection) -> None:
    """Write the cases with one statement each way, as no program would, and fast."""
    kind = connection.dialect.name
    if kind == "postgresql":
        connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
    towns = [row.id for row in connection.execute(text("SELECT id FROM unit WHERE level = 'town'"))]
    connection.execute(
        text(
            f"{_SERIES[kind]} INSERT INTO person (id_number, name)"  # noqa: S608 - no input in it
            " SELECT 'bench:' || n, '示范人' FROM series"
        ),
        {"most": CASES // 50},
    )
    person = connection.execute(text("SELECT min(id) FROM person WHERE name = '示范人'")).scalar()
    for turn, town in enumerate(towns):
        connection.execute(
            text(
                f'{_SERIES[kind]} INSERT INTO "case" (number, pack, pack_checksum,'  # noqa: S608
                " workflow_checksum, route, state, version, town_id, person_id, cause, accepted_at,"
                " due_at, closed)"
                f" SELECT 'B{turn}-' || n, :pack, '', '', 'expenditure',"
                " CASE n % 40 WHEN 0 THEN 'accepted' WHEN 10 THEN 'investigated'"
                " WHEN 20 THEN 'reviewed' ELSE 'audited' END, 1, :town, :person + n % :people,"
                f" 'illness', {_HOURS[kind]},"
                f" CASE WHEN n % 7 = 0 THEN NULL ELSE {_HOURS[kind]} END,"
                f" n % {OPEN_EVERY} <> 0 FROM series"
            ),
            {
                "most": CASES // len(towns),
                "pack": PACK,
                "town": town,
                "person": person,
                "people": CASES // 50,
            },
        )


def _page(house: House, town: str | None) -> Callable[[], object]:
    def read() -> object:
        with unit_of_work(house.engine, write=False) as work:
            return CaseRepository(work.session).worklist(STATES, town, limit=ROWS)

    return read


def _percentile(action: Callable[[], object]) -> float:
    """Return the 95th percentile of *action* in milliseconds, the first runs left out."""
    for _ in range(5):
        action()
    spent = []
    for _ in range(PAGES):
        began = time.perf_counter()
        action()
        spent.append(time.perf_counter() - began)
    return sorted(spent)[int(PAGES * 0.95)] * 1000
