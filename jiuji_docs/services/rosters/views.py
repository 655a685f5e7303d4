"""Show rosters, who is on duty now, and the days on which nobody is (名册、今日值班、缺岗)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from jiuji_docs.domain.errors import NotFound
from jiuji_docs.domain.forms.sheet import FormSheet
from jiuji_docs.domain.rosters.roster import (
    DUTY,
    Member,
    Roster,
    Version,
    gaps,
    in_force,
    on_duty,
    shifts,
)
from jiuji_docs.domain.rosters.roster_list import roster_list
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.duties.asked import units_seen
from jiuji_docs.services.packs_in_force import lineage
from jiuji_docs.services.papers import local_date
from jiuji_docs.services.rosters.asked import roster_of, rosters_of, versions_of

#: Days ahead in which a gap is named.
AHEAD = dt.timedelta(days=30)
Gap = tuple[dt.date, dt.date]


@dataclass(frozen=True, slots=True)
class RosterCard:
    """One roster of one unit: the version that holds, those that were or will be, and the gaps ahead."""

    pack: str
    roster: Roster
    unit: str
    unit_name: str
    current: Version | None
    versions: tuple[Version, ...]
    gaps: tuple[Gap, ...]
    mine: bool


@dataclass(frozen=True, slots=True)
class OnDuty:
    """Who is on duty today by one roster of one unit; nobody when ``members`` is empty."""

    unit_name: str
    title: str
    members: tuple[Member, ...]


class RosterReader:
    """Read rosters: a unit's own, those of units below, and the duty rosters of those above."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def cards(self, actor: Actor, unit_id: str = "") -> tuple[RosterCard, ...]:
        """Return the rosters of one unit the reader sees, the own one by default; NotFound otherwise."""
        unit = self._unit(actor, unit_id or actor.unit)
        today = local_date(self._desk.now())
        return tuple(
            self._card(unit, pack, roster, actor, today) for pack, roster in self._of(unit)
        )

    def units(self, actor: Actor) -> tuple[tuple[str, str], ...]:
        """Return (id, name) of the units whose rosters the reader sees and that keep any."""
        seen = units_seen(self._desk, actor)
        return tuple((str(one.id), str(one.name)) for one in seen if next(self._of(one), None))

    def today(self, actor: Actor) -> tuple[OnDuty, ...]:
        """Return who is on duty today by the duty rosters of the reader's unit and those above it."""
        today, found = local_date(self._desk.now()), list[OnDuty]()
        if not any_duty_roster(self._desk):
            return ()
        for unit_id in lineage(self._desk, actor.unit):
            unit = self._desk.accounts.unit(unit_id)
            for pack, roster in self._of(unit):
                if roster.kind == DUTY:
                    held = in_force(versions_of(self._desk, unit_id, pack, roster.id), today)
                    members = on_duty(held.members, today) if held is not None else ()
                    found.append(OnDuty(str(unit.name), roster.title, members))
        return tuple(found)

    def sheet(self, actor: Actor, pack: str, name: str, unit_id: str, number: int) -> FormSheet:
        """Return one version for printing; NotFound for what the reader does not see."""
        unit = self._unit(actor, unit_id)
        roster = roster_of(self._desk, unit, pack, name)
        for version in versions_of(self._desk, unit_id, pack, name):
            if version.number == number:
                return roster_list(roster, version, str(unit.name))
        raise NotFound(str(number))

    def _of(self, unit: Any) -> Iterator[tuple[str, Roster]]:
        return rosters_of(self._desk, unit)

    def _unit(self, actor: Actor, unit_id: str) -> Any:
        for one in units_seen(self._desk, actor):
            if one.id == unit_id:
                return one
        raise NotFound(unit_id)

    def _card(
        self, unit: Any, pack: str, roster: Roster, actor: Actor, today: dt.date
    ) -> RosterCard:
        versions = versions_of(self._desk, str(unit.id), pack, roster.id)
        return RosterCard(
            pack,
            roster,
            str(unit.id),
            str(unit.name),
            in_force(versions, today),
            versions,
            gaps_ahead(roster, versions, today),
            mine=unit.id == actor.unit and roster.role in actor.roles,
        )


def any_duty_roster(desk: Desk) -> bool:
    """Say whether any pack has a duty roster; most offices' start pages ask nothing more."""
    packs = (desk.pack(pack_id) for pack_id in desk.house.pack_ids)
    return any(one.kind == DUTY for pack in packs for one in pack.policy.rosters.values())


def gaps_ahead(roster: Roster, versions: tuple[Version, ...], today: dt.date) -> tuple[Gap, ...]:
    """Return the days to come on which nobody is on duty; nothing for other rosters, or before the first."""
    if roster.kind != DUTY or not versions:
        return ()
    last = today + AHEAD
    return tuple(gaps(shifts(versions, today, last), today, last))
