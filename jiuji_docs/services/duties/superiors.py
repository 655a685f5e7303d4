"""Find whom an overdue duty is reported to, and show a superior what was (定期任务逾期上报)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from jiuji_docs.domain.duties.duty import LEVELS, escalate_on
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.duties.asked import AskedDuty, asked_duties, is_asked_of
from jiuji_docs.services.packs_in_force import lineage
from jiuji_docs.services.papers import local_date
from jiuji_docs.services.responsible import Post, names_of

#: What was due longer ago is in the report; nobody is told of it for the first time now.
LATEST = dt.timedelta(days=370)


@dataclass(frozen=True, slots=True)
class ReportedLine:
    """One overdue occurrence on a superior's page; ``responsible`` names post and people."""

    unit: str
    title: str
    period: str
    due: dt.date
    responsible: str


def superior_unit(desk: Desk, unit: str, role: str) -> str:
    """Return the unit, this one or one above it, in which a superior's role is held; the highest else."""
    level, above = role.partition(".")[0], lineage(desk, unit)
    at = level if level in LEVELS else "county"
    return next((one for one in above if desk.accounts.unit(one).level == at), above[-1])


def responsible_for(desk: Desk, one: AskedDuty, unit: str) -> str:
    """Return the post that does a duty in a unit, with its people."""
    title = desk.pack(one.pack).workflow.roles.get(one.duty.role, one.duty.role)
    return names_of(desk, Post(unit, one.duty.role, title))


class SuperiorReader:
    """Show what was reported to the reader's own posts in the reader's unit."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def reported_to(self, actor: Actor) -> tuple[ReportedLine, ...]:
        """Return the occurrences still open whose day of report has come, longest overdue first."""
        found: list[ReportedLine] = []
        for one in asked_duties(self._desk):
            if one.duty.escalate_to in actor.roles:
                found.extend(self._lines(one, self._below(one, actor)))
        return tuple(sorted(found, key=lambda line: (line.due, line.unit)))

    def _below(self, one: AskedDuty, actor: Actor) -> list[Any]:
        desk, role = self._desk, one.duty.escalate_to
        return [
            unit
            for unit in desk.accounts.units()
            if is_asked_of(desk, one, unit) and superior_unit(desk, unit.id, role) == actor.unit
        ]

    def _lines(self, one: AskedDuty, units: list[Any]) -> Iterator[ReportedLine]:
        desk, today = self._desk, local_date(self._desk.now())
        rows = desk.duties.of_units([unit.id for unit in units], one.pack, one.duty.id)
        done = {(row.unit_id, row.period) for row in rows}
        for item in one.occurrences(desk, today):
            if (
                today < escalate_on(one.duty, item.due, desk.house.days)
                or today - item.due > LATEST
            ):
                continue
            for unit in units:
                if (unit.id, item.period.key) not in done:
                    who = responsible_for(desk, one, unit.id)
                    yield ReportedLine(unit.name, one.duty.title, item.period.title, item.due, who)
