"""Be sixteen registrars in a process that may be killed: number every dossier of a list, tell each number.

Run as ``python -m tests.reliability.registrars DATABASE ROOT``; standard input names one dossier a line.
"""

from __future__ import annotations

import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from jiuji_docs.services.dispatch.command import StepCommand
from jiuji_docs.services.dispatch.kernel import DispatchKernel
from jiuji_docs.services.house import House
from jiuji_docs.services.settings import Settings

WRITERS = 16
#: Seconds a registrar looks at the next document.
LOOK = 0.05
CODE = "示民发"


def settings(database: str, root: Path) -> Settings:
    """Where everything is."""
    return Settings(database, root / "store", root / "keys", root / "office.toml")


def main(database: str, root: str) -> None:
    """Number what standard input names; a number is told once its transaction has ended."""
    house = House(settings(database, Path(root)))
    numbers = sys.stdin.read().split()

    def register(number: str) -> None:
        time.sleep(LOOK)
        command = StepCommand(number, "number", f"page:{number}", None, given={"code": [CODE]})
        house.run(lambda desk: DispatchKernel(desk).submit(command, desk.actor("county.registrar")))
        with house.desk(write=False) as desk:
            text = desk.dossiers.seen(number, "county").document_number
        # One write a line: a kill cuts no line in two.
        sys.stdout.write(f"{number} {text}\n")
        sys.stdout.flush()

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(register, numbers))


if __name__ == "__main__":
    main(*sys.argv[1:])
