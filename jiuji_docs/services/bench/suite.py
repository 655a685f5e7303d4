"""Name the benchmarks and run them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from jiuji_docs.services.bench.bundles import measure_bundle, measure_day
from jiuji_docs.services.bench.documents import measure_documents
from jiuji_docs.services.bench.engine import measure_engine
from jiuji_docs.services.bench.full_step import measure_full_step
from jiuji_docs.services.bench.growth import measure_growth
from jiuji_docs.services.bench.measure import Measure
from jiuji_docs.services.bench.papers import measure_papers
from jiuji_docs.services.bench.payments import measure_payments
from jiuji_docs.services.bench.race import measure_race
from jiuji_docs.services.bench.steps import measure_steps
from jiuji_docs.services.bench.whole_case import measure_case
from jiuji_docs.services.bench.worklist import measure_worklist

#: Each takes the address of an empty database, "" for a temporary one.
BENCHES: Mapping[str, Callable[[str], tuple[Measure, ...]]] = {
    "steps": measure_steps,
    "step": measure_full_step,
    "engine": measure_engine,
    "papers": measure_papers,
    "documents": measure_documents,
    "race": measure_race,
    "case": measure_case,
    "bundle": measure_bundle,
    "bundle_day": measure_day,
    "worklist": measure_worklist,
    "growth": measure_growth,
    "payments": measure_payments,
}


def run_benches(names: tuple[str, ...], database: str = "") -> Iterator[tuple[str, Measure]]:
    """Give (benchmark, figure) one by one."""
    for name in names:
        for measure in BENCHES[name](database):
            yield name, measure
