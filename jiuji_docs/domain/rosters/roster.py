"""Describe a roster (名册), check a new version of it, and find who is on duty and which days nobody is."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from jiuji_docs.domain.errors import GuardRefused, Refused

GROUP, DUTY, REGISTER = "group", "duty", "register"
KINDS = {GROUP: "领导小组", DUTY: "值班轮值表", REGISTER: "人员登记"}
_ONE_DAY = dt.timedelta(days=1)
#: People of one version, and days of one shift.
MOST_MEMBERS, LONGEST_SHIFT = 200, 366


@dataclass(frozen=True, slots=True)
class Roster:
    """One roster of every unit of a level.

    ``kind`` is a key of KINDS. ``positions`` are the roles somebody must have in it (第一责任人 …), each
    given to somebody. ``role`` is the post that keeps it; unset clauses are empty.
    """

    id: str
    title: str
    kind: str
    level: str
    role: str
    positions: tuple[str, ...] = ()
    clause: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """One line: a person with post, phone and role in the group; of a duty roster also from when to when."""

    name: str
    unit: str = ""
    post: str = ""
    phone: str = ""
    position: str = ""
    first_day: dt.date | None = None
    last_day: dt.date | None = None

    def is_on(self, day: dt.date) -> bool:
        """Whether the person is on duty on *day*."""
        first, last = self.first_day, self.last_day
        return first is not None and last is not None and first <= day <= last


def check_version(roster: Roster, members: Sequence[Member], valid_from: dt.date) -> None:
    """Refuse a version that lacks somebody or contradicts itself; Refused in Chinese."""
    if not 1 <= len(members) <= MOST_MEMBERS:
        raise GuardRefused("members", f"名册应有 1 至 {MOST_MEMBERS} 人")
    for place, one in enumerate(members, start=1):
        if not one.name.strip():
            raise Refused("name", f"第 {place} 行没有写姓名")
        if roster.kind == DUTY:
            _check_shift(place, one, valid_from)
    given = Counter(one.position for one in members)
    missing = [word for word in roster.positions if not given[word]]
    if missing:
        raise GuardRefused("position", f"没有写明{'、'.join(missing)}", clause=roster.clause)


def on_duty(members: Iterable[Member], day: dt.date) -> tuple[Member, ...]:
    """Return who is on duty on *day*."""
    return tuple(one for one in members if one.is_on(day))


def gaps(
    members: Iterable[Member], first: dt.date, last: dt.date
) -> Iterator[tuple[dt.date, dt.date]]:
    """Yield each run of days from *first* to *last* on which nobody is on duty (缺岗), both included."""
    rows = list(members)
    begin: dt.date | None = None
    day = first
    while day <= last:
        covered = any(one.is_on(day) for one in rows)
        if not covered and begin is None:
            begin = day
        if covered and begin is not None:
            yield begin, day - _ONE_DAY
            begin = None
        day += _ONE_DAY
    if begin is not None:
        yield begin, last


def _check_shift(place: int, one: Member, valid_from: dt.date) -> None:
    if one.first_day is None or one.last_day is None:
        raise Refused("shift", f"第 {place} 行（{one.name}）没有写值班起止日期")
    if one.last_day < one.first_day or (one.last_day - one.first_day).days > LONGEST_SHIFT:
        raise Refused("shift", f"第 {place} 行（{one.name}）的值班起止日期不对")
    if one.last_day < valid_from:
        raise Refused("shift", f"第 {place} 行（{one.name}）的值班在本版启用之前")


@dataclass(frozen=True, slots=True)
class Version:
    """One version with its lines, in force from ``valid_from`` until another one begins."""

    number: int
    valid_from: dt.date
    members: tuple[Member, ...]


def in_force(versions: Iterable[Version], day: dt.date) -> Version | None:
    """Return the version that holds on *day*: the one that began last; of one day, the later number."""
    begun = [one for one in versions if one.valid_from <= day]
    return max(begun, key=lambda one: (one.valid_from, one.number), default=None)


def shifts(versions: Iterable[Version], first: dt.date, last: dt.date) -> tuple[Member, ...]:
    """Return the shifts that really run from *first* to *last*, each cut to the days its version holds."""
    rows = tuple(versions)
    found: list[Member] = []
    day = first
    while day <= last:
        holding = in_force(rows, day)
        on = on_duty(holding.members, day) if holding is not None else ()
        found.extend(replace(one, first_day=day, last_day=day) for one in on)
        day += _ONE_DAY
    return tuple(found)
