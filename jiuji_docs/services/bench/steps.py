"""Measure how many steps the kernel takes in a second, beside bare Core statements on the same disk."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Engine, text

from jiuji_docs.services.bench.ground import awaiting_approval, ground
from jiuji_docs.services.bench.measure import Measure, at_least, at_most
from jiuji_docs.services.house import House
from jiuji_docs.storage.engine import make_engine

#: Seconds each side runs, in turns so that a busy machine hits both alike.
ROUND, ROUNDS = 2.0, 3
#: Steps of one case up to the decision.
STEPS = 4
#: Steps a second a county needs by far, and how much the rules may cost over three bare statements.
FASTEST_CLERKS, DEAREST = 20.0, 50.0

_TABLES = (
    'CREATE TABLE "case" (id INTEGER PRIMARY KEY, state TEXT NOT NULL, version INTEGER NOT NULL)',
    (
        "CREATE TABLE step (id INTEGER PRIMARY KEY, case_id INTEGER NOT NULL, seq INTEGER NOT NULL,"
        " body TEXT NOT NULL, UNIQUE (case_id, seq))"
    ),
    "CREATE TABLE ledger (seq INTEGER PRIMARY KEY, body TEXT NOT NULL)",
    "INSERT INTO \"case\" VALUES (1, 'accepted', 0)",
)


def measure_steps(_database: str = "") -> tuple[Measure, ...]:
    """Return steps per second of the kernel on SQLite, and their price in bare transactions."""
    with ground() as house:
        bare = _bare_engine(house)
        numbers = itertools.count(1)
        kernel = plain = 0.0
        for _ in range(ROUNDS):
            kernel += _rate(lambda: awaiting_approval(house)) * STEPS
            plain += _rate(lambda: _three_statements(bare, next(numbers)))
        bare.dispose()
    kernel, plain = kernel / ROUNDS, plain / ROUNDS
    return (
        at_least("kernel_steps", "每秒办理步数", kernel, "步/秒", FASTEST_CLERKS),
        at_most("step_cost", "一步相当于三条裸语句事务的倍数", plain / kernel, "倍", DEAREST),
    )


def _rate(action: Callable[[], object]) -> float:
    began, count = time.perf_counter(), 0
    while (spent := time.perf_counter() - began) < ROUND:
        action()
        count += 1
    return count / spent


def _bare_engine(house: House) -> Engine:
    """Return an engine with the house's own durability settings on a database beside it."""
    path = Path(str(house.engine.url.database)).with_name("bare.db")
    engine = make_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        for statement in _TABLES:
            connection.execute(text(statement))
    return engine


def _three_statements(engine: Engine, number: int) -> None:
    """Do the least a step could do: its row, the case's row, the ledger's row."""
    values = {"n": number, "body": "{}"}
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO step VALUES (:n, 1, :n, :body)"), values)
        connection.execute(text('UPDATE "case" SET version = :n WHERE id = 1'), values)
        connection.execute(text("INSERT INTO ledger VALUES (:n, :body)"), values)
