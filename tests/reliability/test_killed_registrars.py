"""kill -9 while sixteen registrars number documents: none is lost, doubled or left out (登记编号)."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from jiuji_docs.cli.language import say
from jiuji_docs.services.clock import system_clock
from jiuji_docs.services.house import House
from jiuji_docs.services.ledger_check import check_ledger
from jiuji_docs.services.papers import local_date
from tests.common.dossiers import new_dossier, walk_to
from tests.reliability.registrars import CODE

#: ``make numbers`` sets twenty.
KILLS = int(os.environ.get("JIUJI_NUMBER_KILLS", "1"))
#: Documents for every life of the registrars, so that each is killed in the middle of its work.
A_LIFE = 40
SEED = int(os.environ.get("JIUJI_SEED", "0")) or time.time_ns() % 10**6
ROOT = Path(__file__).parents[2]


def _begin(house: House, numbers: list[str]) -> subprocess.Popen[str]:
    address = house.settings.database
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "tests.reliability.registrars",
            address,
            str(house.settings.store.parent),
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert process.stdin is not None
    process.stdin.write("\n".join(numbers))
    process.stdin.close()
    return process


def _told(process: subprocess.Popen[str]) -> dict[str, str]:
    assert process.stdout is not None
    with process.stdout as stdout:
        return dict(line.split() for line in stdout if line.endswith("\n"))


def _killed(house: House, left: list[str], chance: random.Random) -> dict[str, str]:
    """Let the registrars work, kill them after some numbers, and return what they had told."""
    process = _begin(house, left)
    assert process.stdout is not None
    first = process.stdout.readline().split()
    time.sleep(chance.uniform(0, 0.12))
    process.kill()
    told = _told(process)
    process.wait()
    return {**told, first[0]: first[1]} if first else told


def _lines(house: House) -> list[Any]:
    with house.desk(write=False) as desk:
        # The registrars' process has the system's clock.
        return desk.issued_numbers.lines("county", local_date(system_clock()).year)


def test_no_kill_costs_or_doubles_a_number(house: House) -> None:
    numbers = [new_dossier(house) for _ in range(A_LIFE * (KILLS + 1))]
    for number in numbers:
        walk_to(house, number, "register")
    chance, told = random.Random(SEED), dict[str, str]()  # noqa: S311 - picks moments
    for _ in range(KILLS):
        done = {line.dossier for line in _lines(house)}
        told |= _killed(house, [one for one in numbers if one not in done], chance)
    cut = len({line.dossier for line in _lines(house)} - set(told))
    told |= _told(last := _begin(house, numbers))
    assert last.wait() == 0

    lines = _lines(house)
    say(
        f"numbers: {len(lines)} on {house.engine.dialect.name}, {KILLS} kills, {cut} untold, seed {SEED}"
    )
    assert [line.serial for line in lines] == list(range(1, len(numbers) + 1))
    assert {line.dossier: f"{CODE}〔{line.year}〕{line.serial}号" for line in lines} == told
    assert set(told) == set(numbers)
    assert check_ledger(house).ok
