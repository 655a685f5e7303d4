"""Name the units and people of a county (机构与人员名录)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

#: Levels of units: every post works at one (单位级别).
LEVELS = ("village", "town", "department", "county")
#: Characters of an id.
LONGEST_ID = 64


@dataclass(frozen=True, slots=True)
class UnitEntry:
    """One unit: village, town or county; ``code`` is its 机关代字."""

    id: str
    name: str
    level: str
    parent: str = ""
    phone: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """One person with an account, post and roles."""

    id: str
    unit: str
    name: str
    post: str = ""
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Directory:
    """Units before those below them, and everybody who works there."""

    units: tuple[UnitEntry, ...]
    people: tuple[PersonEntry, ...]


def misplaced(directory: Directory, known: Collection[str] = ()) -> Iterator[tuple[str, str]]:
    """Yield (place, what is wrong in Chinese) of every unit and person that cannot be placed.

    *known* are ids of units there are already. A unit stands after the one above it.
    """
    units = set(known)
    for unit in directory.units:
        place = f"unit[{unit.id}]"
        if unit.level not in LEVELS:
            yield place, f"level 不能是“{unit.level}”；可用：{'、'.join(LEVELS)}"
        if unit.parent and unit.parent not in units:
            yield place, f"上级机构“{unit.parent}”不在前面，也没有建立过"
        units.add(unit.id)
    for person in directory.people:
        if person.unit not in units:
            where = f"“{person.unit}”没有这个机构" if person.unit else "是空的"
            yield f"person[{person.id}].unit", f"“{person.name}”的所在机构{where}"
    for kind, ids in (
        ("unit", [unit.id for unit in directory.units]),
        ("person", [person.id for person in directory.people]),
    ):
        for name in dict.fromkeys(ids):
            if ids.count(name) > 1:
                yield f"{kind}[{name}]", f"编号“{name}”写了 {ids.count(name)} 次"
            if not name or len(name) > LONGEST_ID or any(one.isspace() for one in name):
                yield f"{kind}[{name}]", f"编号应为 1 至 {LONGEST_ID} 个字符，不含空白"
