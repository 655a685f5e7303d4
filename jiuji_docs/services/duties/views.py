"""Show what a unit must do and did, and report by period over the units below (定期任务的页面和报表)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from jiuji_docs.domain.duties.duty import DONE, FREE, LATE, OPEN, OVERDUE, STANDINGS, Duty, standing
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.duties.asked import (
    AskedDuty,
    Occurrence,
    asked_duties,
    is_asked_of,
    units_seen,
)
from jiuji_docs.services.papers import local_date

#: Finished periods shown of one duty, newest first; what is overdue is always shown.
SHOWN = 4


@dataclass(frozen=True, slots=True)
class DutyLine:
    """One occurrence as the page shows it; without period where none is set."""

    period: str
    title: str
    due: dt.date | None
    standing: str
    records: tuple[Any, ...]
    #: Further files by the key of their record.
    more: Mapping[int, list[Any]] = field(default_factory=dict)

    @property
    def standing_title(self) -> str:
        """How it stands, in Chinese."""
        return STANDINGS[self.standing]


@dataclass(frozen=True, slots=True)
class DutyCard:
    """One duty of the reader's unit with its occurrences, newest first."""

    pack: str
    duty: Duty
    lines: tuple[DutyLine, ...]
    mine: bool
    #: The post that what is overdue is reported to, in Chinese; empty where nobody is told.
    escalates_to: str = ""


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One duty and period over all units that are asked; ``missing`` are names of those still without it."""

    duty: Duty
    pack: str
    period: str
    due: dt.date
    asked: int
    in_time: int
    late: int
    missing: tuple[str, ...]
    overdue: bool


class DutyReader:
    """Read duties within the reader's row scope: the own unit and those below; the county all."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def cards(self, actor: Actor) -> tuple[DutyCard, ...]:
        """Return the duties of the reader's own unit."""
        unit, today = self._desk.accounts.unit(actor.unit), local_date(self._desk.now())
        return tuple(
            DutyCard(
                one.pack,
                one.duty,
                tuple(self._lines(one, actor.unit, today)),
                one.duty.role in actor.roles,
                self._desk.pack(one.pack).workflow.roles.get(one.duty.escalate_to, ""),
            )
            for one in asked_duties(self._desk)
            if is_asked_of(self._desk, one, unit)
        )

    def overdue(self, actor: Actor) -> int:
        """Return how many occurrences of the own unit are overdue."""
        lines = (line for card in self.cards(actor) for line in card.lines)
        return sum(line.standing == OVERDUE for line in lines)

    def report(self, year: int, actor: Actor) -> tuple[ReportLine, ...]:
        """Return what became of every period that ends in *year*, over the units the reader sees."""
        units, today = units_seen(self._desk, actor), local_date(self._desk.now())
        found: list[ReportLine] = []
        for one in asked_duties(self._desk):
            asked = [unit for unit in units if is_asked_of(self._desk, one, unit)]
            due = [
                item for item in one.occurrences(self._desk, today) if item.period.last.year == year
            ]
            if asked and due:
                found.extend(self._report(one, asked, due, today))
        return tuple(found)

    def _report(
        self, one: AskedDuty, asked: list[Any], due: list[Occurrence], today: dt.date
    ) -> Iterator[ReportLine]:
        rows = self._desk.duties.of_units([unit.id for unit in asked], one.pack, one.duty.id)
        first: dict[tuple[str, str], dt.date] = {}
        for row in rows:
            first.setdefault((row.unit_id, row.period), row.done_on)
        for item in due:
            stand = {
                unit.name: standing(item.due, first.get((unit.id, item.period.key)), today)
                for unit in asked
            }
            words = list(stand.values())
            yield ReportLine(
                one.duty,
                one.pack,
                item.period.title,
                item.due,
                len(asked),
                words.count(DONE),
                words.count(LATE),
                tuple(name for name, word in stand.items() if word in (OPEN, OVERDUE)),
                overdue=OVERDUE in words,
            )

    def _lines(self, one: AskedDuty, unit: str, today: dt.date) -> Iterator[DutyLine]:
        by_period: defaultdict[str, list[Any]] = defaultdict(list)
        for row in self._desk.duties.of_units([unit], one.pack, one.duty.id):
            by_period[row.period].append(row)
        more: defaultdict[int, list[Any]] = defaultdict(list)
        for file in self._desk.duties.files(
            [row.id for rows in by_period.values() for row in rows]
        ):
            more[file.record_id].append(file)
        if not one.duty.every:
            yield DutyLine("", "", None, FREE, tuple(reversed(by_period[""])), more)
            return
        finished = 0
        for item in reversed(one.occurrences(self._desk, today)):
            rows = by_period[item.period.key]
            word = standing(item.due, rows[0].done_on if rows else None, today)
            finished += word in (DONE, LATE)
            if finished <= SHOWN or word == OVERDUE:
                yield DutyLine(
                    item.period.key, item.period.title, item.due, word, tuple(rows), more
                )
