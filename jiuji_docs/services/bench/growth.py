"""Measure what a step costs in a county of ten thousand cases and in one of a million (增长)."""

from __future__ import annotations

from collections.abc import Callable

from jiuji_docs.services.bench.county import analyze, fill, fill_history
from jiuji_docs.services.bench.full_step import bare_step, full_step, spent
from jiuji_docs.services.bench.ground import ground, take
from jiuji_docs.services.bench.measure import Measure, at_most
from jiuji_docs.services.house import House

FEW, MANY = 10_000, 1_000_000
#: What a step may cost at a million cases, beside what it costs at ten thousand.
DEAREST = 1.2
ROUNDS = 9


def measure_growth(database: str = "") -> tuple[Measure, ...]:
    """Return, for a step and for an acceptance, processor time with a million cases ÷ with few.

    Filling takes minutes in which a shared machine grows slower or faster: both times are taken in
    bare steps of the same moment, on tables that do not grow.
    """
    with ground(database) as house:
        step, bare = full_step(house), bare_step(house.engine)
        kind = house.engine.dialect.name
        _grow(house, 0, FEW)
        few = _cost(step, bare), _cost(lambda: _accept(house), bare)
        _grow(house, FEW, MANY)
        many = _cost(step, bare), _cost(lambda: _accept(house), bare)
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


def _cost(action: Callable[[], None], bare: Callable[[], None]) -> float:
    """Return the price in bare steps, each the least of rounds in turns: disturbance only ever adds."""
    rounds = [(spent(action), spent(bare)) for _ in range(ROUNDS + 1)][1:]
    return min(one for one, _ in rounds) / min(other for _, other in rounds)
