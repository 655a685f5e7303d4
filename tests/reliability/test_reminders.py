"""Four worker processes, one of them killed at work, say what every clock has to say exactly once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from jiuji_docs.cli.language import say
from jiuji_docs.domain.workflow.suspension import derive
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.house import House
from jiuji_docs.services.rungs import set_rungs
from tests.common.cases import PACK
from tests.common.databases import database_url, migrated_postgresql, migrated_sqlite, postgresql
from tests.common.deadlines import ESCALATING, beijing, decide
from tests.common.houses import clock, house, settings

__all__ = [
    "clock",
    "database_url",
    "house",
    "migrated_postgresql",
    "migrated_sqlite",
    "postgresql",
    "settings",
]

WORKERS = 4
#: ``make reminders`` sets two thousand.
CLOCKS = int(os.environ.get("JIUJI_CLOCKS", "40"))
START, LATER = beijing("2024-02-20T09:30:00"), "2024-03-20T09:00:00+08:00"
HEAD, COUNTY = ("yangshan.head", "overdue"), ("county.approver", "overdue")


def test_four_processes_say_each_thing_once(house: House) -> None:
    decide(house, decision=ESCALATING)
    house.run(_cases_that_wait)
    with ExitStack() as stack:
        workers = [stack.enter_context(_worker(house)) for _ in range(WORKERS)]
        for process in workers:
            _tell(process, "go")
        _wait_until_some_are_said(house)
        workers[0].send_signal(signal.SIGKILL)
        said = [_answer(process) for process in workers[1:]]
    say(f"{CLOCKS} clocks, said by the three that lived: {said}")
    _prove(house)


def _cases_that_wait(desk: Desk) -> None:
    """Open cases that have waited for the town's decision, each with its clock and rungs."""
    pack = desk.pack(PACK)
    limit = pack.workflow.time_limits["decision"]
    found = derive(START, limit.budget, desk.house.days)
    for number in range(CLOCKS):
        person = desk.cases.lock_person(f"unknown:{number}", "示范人")
        case = desk.cases.open(
            number=f"YANGSHAN-2024-{number:05d}",
            pack=PACK,
            pack_checksum=pack.checksum,
            workflow_checksum=pack.workflow.checksum,
            route="expenditure",
            state="awaiting_town",
            town_id="yangshan",
            village_id="lihua",
            person_id=person.id,
            cause="accident",
            occurred_on=START.date(),
            accepted_at=START,
        )
        row = desk.cases.start_clock(
            case_id=case.id,
            time_limit=limit.id,
            budget=limit.budget,
            started_at=START,
            due_at=found.at,
        )
        set_rungs(desk, row, limit, found)


@contextmanager
def _worker(house: House) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-W", "ignore", "-m", "tests.reliability.reminders"]
    folder = house.settings.store.parent
    process = subprocess.Popen(
        [*command, house.settings.database, str(folder), LATER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert _line(process) == "ready"
        yield process
    finally:
        process.kill()
        process.communicate()


def _tell(process: subprocess.Popen[str], word: str) -> None:
    assert process.stdin is not None
    process.stdin.write(f"{word}\n")
    process.stdin.flush()


def _line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def _answer(process: subprocess.Popen[str]) -> int:
    return int(_line(process))


def _wait_until_some_are_said(house: House) -> None:
    """Let the workers get going, so that the one that is killed has work in hand."""
    give_up = time.monotonic() + 60
    while time.monotonic() < give_up:
        with house.desk(write=False) as desk:
            if desk.ledger.head()[0] > CLOCKS // 8:
                return
        time.sleep(0.005)
    raise TimeoutError("no worker said anything for a minute")


def _prove(house: House) -> None:
    """Every clock told its miss to both people once, wrote it once, and passed its reminders over."""
    with house.desk(write=False) as desk:
        for number in range(CLOCKS):
            case = desk.cases.get(f"YANGSHAN-2024-{number:05d}")
            told = [(row.account_id, row.kind) for row in desk.notices.of_case(case.id)]
            assert sorted(told) == [COUNTY, HEAD], number
            states = Counter(row.state for row in desk.rungs.of_case(case.id))
            assert (states["fired"], states["waiting"]) == (1, 1), number
            assert case.state == "awaiting_town"
        said = Counter(row.body for row in desk.ledger.entries() if '"kind":"deadline"' in row.body)
    assert len(said) == sum(said.values()) == CLOCKS
