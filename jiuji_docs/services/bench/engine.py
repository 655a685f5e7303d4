"""Measure the engine beside others on the same work: in memory, stored, and five hundred cases at once."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from jiuji_docs.domain.workflow.definition import SignatureRule, Transition
from jiuji_docs.services.bench.engine_flow import STEPS, ours
from jiuji_docs.services.bench.engine_memory import PEERS
from jiuji_docs.services.bench.engine_spiff import spiff_step
from jiuji_docs.services.bench.full_step import bare_step, full_step, spent
from jiuji_docs.services.bench.ground import PACK, awaiting_approval, ground
from jiuji_docs.services.bench.measure import Measure, at_least, at_most, exactly
from jiuji_docs.services.bulk_steps import BulkStepService
from jiuji_docs.services.command import Command
from jiuji_docs.services.house import House
from jiuji_docs.services.transitions import TransitionService

#: Rounds in turns, so that a busy machine hits all alike; cases a round in memory.
ROUNDS, CASES = 5, 150
#: What our engine is asked to be, beside each peer in memory and beside the stored ones.
IN_MEMORY = {"repoze.workflow": 0.5, "transitions": 4.0, "python-statemachine": 40.0}
FULL, SPIFF, VIEWFLOW, TOGETHER = 2.0, 2.0, 4.0, 10.0
#: Cases signed at once.
BATCH = 500


def measure_engine(database: str = "") -> tuple[Measure, ...]:
    """Return ratios in processor time; a peer that is not installed is named with 0 as not measured."""
    with ground(database) as house:
        memory = tuple(_memory(house))
        stored = tuple(_stored(house, database))
        return (*memory, *stored, *_together(house), *_five_times(house))


def _memory(house: House) -> Iterator[Measure]:
    own = ours(house.pack(PACK))
    for name, make in PEERS.items():
        title = f"内存中（含散列链），{name} 每步用时 ÷ 本引擎"
        try:
            peer = make()
        except ImportError:
            yield _absent(name, title)
            continue
        ratio = _median(lambda peer=peer: _rate(own) / _rate(peer))  # type: ignore[misc]
        yield at_least(f"memory_{name}", title, ratio, "倍", IN_MEMORY[name])


def _rate(walk: Callable[[int], None]) -> float:
    """Return steps a second of processor time."""
    began = time.process_time()
    walk(CASES)
    return CASES * len(STEPS) / (time.process_time() - began)


def _stored(house: House, database: str) -> Iterator[Measure]:
    kind = house.engine.dialect.name
    full, bare = full_step(house), bare_step(house.engine)
    spent(full)
    ratio = _median(lambda: spent(full) / spent(bare))
    yield at_most("full_step", f"完整一步 ÷ 三条 Core 语句（{kind}）", ratio, "倍", FULL)
    title = f"SpiffWorkflow（JSON 存储）÷ 完整一步（{kind}）"
    try:
        peer = spiff_step(house.engine)
    except ImportError:
        yield _absent("SpiffWorkflow", title)
    else:
        ratio = _median(lambda: spent(peer) / spent(full))
        yield at_least("spiff", title, ratio, "倍", SPIFF)
    title = f"django-viewflow ÷ 完整一步（{kind}）"
    viewflow = _viewflow(house, database)
    if viewflow is None:
        yield _absent("django-viewflow", title)
    else:
        yield at_least("viewflow", title, viewflow / spent(full), "倍", VIEWFLOW)


def _viewflow(house: House, database: str) -> float | None:
    """Return a step's seconds in django-viewflow, in a process and a database of its own."""
    place = database or str(Path(str(house.engine.url.database)).with_name("viewflow.db"))
    command = (sys.executable, "-m", "jiuji_docs.services.bench.engine_viewflow", place, "40")
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own module
    return float(done.stdout.split()[-1]) if done.returncode == 0 else None


def _together(house: House) -> tuple[Measure, ...]:
    """Sign five hundred cases one by one, and five hundred at once."""
    sign = Transition(
        "bench_sign",
        "签批",
        ("awaiting_town",),
        "awaiting_county",
        roles=("town.head",),
        signs=(SignatureRule("approval_expenditure", "decision_town"),),
    )
    pack = house.pack(PACK)
    steps = {**pack.workflow.transitions, sign.id: sign}
    house.adopt(replace(pack, workflow=replace(pack.workflow, transitions=steps)))
    numbers = [awaiting_approval(house) for _ in range(2 * BATCH)]
    alone, together = numbers[:BATCH], numbers[BATCH:]
    with house.desk(write=False) as desk:
        actor = desk.actor("yangshan.head")
    began = time.perf_counter()
    for number in alone:
        command = Command(sign.id, f"alone:{number}", case=number)
        house.run(lambda desk, one=command: TransitionService(desk).fire(one, actor))  # type: ignore[misc]
    single = time.perf_counter() - began
    commands = [Command(sign.id, f"batch:{number}", case=number) for number in together]
    began = time.perf_counter()
    lines = house.run(lambda desk: BulkStepService(desk).fire(commands, actor))
    batch = time.perf_counter() - began
    signed = sum(line.outcome is not None for line in lines)
    title = f"签批 {BATCH} 件，逐件 {single:.2f} 秒 ÷ 成批 {batch:.3f} 秒"
    return (
        exactly("signed", "成批签批成功", signed, "件", BATCH),
        at_least("together", title, single / batch, "倍", TOGETHER),
    )


def _five_times(house: House) -> tuple[Measure, ...]:
    """Send one submit four times at once and once more after a lost answer."""
    number = awaiting_approval(house)
    command = Command("bench_sign", f"same:{number}", case=number)
    with house.desk(write=False) as desk:
        actor = desk.actor("yangshan.head")
        case_id = desk.cases.get(number).id

    def send() -> tuple[int, str]:
        done = house.run(lambda desk: TransitionService(desk).fire(command, actor))
        return done.seq, done.state

    with ThreadPoolExecutor(4) as pool:
        answers = [job.result() for job in [pool.submit(send) for _ in range(4)]]
    answers.append(send())
    with house.desk(write=False) as desk:
        rows = sum(row.idempotency_key == command.key for row in desk.cases.steps(case_id))
    return (
        exactly("one_row", "同一提交四次同时、一次补发：办理记录", rows, "条", 1),
        exactly("same_answer", "五次得到的不同答复", len(set(answers)), "种", 1),
    )


def _absent(name: str, title: str) -> Measure:
    return Measure(
        f"absent_{name}", f"{title}：未安装，未测（pip install '.[bench]'）", 0, "", "—", met=True
    )


def _median(ratio: Callable[[], float]) -> float:
    return sorted(ratio() for _ in range(ROUNDS))[ROUNDS // 2]
