"""Measure one full step of the kernel beside three bare Core statements, in processor time of this process.

The step has no form and no paper, so that what is measured is the engine's own: lock, version, judgement,
history, hash chain, outbox and commit.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from dataclasses import replace

from sqlalchemy import (
    Column,
    Engine,
    Integer,
    MetaData,
    String,
    Table,
    bindparam,
    insert,
    select,
    update,
)

from jiuji_docs.domain.workflow.definition import STAY, Transition
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.services.bench.ground import PACK, ground, take
from jiuji_docs.services.bench.measure import Measure, at_most
from jiuji_docs.services.command import Command
from jiuji_docs.services.house import House
from jiuji_docs.services.transitions import TransitionService

#: Cases in turn, so that no history grows beyond what a case has; steps a round, and rounds.
CASES, STEPS, ROUNDS = 100, 200, 5
DEAREST = 2.0

_TABLES = MetaData()
_CASE = Table(
    "bench_case",
    _TABLES,
    Column("id", Integer, primary_key=True),
    Column("state", String(64), nullable=False),
    Column("version", Integer, nullable=False),
)
_HISTORY = Table(
    "bench_history",
    _TABLES,
    Column("id", Integer, primary_key=True),
    Column("case_id", Integer, nullable=False, index=True),
    Column("seq", Integer, nullable=False),
    Column("target", String(64), nullable=False),
)
_READ = select(_CASE).where(_CASE.c.id == bindparam("key")).with_for_update()
_MOVE = (
    update(_CASE)
    .where(_CASE.c.id == bindparam("key"))
    .values(state=bindparam("to"), version=bindparam("next"))
)
_TELL = insert(_HISTORY)


def measure_full_step(database: str = "") -> tuple[Measure, ...]:
    """Return how many bare transactions (SELECT FOR UPDATE, UPDATE, INSERT) one full step costs."""
    with ground(database) as house:
        full, bare = full_step(house), bare_step(house.engine)
        for action in (full, bare):
            spent(action)
        rounds = [(spent(full), spent(bare)) for _ in range(ROUNDS)]
    ratio = sorted(one / other for one, other in rounds)[ROUNDS // 2]
    title = f"一步（锁、版本、判断、记录、散列链）相当于三条 Core 语句的倍数（{house.engine.dialect.name}）"
    return (at_most("full_step", title, ratio, "倍", DEAREST),)


def spent(action: Callable[[], None]) -> float:
    """Return the processor seconds of one action, over many."""
    began = time.process_time()
    for _ in range(STEPS):
        action()
    return (time.process_time() - began) / STEPS


def full_step(house: House) -> Callable[[], None]:
    """Return what takes one full step of one of a hundred cases."""
    pack = house.pack(PACK)
    look = Transition("look", "查看", ("accepted",), STAY, roles=("town.auditor",))
    steps = {**pack.workflow.transitions, look.id: look}
    house.adopt(replace(pack, workflow=replace(pack.workflow, transitions=steps)))
    cases = itertools.cycle([take(house, "accept").case for _ in range(CASES)])
    keys = itertools.count(1)
    with house.desk(write=False) as desk:
        actor = desk.actor("yangshan.auditor")
    return lambda: _take(house, Command(look.id, f"full:{next(keys)}", case=next(cases)), actor)


def _take(house: House, command: Command, actor: Actor) -> None:
    house.run(lambda desk: TransitionService(desk).fire(command, actor))


def bare_step(engine: Engine) -> Callable[[], None]:
    """Return what does the same number of rows with three statements and nothing else."""
    _TABLES.create_all(engine)
    with engine.begin() as connection:
        rows = [{"id": key, "state": "a", "version": 0} for key in range(CASES)]
        connection.execute(insert(_CASE), rows)
    keys = itertools.cycle(range(CASES))

    def step() -> None:
        key = next(keys)
        with engine.begin() as connection:
            row = connection.execute(_READ, {"key": key}).one()
            following = row.version + 1
            connection.execute(_MOVE, {"key": key, "to": "b", "next": following})
            connection.execute(_TELL, {"case_id": key, "seq": following, "target": "b"})

    return step
