"""Measure what a step costs in a county of ten thousand cases and in one of a million (增长)."""

from __future__ import annotations

from collections.abc import Callable

from jiuji_docs.services.bench.county import analyze, fill, fill_history
from jiuji_docs.services.bench.full_step import full_step, spent
from jiuji_docs.services.bench.ground import ground, take
from jiuji_docs.services.bench.measure import Measure, at_most
from jiuji_docs.services.house import House

FEW, MANY = 10_000, 1_000_000
#: What a step may cost at a million cases, beside what it costs at ten thousand.
DEAREST = 1.2
ROUNDS = 9


def measure_growth(database: str = "") -> tuple[Measure, ...]:
    """Return, for a step and for an acceptance, processor time with a million cases ÷ with few."""
    with ground(database) as house:
        step = full_step(house)
        kind = house.engine.dialect.name
        _grow(house, 0, FEW)
        few = _cost(step), _cost(lambda: _accept(house))
        _grow(house, FEW, MANY)
        many = _cost(step), _cost(lambda: _accept(house))
    return tuple(
        at_most(name, f"{title}：百万件时 ÷ 一万件时（{kind}）", after / before, "倍", DEAREST)
        for name, title, before, after in (
            ("growth_step", "一步的开销", few[0], many[0]),
            ("growth_accept", "受理一件的开销", few[1], many[1]),
        )
    )


def _grow(house: House, first: int, end: int) -> None:
    with house.engine.begin() as connection:
        fill(connection, first, end)
        fill_history(connection)
    analyze(house.engine)


def _accept(house: House) -> None:
    take(house, "accept")


def _cost(action: Callable[[], None]) -> float:
    """Return the least of several rounds: what disturbs a machine only ever adds."""
    spent(action)
    return min(spent(action) for _ in range(ROUNDS))
