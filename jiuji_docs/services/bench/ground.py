"""Give a benchmark an installation of its own: the demo county, a fixed clock, a scenario's values."""

from __future__ import annotations

import datetime as dt
import itertools
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from jiuji_docs.definitions.scenarios import shipped_scenarios
from jiuji_docs.domain.calendar import BEIJING
from jiuji_docs.domain.errors import SetUpError
from jiuji_docs.domain.people import check_digit
from jiuji_docs.domain.scenario import Scenario
from jiuji_docs.services.command import Command, Outcome
from jiuji_docs.services.house import House
from jiuji_docs.services.play import open_house
from jiuji_docs.services.settings import Settings
from jiuji_docs.services.transitions import TransitionService

PACK = "chaoyang-2021"
#: Who takes each step of the ordinary route.
PEOPLE = {
    "accept": "yangshan.clerk",
    "investigate": "yangshan.investigator",
    "review": "lihua.recorder",
    "audit": "yangshan.auditor",
    "approve_town": "yangshan.head",
}
#: A morning after every day in the scenario's values.
MORNING = dt.datetime(2024, 2, 20, 9, 30, tzinfo=BEIJING)
_serials = itertools.count(1)


def scenario(name: str = "expenditure_town") -> Scenario:
    """Return a shipped scenario."""
    return next(item for item in shipped_scenarios(PACK) if item.id == name)


@contextmanager
def ground(database: str = "") -> Iterator[House]:
    """Open an installation in a temporary directory, on *database* or on SQLite there.

    A database that holds cases already is somebody's and raises SetUpError.
    """
    with tempfile.TemporaryDirectory(prefix="jiuji-bench-") as folder:
        root = Path(folder)
        url = database or f"sqlite:///{root / 'bench.db'}"
        settings = Settings(url, root / "store", root / "keys", root / "office.toml")
        first = replace(scenario().steps[0], at=MORNING)
        house, _clock = open_house(replace(scenario(), steps=(first,)), settings)
        try:
            with house.desk(write=False) as desk:
                if desk.ledger.head()[0]:
                    raise SetUpError("测速要用空的数据库：此库已有办理记录")
            yield house
        finally:
            house.close()


def take(house: House, transition: str, case: str = "", *, who: str = "") -> Outcome:
    """Take one step with the scenario's values; a new case is about a new person."""
    command = Command(
        transition,
        f"bench:{next(_serials)}",
        case=case,
        pack=PACK,
        entries=_entries(house, transition),
    )
    person = who or PEOPLE[transition]
    return house.run(lambda desk: TransitionService(desk).fire(command, desk.actor(person)))


def awaiting_approval(house: House) -> str:
    """Return the number of a new case that waits for the town's decision."""
    number = take(house, "accept").case
    for transition in ("investigate", "review", "audit"):
        take(house, transition, number)
    return number


def _entries(house: House, transition: str) -> Mapping[str, Mapping[str, Any]]:
    forms = house.pack(PACK).workflow.transitions[transition].forms
    entries = {form: dict(_shared_values().get(form, {})) for form in forms}
    if "application" in entries:
        entries["application"] |= _somebody(next(_serials))
    return entries


@cache
def _shared_values() -> Mapping[str, Mapping[str, Any]]:
    return scenario().forms


def _somebody(serial: int) -> dict[str, Any]:
    """Return an invented person living alone, another for each serial."""
    birth = dt.date(1950, 1, 1) + dt.timedelta(days=serial // 1000)
    first = f"990101{birth:%Y%m%d}{serial % 1000:03d}"
    return {"id_number": first + check_digit(first), "household_size": 1, "members": []}
