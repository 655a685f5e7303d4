"""Read the table of days off and make-up workdays (放假安排)."""

from __future__ import annotations

import datetime as dt
import tomllib
from functools import cache
from importlib.resources import files

from jiuji_docs.domain.calendar import DayTable
from jiuji_docs.domain.errors import DefinitionError

_KEYS = frozenset({"off", "on"})


@cache
def load_day_table() -> DayTable:
    """Return the shipped table, workflows/calendar.toml."""
    room = files("jiuji_docs.definitions.workflows")
    return parse_day_table((room / "calendar.toml").read_text("utf-8"), "workflows/calendar.toml")


def parse_day_table(text: str, where: str) -> DayTable:
    """Read ``[year.2024]`` tables with the lists ``off`` and ``on``; a listed year counts as announced."""
    exceptions: dict[dt.date, bool] = {}
    years = tomllib.loads(text).get("year", {})
    for year, lists in years.items():
        if unknown := sorted(set(lists) - _KEYS):
            raise DefinitionError(f"{where} [year.{year}]", f"unknown key(s) {unknown}; known: off, on")
        for name, worked in (("off", False), ("on", True)):
            for day in lists.get(name, ()):
                _place(exceptions, day, worked, f"{where} [year.{year}] {name}", int(year))
    return DayTable(exceptions, frozenset(int(year) for year in years))


def _place(
    exceptions: dict[dt.date, bool], day: dt.date, worked: bool, where: str, year: int
) -> None:
    if day.year != year:
        raise DefinitionError(where, f"{day} is not in {year}")
    if day in exceptions:
        raise DefinitionError(where, f"{day} stands twice")
    exceptions[day] = worked
