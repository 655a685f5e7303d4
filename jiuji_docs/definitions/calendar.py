"""Read the table of days off and make-up workdays (放假安排) from workflows/calendar.toml.

The State Council's office announces each year's days in a notice. A year's notice becomes one table
``[year.2027]`` with two lists: ``off``, weekdays that are not worked, and ``on``, weekend days that
are. A year with a table counts as announced.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from jiuji_docs.definitions.loader import load_file, load_text
from jiuji_docs.domain.calendar import DayTable
from jiuji_docs.domain.errors import DefinitionError

FILE = "workflows/calendar.toml"
#: The lists of a year, and whether their days are worked.
LISTS = {"off": False, "on": True}
_SATURDAY = 5


@cache
def load_day_table() -> DayTable:
    """Return the shipped table."""
    room = files("jiuji_docs.definitions.workflows")
    return _read(load_file(room / "calendar.toml", FILE), FILE)


def parse_day_table(text: str, where: str = FILE, *, announced: bool = False) -> DayTable:
    """Return the table that TOML *text* gives; DefinitionError names *where* and what is wrong.

    *announced* is for one notice: it must be about a year, and no year goes without a day off.
    """
    table = _read(load_text(text, where), where)
    if announced:
        resting = {day.year for day, worked in table.exceptions.items() if not worked}
        if not table.announced:
            raise DefinitionError(where, "没有任何一年的放假安排，应有 [year.2027] 这样的表")
        if bare := sorted(table.announced - resting):
            raise DefinitionError(where, f"{bare[0]} 年没有列出任何放假日")
    return table


def with_years(base: DayTable, other: DayTable) -> DayTable:
    """Return *base* with every year that *other* announces taken whole from *other*."""
    kept = {
        day: worked for day, worked in base.exceptions.items() if day.year not in other.announced
    }
    return DayTable({**kept, **other.exceptions}, base.announced | other.announced)


def toml_of(table: DayTable) -> str:
    """Return *table* as the text of a calendar file."""
    parts = ["# 本单位采用的放假安排；由 jiuji calendar apply 写入。"]
    for year in sorted(table.announced):
        parts.append(f"\n[year.{year}]")
        for name, worked in LISTS.items():
            days = sorted(d for d, w in table.exceptions.items() if d.year == year and w == worked)
            parts.append(f"{name} = [{', '.join(day.isoformat() for day in days)}]")
    return "\n".join(parts) + "\n"


def _read(content: Mapping[str, Any], where: str) -> DayTable:
    _only(content, ("year",), where)
    exceptions: dict[dt.date, bool] = {}
    announced = set()
    years = content.get("year", {})
    if not isinstance(years, Mapping):
        raise DefinitionError(where, "year 应为各年的表，如 [year.2027]")
    for name, lists in years.items():
        place = f"{where} [year.{name}]"
        year = _year(name, place)
        for day, worked in _days(lists, place):
            _check(day, year, worked=worked, where=place)
            if day in exceptions:
                raise DefinitionError(place, f"{day} 列了两次")
            exceptions[day] = worked
        announced.add(year)
    return DayTable(exceptions, frozenset(announced))


def _days(lists: object, where: str) -> Iterator[tuple[dt.date, bool]]:
    """Yield each listed day and whether it is worked."""
    if not isinstance(lists, Mapping):
        raise DefinitionError(where, "应为含 off 和 on 的表")
    _only(lists, tuple(LISTS), where)
    for name, worked in LISTS.items():
        days = lists.get(name, [])
        if not isinstance(days, list):
            raise DefinitionError(where, f"{name} 应为日期的列表")
        for day in days:
            # A TOML date-time is a datetime, which Python counts as a date too.
            if type(day) is not dt.date:
                raise DefinitionError(where, f"{name} 中的 {day!r} 不是日期，应如 2024-02-12")
            yield day, worked


def _check(day: dt.date, year: int, *, worked: bool, where: str) -> None:
    """Refuse a day of another year, and one that its weekday already makes what the list says."""
    if day.year != year:
        raise DefinitionError(where, f"{day} 不在 {year} 年")
    if worked == (day.weekday() < _SATURDAY):
        raise DefinitionError(where, f"{day} 本来就是{'工作日' if worked else '周末'}，不应列入")


def _year(name: str, where: str) -> int:
    if not (name.isascii() and name.isdigit() and len(name) == len("2024")):
        raise DefinitionError(where, "年份应为四位数字")
    return int(name)


def _only(content: Mapping[str, Any], known: tuple[str, ...], where: str) -> None:
    if unknown := sorted(set(content) - set(known)):
        raise DefinitionError(where, f"unknown key(s) {unknown}; known: {list(known)}")
