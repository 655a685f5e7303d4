"""Say what is due as one of several worker processes.

``python -m tests.reliability.reminders DATABASE FOLDER MOMENT`` waits for a line on its standard
input, so that all begin together, and prints how many clocks it spoke for.
"""

from __future__ import annotations

import datetime as dt
import sys
import time
from pathlib import Path

from jiuji_docs.services.clock import FixedClock
from jiuji_docs.services.house import House
from jiuji_docs.services.reminders import Reminders
from jiuji_docs.services.settings import Settings
from tests.common.deadlines import ESCALATING, decide


def main(database: str, folder: str, moment: str) -> None:
    """Work until nothing is due."""
    root = Path(folder)
    settings = Settings(database, root / "store", root / "keys", root / "office.toml")
    house = House(settings, clock=FixedClock(dt.datetime.fromisoformat(moment)))
    decide(house, decision=ESCALATING)
    print("ready", flush=True)
    sys.stdin.readline()
    print(_work(house), flush=True)
    house.close()


def _work(house: House) -> int:
    """Go on while anything is due, also when all of that is in others' hands just now."""
    reminders, said = Reminders(house), 0
    while True:
        if reminders.run_one():
            said += 1
            continue
        with house.desk(write=False) as desk:
            if not desk.rungs.is_due(desk.now()):
                return said
        time.sleep(0.01)


if __name__ == "__main__":
    main(*sys.argv[1:])
