"""Kill the server in the middle of steps, again and again, while people work; then prove the books.

Run by hand: ``python -m tests.reliability.crash --kills 50 [--database postgresql]``.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
import tempfile
import threading
import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from jiuji_docs.cli.language import say
from tests.common.postgres import binaries, running
from tests.reliability import books, proof
from tests.reliability.clerks import WALK, Staff, pauses
from tests.reliability.office import PASSWORD, Office

CLERKS = 3
#: Seconds after its first answer at which a server is killed: most while steps are taken; some so late
#: that the press, whose child needs a moment, is in the middle of papers.
SOON, LATE = (0.2, 2.0), (2.0, 6.0)
#: Shares of kills that come late, and of kills during the start itself.
LATE_ONES, AT_THE_START = 0.25, 0.1
#: Seconds a clerk may think between two steps.
THINKING = 1.2
#: Seconds the press may take for what is left at the end.
PATIENCE = 900.0


@dataclass(frozen=True, slots=True)
class Aftermath:
    """What a run of kills left: breaches, figures, and the seed that repeats its moments."""

    breaches: list[str]
    figures: dict[str, int | float | str]

    def line(self) -> str:
        """Return the figures in one line."""
        return "crash: " + " ".join(f"{name}={value}" for name, value in self.figures.items())


def rehearse(root: Path, database: str, kills: int, seed: int) -> Aftermath:
    """Let people work, kill the server *kills* times, let them finish, and prove the books."""
    office = Office(root, database)
    office.furnish()
    office.start()
    try:
        staff = Staff(office.address, PASSWORD)
        for _transition, who, _forms in WALK:
            staff.log_in(who)
        office.stop()
        problems = _work_and_kill(office, staff, kills, random.Random(seed))  # noqa: S311 - picks moments
        _let_the_press_finish(office)
        for number in staff.numbers:
            staff.open_papers(number)
    finally:
        office.stop()
    left = books.read(database, office.settings.store, office.settings.keys)
    breaches = [*problems, *office.complaints(), *proof.findings(left, staff.seen)]
    return Aftermath(breaches, {
        "database": database.partition(":")[0],
        "kills": kills,
        **proof.figures(left),
        "confirmed": len(staff.seen.confirmed),
        "opened": len(staff.seen.opened),
        "sent_again": staff.sent_again,
        "start_median_s": round(statistics.median(office.starts), 2),
        "start_longest_s": round(max(office.starts), 2),
        "seed": seed,
        "breaches": len(breaches),
    })  # fmt: skip


def _work_and_kill(office: Office, staff: Staff, kills: int, chance: random.Random) -> list[str]:
    """Return what clerks complained about; an empty list when every page was answered well."""
    closing, problems = threading.Event(), list[str]()

    def clerk(number: int) -> None:
        think = pauses(number, THINKING)
        try:
            while not closing.is_set():
                staff.walk_one_case(think)
        except Exception as error:  # noqa: BLE001 - whatever a clerk meets is a finding
            problems.append(f"{type(error).__name__}: {error}")

    clerks = [threading.Thread(target=clerk, args=(number,)) for number in range(CLERKS)]
    for thread in clerks:
        thread.start()
    for _ in range(kills):
        _kill_once(office, chance)
    office.start()
    closing.set()
    for thread in clerks:
        thread.join()
    return problems


def _kill_once(office: Office, chance: random.Random) -> None:
    """Kill the server once: while it starts, soon after, or when the press is at work."""
    if chance.random() < AT_THE_START:
        office.launch()
        time.sleep(chance.uniform(0, 1.5))
    else:
        office.start()
        time.sleep(chance.uniform(*(LATE if chance.random() < LATE_ONES else SOON)))
    office.kill()


def _let_the_press_finish(office: Office) -> None:
    deadline = time.monotonic() + PATIENCE
    while books.waiting_jobs(office.database) and time.monotonic() < deadline:
        time.sleep(0.2)


def main() -> int:
    """Run one rehearsal and print it; 1 when anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--seed", type=int, default=time.time_ns() % 10**6)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    with ExitStack() as stack:
        root = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="jiuji-crash-")))
        database = f"sqlite:///{root / 'crash.db'}"
        if given.database == "postgresql":
            programs = binaries()
            if programs is None:
                sys.exit("PostgreSQL is not installed")
            database = stack.enter_context(running(programs)).create("crash")
        result = rehearse(root, database, given.kills, given.seed)
    say("\n".join([*result.breaches[:20], result.line()]))
    if given.json:
        sys.stdout.write(json.dumps(result.figures, ensure_ascii=False) + "\n")
    return 1 if result.breaches else 0


if __name__ == "__main__":
    sys.exit(main())
