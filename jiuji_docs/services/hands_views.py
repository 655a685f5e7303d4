"""Show what was given to a person or by them, and a case's assignments, copies and urging (交接情况)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from jiuji_docs.domain.calendar import BEIJING
from jiuji_docs.domain.workflow.assignments import DELEGATION, HANDOVER, KINDS
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.services.circulation import CirculationService
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.handovers import OUTCOMES, HandoverService
from jiuji_docs.services.packs import PackService
from jiuji_docs.services.scope import in_scope, seen
from jiuji_docs.services.urging import UrgingService
from jiuji_docs.services.withdrawals import WithdrawalService

#: Lines of one list on the worklist.
PAGE = 20


@dataclass(frozen=True, slots=True)
class AssignmentView:
    """One assignment; ``may`` names what the reader can do: accept, answer, send_back, take_back."""

    number: str
    kind: str
    case: str
    person: str
    giver: str
    receiver: str
    reason: str
    opened_at: dt.datetime
    due_on: dt.date | None
    overdue: bool
    standing: str
    answer: str
    may: frozenset[str]


@dataclass(frozen=True, slots=True)
class CopyView:
    """One copy to read, and who has read it when."""

    id: int
    case: str
    giver: str
    reader: str
    reason: str
    sent_at: dt.datetime
    last_day: dt.date
    over: bool
    receipts: tuple[tuple[str, dt.datetime], ...]
    may_end: bool


@dataclass(frozen=True, slots=True)
class HandsView:
    """Everything the page of one case shows about whose hands it is in."""

    number: str
    version: int
    assignments: tuple[AssignmentView, ...]
    copies: tuple[CopyView, ...]
    urged: tuple[dt.datetime, ...]
    #: Whom it may be given to, and who may read it; empty where this reader may give nothing.
    receivers: tuple[tuple[str, str], ...]
    readers: tuple[tuple[str, str], ...]
    withdrawable: str
    may_urge: bool
    #: (number, state) of the case it was opened from, as far as the reader may see it, and of its own.
    parent: tuple[str, str] | None
    children: tuple[tuple[str, str], ...]
    may_open_sub_case: bool


@dataclass(frozen=True, slots=True)
class InHand:
    """What a person finds above the desk's worklist."""

    to_me: tuple[AssignmentView, ...]
    by_me: tuple[AssignmentView, ...]
    to_read: tuple[CopyView, ...]


class HandsReader:
    """Read assignments and copies within the reader's scope."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def in_hand(self, actor: Actor) -> InHand:
        """Return what waits for this person by name or desk; each list begins with the oldest."""
        desk, now = self._desk, self._desk.now()
        to = desk.assignments.to(actor.accounts, actor.unit, actor.roles, PAGE)
        given = desk.assignments.given_by(actor.on_behalf_of or actor.account, PAGE)
        copies = desk.circulation.unread(actor.account, {actor.account}, actor.unit, now, PAGE)
        return InHand(
            tuple(self._assignment(row, actor) for row in to),
            tuple(self._assignment(row, actor) for row in given),
            tuple(self._copy(row, row.case_number, actor) for row in copies),
        )

    def of_case(self, number: str, actor: Actor) -> HandsView:
        """Return a case's page; only who has it in scope is offered to give it away."""
        desk = self._desk
        case = seen(desk, number, actor)
        own = in_scope(case, actor) and not case.closed and not actor.on_behalf_of
        parent, children = desk.case_links.parent(case.id), desk.case_links.children(case.id)
        free = own and case.assignment_id is None
        return HandsView(
            number,
            case.version,
            tuple(
                self._assignment(row, actor, number) for row in desk.assignments.of_case(case.id)
            ),
            tuple(self._copy(row, number, actor) for row in desk.circulation.of_case(case.id)),
            tuple(UrgingService(desk).moments(case.id)),
            HandoverService(desk).receivers(number, actor) if free else (),
            CirculationService(desk).readers(actor) if own else (),
            WithdrawalService(desk).possible(case, actor),
            in_scope(case, actor) and not case.closed,
            self._linked(parent) if parent is not None and in_scope(parent, actor) else None,
            tuple(self._linked(row) for row in children if in_scope(row, actor)),
            self._may_open_from(case, actor, is_child=parent is not None),
        )

    def _may_open_from(self, case: Any, actor: Actor, *, is_child: bool) -> bool:
        """Say whether something may be opened from the case: relief from an open one, else an item."""
        if actor.on_behalf_of or not in_scope(case, actor):
            return False
        for_relief = not case.closed and (case.register or not is_child)
        return any(
            one.register or for_relief
            for pack in PackService(self._desk).openings(actor)
            for one in pack.openings
        )

    def _linked(self, case: Any) -> tuple[str, str]:
        states = self._desk.pack_of(case).workflow.states
        return case.number, states[case.state].title

    def _assignment(self, row: Any, actor: Actor, case: str = "") -> AssignmentView:
        today = self._desk.now().astimezone(BEIJING).date()
        is_open = row.ended_at is None
        return AssignmentView(
            row.number,
            KINDS[row.kind],
            case or row.case_number,
            "" if case else row.person,
            self._name(row.from_account),
            self._name(row.to_account) if row.to_account else self._unit(row.to_unit),
            row.reason,
            row.opened_at,
            row.due_on,
            is_open and row.due_on is not None and row.due_on < today,
            self._standing(row),
            row.answer,
            _may(row, actor) if is_open else frozenset(),
        )

    def _standing(self, row: Any) -> str:
        if row.ended_at is not None:
            return OUTCOMES[row.outcome]
        if row.accepted_at is None:
            return "待签收"
        return f"{self._name(row.accepted_by)}已签收"

    def _copy(self, row: Any, case: str, actor: Actor) -> CopyView:
        receipts = self._desk.circulation.receipts([row.id])
        over = row.until <= self._desk.now()
        return CopyView(
            row.id,
            case,
            self._name(row.from_account),
            self._name(row.to_account) if row.to_account else self._unit(row.to_unit),
            row.reason,
            row.sent_at,
            (row.until - dt.timedelta(seconds=1)).astimezone(BEIJING).date(),
            over,
            tuple((self._name(item.account_id), item.read_at) for item in receipts),
            not over and row.from_account == actor.account,
        )

    def _name(self, account: str) -> str:
        return str(self._desk.accounts.account(account).name)

    def _unit(self, unit: str) -> str:
        return str(self._desk.accounts.unit(unit).name)


def _may(row: Any, actor: Actor) -> frozenset[str]:
    """Return what this person can do to an open assignment; the service judges again."""
    found = set()
    to_desk = row.to_unit == actor.unit and bool(set(row.roles.split(",")) & actor.roles)
    if row.to_account in actor.accounts if row.to_account else to_desk:
        found = {"send_back"}
        found |= {"answer"} if row.kind == DELEGATION else set()
        found |= {"accept"} if row.accepted_at is None else set()
    if row.from_account in actor.accounts and (row.accepted_at is None or row.kind != HANDOVER):
        found.add("take_back")
    return frozenset(found)
