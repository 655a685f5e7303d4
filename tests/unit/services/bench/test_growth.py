"""The benchmark of growth fills both databases with cases that have a history."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.engine import Engine

from jiuji_docs.services.bench import growth
from jiuji_docs.services.house import House
from jiuji_docs.storage.tables import CASE, LEDGER, STEP


def test_it_counts_steps_over_as_many_cases_as_it_says(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(growth, "FEW", 200)
    monkeypatch.setattr(growth, "MANY", 1000)
    held: list[tuple[int, ...]] = []

    def cost(_action: object, _bare: object) -> float:
        return 1.0

    def grow(house: House, first: int, end: int, fill: object = growth._grow) -> None:
        fill(house, first, end)  # type: ignore[operator]
        held.append(_rows(house.engine))

    monkeypatch.setattr(growth, "_cost", cost)
    monkeypatch.setattr(growth, "_grow", grow)
    measures = growth.measure_growth(database_url)
    assert [measure.value for measure in measures] == [1.0, 1.0]
    few, many = held
    assert many[0] - few[0] == 800
    assert many[1] - few[1] == 2 * 800
    assert many[2] - few[2] == 2 * 800


def _rows(engine: Engine) -> tuple[int, ...]:
    with engine.connect() as connection:
        tables = (CASE, STEP, LEDGER)
        counts = [connection.execute(select(func.count()).select_from(t)) for t in tables]
        return tuple(int(found.scalar_one()) for found in counts)
