"""Show the registers (登记簿): what is open, what is overdue, whose each item is."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from jiuji_docs.domain.errors import NotFound
from jiuji_docs.domain.workflow.facts import SYSTEM, Actor
from jiuji_docs.domain.workflow.first_owner import owners
from jiuji_docs.services import facts
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.handovers import handed_to
from jiuji_docs.services.worklists import WorklistService, scope_of
from jiuji_docs.storage.registers import Asked, RegisterRepository
from jiuji_docs.storage.scope import Scope

#: Items of one page.
PAGE = 50
#: What may be shown of a register.
SHOWS = {"open": "未办结", "overdue": "逾期", "all": "全部"}


@dataclass(frozen=True, slots=True)
class RegisterHead:
    """One register with how many items it holds, how many are open and late, and may wait for me."""

    id: str
    title: str
    every: int
    still: int
    late: int
    mine: int


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """One item; ``owner`` answers for it now, ``first`` took it first (首问责任人)."""

    number: str
    person: str
    opened_at: dt.datetime
    unit: str
    receiver: str
    state: str
    due_at: dt.datetime | None
    late: bool
    closed: bool
    first: str
    owner: str


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """One page of a register; ``after`` is the next page's cursor, 0 at the end."""

    id: str
    title: str
    lines: tuple[RegisterLine, ...]
    units: tuple[tuple[str, str], ...]
    after: int


class RegisterService:
    """Read registers within the reader's row scope, and what was sent to the reader's unit."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._rows = RegisterRepository(desk.work.session)

    def heads(self, actor: Actor) -> tuple[RegisterHead, ...]:
        """Return the registers of the packs that run here, in their order, with figures."""
        counted = self._rows.counts(Scope(*scope_of(actor)), actor.unit, self._desk.now())
        found = {row.route: row for row in counted}
        waits = WorklistService(self._desk).waiting(actor, registers=True)
        mine = [item.route for item in waits.items]
        return tuple(
            RegisterHead(name, title, *_figures(found.get(name)), mine.count(title))
            for name, title in self.titles().items()
        )

    def titles(self) -> dict[str, str]:
        """Return the Chinese title of every register by id."""
        return {
            name: pack.workflow.routes[name]
            for pack_id in self._desk.house.pack_ids
            for pack in reversed(self._desk.packs_running(pack_id))
            for name in pack.workflow.registers
        }

    def page(
        self, route: str, actor: Actor, *, show: str = "open", unit: str = "", before: int = 0
    ) -> RegisterPage:
        """Return one page of a register, before the item with the key *before*; NotFound for none such."""
        asked = Asked(route, show, unit, before)
        title = self.titles().get(asked.route)
        if title is None or asked.show not in SHOWS:
            raise NotFound(asked.route)
        desk = self._desk
        scope, now = Scope(*scope_of(actor)), desk.now()
        rows = self._rows.items(asked, scope, actor.unit, now, PAGE + 1)
        shown = rows[:PAGE]
        steps = desk.bulk.steps([row.id for row in shown]) if shown else {}
        lines = tuple(self._line(row, steps[row.id], now) for row in shown)
        after = int(shown[-1].id) if len(rows) > PAGE else 0
        return RegisterPage(asked.route, title, lines, self._units(), after)

    def _line(self, row: Any, steps: Any, now: dt.datetime) -> RegisterLine:
        flow = self._desk.pack_of(row).workflow
        first, owner = owners(flow, facts.steps_from(steps), handed_to(self._desk, row))
        late = not row.closed and row.due_at is not None and row.due_at < now
        return RegisterLine(
            row.number,
            row.person_name,
            row.accepted_at,
            self._unit(row.village_id or row.town_id),
            self._unit(row.receiver_id) if row.receiver_id else "",
            flow.states[row.state].title,
            row.due_at,
            late,
            row.closed,
            self._person(first),
            self._person(owner),
        )

    def _units(self) -> tuple[tuple[str, str], ...]:
        rows = self._desk.accounts.units()
        return tuple((str(unit.id), str(unit.name)) for unit in rows if unit.level != "village")

    def _unit(self, unit: str) -> str:
        return str(self._desk.accounts.unit(unit).name)

    def _person(self, account: str) -> str:
        if account == SYSTEM.account:
            return "待签收"
        return str(self._desk.accounts.account(account).name) if account else ""


def _figures(row: Any) -> tuple[int, int, int]:
    return (int(row.every), int(row.still), int(row.late)) if row is not None else (0, 0, 0)
