"""Say what waits for whom (待办), nearest deadline first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from jiuji_docs.domain.calendar import BEIJING
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.domain.workflow.graph import fits
from jiuji_docs.domain.workflow.policy import Pack
from jiuji_docs.domain.workflow.worklist import is_shut
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.waiting_states import waiting_states

#: Rows of one page of the worklist.
PAGE = 50


@dataclass(frozen=True, slots=True)
class WorkItem:
    """One line of a worklist."""

    number: str
    person: str
    route: str
    state: str
    cause: str
    accepted_at: dt.datetime
    due_at: dt.datetime | None
    overdue: bool
    #: A holiday notice to come may still move the deadline (暂定).
    provisional: bool = False
    version: int = 0
    #: (id, title) of the steps this person's posts may take here; whether one may be taken now, its page says.
    steps: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Worklist:
    """One page; ``after`` is the cursor of the next page, empty at the end."""

    items: tuple[WorkItem, ...]
    total: int
    after: str = ""


class WorklistService:
    """Read worklists and find cases, within the reader's row scope."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def waiting(self, actor: Actor, after: str = "", *, registers: bool = False) -> Worklist:
        """Return the relief cases this person could act on now, or else the registers' items."""
        found = waiting_states(self._desk, actor, registers=registers)
        if not (found.states or found.beside or found.mine):
            return Worklist((), 0)
        scope, cases = scope_of(actor), self._desk.cases
        more: dict[str, Any] = {
            "branch_states": found.beside,
            "barred": found.barred,
            "mine": found.mine,
        }
        rows = cases.worklist(found.states, *scope, **more, after=after, limit=PAGE + 1)
        return self._page(rows, cases.count(found.states, *scope, **more), actor)

    def search(self, actor: Actor, text: str, after: str = "") -> Worklist:
        """Find cases and items by number, name or exact ID number; empty text lists the newest cases."""
        rows = self._desk.cases.search(
            text.strip(), *scope_of(actor), unit=actor.unit, after=after, limit=PAGE + 1
        )
        return self._page(rows, len(rows))

    def _page(self, rows: Any, total: int, actor: Actor | None = None) -> Worklist:
        shown = list(rows)[:PAGE]
        more = len(rows) > PAGE
        return Worklist(self.items(shown, actor), total, str(shown[-1].id) if more else "")

    def items(self, rows: Sequence[Any], actor: Actor | None = None) -> tuple[WorkItem, ...]:
        """Return lines of a worklist from cases' rows with their persons' names, and *actor*'s steps."""
        provisional = self._provisional(rows)
        known: dict[tuple[str, str, str], tuple[tuple[str, str], ...]] = {}
        return tuple(self._item(row, provisional, actor, known) for row in rows)

    def _provisional(self, rows: Sequence[Any]) -> frozenset[int]:
        """Return the cases whose nearest deadline may still move; asks only about days that may."""
        days = self._desk.house.days
        dated = [row for row in rows if row.due_at is not None]
        asked = [r.id for r in dated if days.is_provisional(r.due_at.astimezone(BEIJING).date())]
        return self._desk.cases.with_provisional_due(asked) if asked else frozenset()

    def _item(
        self,
        row: Any,
        provisional: Container[int],
        actor: Actor | None,
        known: dict[tuple[str, str, str], tuple[tuple[str, str], ...]],
    ) -> WorkItem:
        pack = self._desk.pack_of(row)
        here = (pack.checksum, row.route, row.state)
        if actor is not None and here not in known:
            known[here] = tuple(_steps(pack, row, actor))
        return WorkItem(
            number=row.number,
            person=row.person_name,
            route=pack.workflow.routes[row.route],
            state=pack.workflow.states[row.state].title,
            cause=pack.policy.enumerations.get("causes", {}).get(row.cause, ""),
            accepted_at=row.accepted_at,
            due_at=row.due_at,
            overdue=row.due_at is not None and row.due_at < self._desk.now(),
            provisional=row.id in provisional,
            version=row.version,
            steps=known.get(here, ()),
        )


def _steps(pack: Pack, row: Any, actor: Actor) -> Iterator[tuple[str, str]]:
    """Yield the steps that lead from where the case stands and that one of this person's posts takes."""
    for step in pack.workflow.transitions.values():
        leads = row.state in step.source and fits(step, row.route) and not step.operation
        if leads and actor.roles.intersection(step.roles) and not is_shut(pack, step):
            yield step.id, step.title


def scope_of(actor: Actor) -> tuple[str | None, str | None]:
    """Return (town, village) the actor's reading is limited to; None is no limit."""
    if actor.level == "county":
        return None, None
    return actor.town, actor.unit if actor.level == "village" else None
