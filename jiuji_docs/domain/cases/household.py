"""Describe who lives together (家庭): counted, adults and children told apart, income summed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from jiuji_docs.domain.people import parse_id_number

#: What the applicant is to the applicant.
SELF = "本人"
#: Years of age from which somebody signs for themselves (民法典 17, 18).
OF_AGE = 18
_FEN = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Member:
    """One person of the household (家庭成员); ``income`` is yuan a year, None when not stated."""

    name: str
    relation: str
    id_number: str = ""
    health: str = ""
    income: Decimal | None = None

    def age_on(self, day: dt.date) -> int | None:
        """Return the full years on *day*, None without a readable ID number."""
        try:
            return parse_id_number(self.id_number, day).age_on(day)
        except ValueError:
            return None

    def means(self, name: str, id_number: str) -> bool:
        """Say whether the row means this person: by number where it has one, else by name."""
        return self.id_number == id_number if self.id_number else self.name == name


@dataclass(frozen=True, slots=True)
class Household:
    """The applicant first, then the others as entered."""

    members: tuple[Member, ...]

    @classmethod
    def of(cls, application: Mapping[str, Any]) -> Household:
        """Return the household of an entered application (values, not text).

        The applicant may or may not be listed among the members, and is counted once either way.
        """
        name = application.get("applicant_name") or ""
        number = application.get("id_number") or ""
        rows = [_member(row) for row in application.get("members") or ()]
        listed = [row for row in rows if row.means(name, number)]
        applicant = listed[0] if listed else Member(name, SELF)
        applicant = Member(name, SELF, number, applicant.health, applicant.income)
        return cls((applicant, *(row for row in rows if row not in listed)))

    @property
    def applicant(self) -> Member:
        """The person who asks, or for whom somebody asks."""
        return self.members[0]

    @property
    def size(self) -> int:
        """How many people (家庭人口), the applicant among them."""
        return len(self.members)

    def children(self, day: dt.date) -> tuple[Member, ...]:
        """Return who is known to be under age on *day* (未成年人)."""
        ages = ((one, one.age_on(day)) for one in self.members)
        return tuple(one for one, age in ages if age is not None and age < OF_AGE)

    def adults(self, day: dt.date) -> tuple[Member, ...]:
        """Return everybody else: those of age and those whose age is not known.

        Each adult signs the authorisation (核对授权). A line too many is struck out by hand; one
        signature too few would make the check unlawful (社会救助暂行办法 58).
        """
        children = self.children(day)
        return tuple(one for one in self.members if one not in children)

    @property
    def income(self) -> Decimal | None:
        """Yuan a year of everybody together, None while nobody's income is stated."""
        stated = [one.income for one in self.members if one.income is not None]
        return sum(stated, Decimal("0.00")) if stated else None

    @property
    def income_per_head(self) -> Decimal | None:
        """Yuan a year for each member (人均年收入), rounded half up to the fen."""
        if self.income is None:
            return None
        return (self.income / self.size).quantize(_FEN, ROUND_HALF_UP)

    def includes(self, id_number: str) -> bool:
        """Say whether somebody with this number lives here; nobody is found by an empty one."""
        wanted = id_number.upper()
        return bool(wanted) and any(one.id_number.upper() == wanted for one in self.members)


def _member(row: Mapping[str, Any]) -> Member:
    return Member(
        name=row.get("name") or "",
        relation=row.get("relation") or "",
        id_number=row.get("id_number") or "",
        health=row.get("health") or "",
        income=row.get("income"),
    )
