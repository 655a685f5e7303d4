"""Find which duties are asked of which unit, and since when (定期任务的范围)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from jiuji_docs.domain.duties.duty import Duty, due_on, occurrences
from jiuji_docs.domain.duties.periods import Period
from jiuji_docs.domain.errors import NotFound
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.domain.workflow.in_force import Run
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.duties.rules import Rule, chains
from jiuji_docs.services.packs_in_force import lineage
from jiuji_docs.services.papers import local_date

ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One period of a duty in which it must be done by ``due``."""

    period: Period
    due: dt.date


@dataclass(frozen=True, slots=True)
class AskedDuty:
    """One duty of one pack, with its rules, and the run of it that the office has.

    ``ended`` is the day of the edition that ended it, ``why`` what that edition says instead.
    """

    run: Run
    pack: str
    duty: Duty
    since: dt.date
    rules: tuple[Rule, ...]
    ended: dt.date | None = None
    why: str = ""

    def occurrences(self, desk: Desk, today: dt.date) -> tuple[Occurrence, ...]:
        """Return what is asked for up to the present period, oldest first; none after the last day.

        A rule asks for what falls due under it; where two ask for the same period, the later one counts.
        """
        table, until = desk.house.days, min(today, self.run.ends)
        found: dict[str, Occurrence] = {}
        for place, rule in enumerate(self.rules):
            after = self.rules[place + 1].since if place + 1 < len(self.rules) else self.ended
            last = until if after is None else min(until, after - ONE_DAY)
            for one in occurrences(rule.duty, max(self.since, rule.since), last, table):
                found[one.key] = Occurrence(one, due_on(rule.duty, one, table))
        return tuple(sorted(found.values(), key=lambda one: one.period.first))


def asked_duties(desk: Desk, *, ended: bool = False) -> Iterator[AskedDuty]:
    """Yield every duty of the packs that this office runs, or those that an edition *ended*.

    An office is asked for nothing that was due before it began to work with this system, unless it says
    since when it runs the pack.
    """
    began = local_date(desk.ledger.began() or desk.now())
    for run in desk.house.runs:
        since = run.begins if run.first else max(run.begins, began)
        for one in chains(desk, run.policy.id):
            if (one.ended is not None) == ended:
                rules = tuple(one.rules)
                yield AskedDuty(run, run.policy.id, one.duty, since, rules, one.ended, one.why)


def asked_duty(desk: Desk, pack: str, duty: str, unit: Any) -> AskedDuty:
    """Return one duty as it is asked of a unit; NotFound when it is not."""
    for one in asked_duties(desk):
        if (one.pack, one.duty.id) == (pack, duty) and is_asked_of(desk, one, unit):
            return one
    raise NotFound(duty)


def is_asked_of(desk: Desk, one: AskedDuty, unit: Any) -> bool:
    """Say whether a duty is this unit's: its level, and the pack runs there.

    Of the county's offices the one above all answers, not its finance or archives.
    """
    if unit.level != one.duty.level or (unit.level == "county" and unit.parent_id):
        return False
    return one.run.is_for(lineage(desk, str(unit.id)))


def units_seen(desk: Desk, actor: Actor) -> list[Any]:
    """Return the units whose duties this person may see: the own one and those below; the county all."""
    units = desk.accounts.units()
    if actor.level == "county":
        return units
    return [one for one in units if actor.unit in (one.id, one.parent_id)]
