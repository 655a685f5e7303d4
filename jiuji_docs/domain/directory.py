"""Name the units and people of a county (机构与人员名录)."""

from __future__ import annotations

from dataclasses import dataclass


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
