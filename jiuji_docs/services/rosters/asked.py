"""Find which rosters a unit keeps now, and read their versions (名册的范围)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jiuji_docs.domain.errors import NotFound
from jiuji_docs.domain.rosters.roster import Member, Roster, Version
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.packs_in_force import lineage
from jiuji_docs.services.papers import local_date


def rosters_of(desk: Desk, unit: Any) -> Iterator[tuple[str, Roster]]:
    """Yield (pack, roster) of what a unit keeps under the packs in force there today."""
    today, above = local_date(desk.now()), lineage(desk, str(unit.id))
    if unit.level == "county" and unit.parent_id:
        return
    for run in desk.house.runs:
        if run.holds(above, today):
            for roster in desk.pack(run.policy.id).policy.rosters.values():
                if roster.level == unit.level:
                    yield run.policy.id, roster


def roster_of(desk: Desk, unit: Any, pack: str, name: str) -> Roster:
    """Return one roster of a unit; NotFound when the unit keeps none of that name."""
    for pack_id, roster in rosters_of(desk, unit):
        if (pack_id, roster.id) == (pack, name):
            return roster
    raise NotFound(name)


def versions_of(desk: Desk, unit: str, pack: str, roster: str) -> tuple[Version, ...]:
    """Return every version with its lines, newest first."""
    return tuple(
        Version(
            row.version, row.valid_from, tuple(_member(one) for one in desk.rosters.members(row.id))
        )
        for row in desk.rosters.versions(unit, pack, roster)
    )


def _member(row: Any) -> Member:
    return Member(
        row.name, row.unit, row.post, row.phone, row.position, row.first_day, row.last_day
    )
