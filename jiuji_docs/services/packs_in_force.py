"""Refuse to open a case under a pack that does not hold in this unit on this day (政策包的适用)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from jiuji_docs.domain.errors import GuardRefused
from jiuji_docs.domain.workflow.in_force import Run, held_by
from jiuji_docs.services.papers import local_date
from jiuji_docs.services.places import place_of

if TYPE_CHECKING:
    from jiuji_docs.services.desk import Desk
    from jiuji_docs.services.progress import Progress


def check_in_force(progress: Progress) -> None:
    """Raise GuardRefused unless this pack, and no other, holds on the day the case is opened for."""
    day, units = local_date(progress.occurred_at), lineage(progress.desk, place_of(progress).unit)
    runs = progress.desk.house.runs
    held = held_by(runs, units, day)
    if len(held) > 1:
        raise GuardRefused(
            "two_packs_in_force",
            f"{day:%Y-%m-%d} 本单位同时适用 {len(held)} 个政策包（{_documents(held)}），"
            "请先在 office.toml 写明各自的单位和起止日期",
        )
    if not any(run.policy.id == progress.pack.id for run in held):
        own = [run for run in runs if run.policy.id == progress.pack.id and run.is_for(units)]
        raise GuardRefused("pack_not_in_force", _reason(own, progress, day, held))


def lineage(desk: Desk, unit_id: str) -> tuple[str, ...]:
    """Return a unit and the units above it."""
    found = []
    above: str | None = unit_id
    while above:
        found.append(above)
        above = desk.accounts.unit(above).parent_id
    return tuple(found)


def _reason(own: list[Run], progress: Progress, day: dt.date, held: tuple[Run, ...]) -> str:
    policy = progress.pack.policy
    if own:
        return own[-1].why_not(day)
    instead = f"；本单位适用 {_documents(held)}" if held else ""
    return f"本单位不适用{policy.called}{instead}"


def _documents(runs: tuple[Run, ...]) -> str:
    return "、".join(run.policy.cited for run in runs)
