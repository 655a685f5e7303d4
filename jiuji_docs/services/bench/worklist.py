"""Measure the first page of a worklist on a county's twenty years: a million cases, a tenth of them open."""

from __future__ import annotations

import time
from collections.abc import Callable

from jiuji_docs.services.bench.county import analyze, fill
from jiuji_docs.services.bench.ground import ground
from jiuji_docs.services.bench.measure import Measure, at_most
from jiuji_docs.services.house import House
from jiuji_docs.storage.cases import CaseRepository
from jiuji_docs.storage.work import unit_of_work

CASES = 1_000_000
#: Pages read for a percentile, and milliseconds a clerk may wait for one.
PAGES, LONGEST = 200, 5.0
#: What an auditor of a town and a county office wait for.
STATES = ("accepted", "investigated", "reviewed", "awaiting_city")
ROWS = 51


def measure_worklist(database: str = "") -> tuple[Measure, ...]:
    """Return the 95th percentile in milliseconds for a town's desk and for the county's."""
    with ground(database) as house:
        with house.engine.begin() as connection:
            fill(connection, 0, CASES)
        analyze(house.engine)
        town, county = (_percentile(_page(house, unit)) for unit in ("yangshan", None))
    return (
        at_most("worklist_town", "乡镇待办首页（百万件、十万件在办，95%）", town, "毫秒", LONGEST),
        at_most("worklist_county", "县局待办首页（同上）", county, "毫秒", LONGEST),
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
