"""Hand a case over with receipt, or ask a colleague about it (转办、委派): numbered, with a day to answer by.

Each write locks the case first, and is one transaction with its ledger entry. A case that moves on ends what
was open about it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jiuji_docs.domain.calendar import BEIJING
from jiuji_docs.domain.errors import NotAllowed, NotFound, NotInState, Refused
from jiuji_docs.domain.workflow.assignments import (
    DELEGATION,
    HANDOVER,
    KINDS,
    Assignment,
    check_desk,
    check_hands,
    check_receiver,
    roles_in,
)
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.notices import NoticeService
from jiuji_docs.services.scope import in_scope

if TYPE_CHECKING:
    from jiuji_docs.services.progress import Progress

LONGEST_REASON, LONGEST_ANSWER = 400, 1000
#: An assignment is answered within this time at the latest.
LONGEST_DAYS = 60
OUTCOMES = {"done": "已办理", "answered": "已答复", "sent_back": "已退回", "taken_back": "已收回"}


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for: ``to`` is an account, or for a unit's desk "unit:<id>"."""

    case: str
    kind: str
    to: str
    reason: str
    due_on: dt.date | None = None


class HandoverService:
    """Open, accept, answer, send back and take back assignments."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def open(self, asked: Request, actor: Actor) -> str:
        """Give the case's present step, or a question about it, to somebody; return the number."""
        desk, now = self._desk, self._desk.now()
        case = desk.cases.lock_with_person(asked.case)
        if not in_scope(case, actor):
            raise NotFound(asked.case)
        if case.closed or case.assignment_id is not None:
            raise NotInState("in_other_hands", "本件已归档，或已在转办、委派中，不能再转")
        if asked.kind not in KINDS:
            raise Refused("kind", "请选择转办或委派")
        roles = roles_in(desk.pack_of(case).workflow, case.state, case.route, actor)
        account, unit = self._receiver(asked, actor, roles)
        row = desk.assignments.add(
            number=self._number(now),
            case_id=case.id,
            kind=asked.kind,
            state=case.state,
            roles=",".join(sorted(roles)),
            from_account=actor.account,
            to_account=account,
            to_unit=unit,
            reason=_text(asked.reason, LONGEST_REASON, "请写明事由"),
            opened_at=now,
            due_on=_due(asked.due_on, now),
        )
        text = (
            f"{KINDS[asked.kind]}（{row.number}）：{actor.name}请您办理 {case.number}。{row.reason}"
        )
        self._tell_receiver(row, text, "opened")
        self._append("assigned", actor, row, case.number, to=account or unit, due_on=row.due_on)
        return str(row.number)

    def accept(self, number: str, actor: Actor) -> None:
        """Give the receipt (签收); from then on a handed-over case is the receiver's."""
        row = self._locked(number)
        held = _read(self._desk, row)
        if not held.is_to(actor):
            raise NotFound(number)
        if row.accepted_at is not None:
            raise NotInState("accepted", "已经签收")
        if actor.on_behalf_of:
            raise NotAllowed("deputy_accepts", "转办、委派由本人签收，代理人不能代签收")
        self._desk.assignments.accept(row.id, self._desk.now(), actor.account)
        self._tell_giver(row, f"{row.number} 已由{actor.name}签收（{row.case_number}）", "accepted")
        self._append("assignment_accepted", actor, row, row.case_number)

    def answer(self, number: str, answer: str, actor: Actor) -> None:
        """Answer a delegation (答复); the case is again whose it was."""
        self._end_as_receiver(number, "answered", answer, actor)

    def send_back(self, number: str, reason: str, actor: Actor) -> None:
        """Send back what was given, with a reason (退回转出人)."""
        self._end_as_receiver(number, "sent_back", reason, actor)

    def take_back(self, number: str, actor: Actor) -> None:
        """Take back what has no receipt yet (拿回), or a delegation that has no answer yet."""
        row = self._locked(number)
        if row.from_account not in actor.accounts:
            raise NotFound(number)
        if row.accepted_at is not None and row.kind == HANDOVER:
            raise NotInState("accepted", "对方已签收，不能拿回；可请对方退回")
        self._desk.assignments.end(row, self._desk.now(), actor.account, "taken_back")
        self._tell_receiver(row, f"{row.number} 已由{actor.name}收回（{row.case_number}）", "back")
        self._append("assignment_taken_back", actor, row, row.case_number)

    def receivers(self, number: str, actor: Actor) -> tuple[tuple[str, str], ...]:
        """Return (account or unit:<id>, label) of whom a case may be given to: colleagues, then other desks."""
        accounts, case = self._desk.accounts, self._desk.cases.get(number)
        flow = self._desk.pack_of(case).workflow
        roles = roles_in(flow, case.state, case.route, actor)
        people = [row for row in accounts.accounts(unit_id=actor.unit) if row.active]
        desks = [row for row in accounts.units() if row.id != actor.unit] if roles else []
        colleagues = [
            (row.id, f"{row.name}（{row.post}）") for row in people if row.id != actor.account
        ]
        return (
            *colleagues,
            *((f"unit:{row.id}", row.name) for row in desks if roles <= self._held(row.id, roles)),
        )

    def _receiver(
        self, asked: Request, actor: Actor, roles: frozenset[str]
    ) -> tuple[str | None, str]:
        unit = asked.to.removeprefix("unit:")
        if unit != asked.to:
            if not roles or actor.on_behalf_of or asked.kind == DELEGATION:
                check_receiver(asked.kind, roles, actor, actor)
            if self._desk.cases.get(asked.case).receiver_id == actor.unit:
                raise Refused("sent_here", "转来的件不再转办外单位；不属本单位的请退回转出单位改派")
            if not self._desk.accounts.has_unit(unit):
                raise Refused("receiver", "没有这个单位")
            check_desk(roles, unit, actor, self._held(unit, roles))
            return None, unit
        accounts = self._desk.accounts
        if not accounts.has_account(asked.to) or not accounts.account(asked.to).active:
            raise Refused("receiver", "请选择接收人")
        receiver = self._desk.actor(asked.to)
        if receiver.unit != actor.unit:
            raise Refused("receiver", "外单位请转给其窗口，不指定人员")
        check_receiver(asked.kind, roles, actor, receiver)
        return receiver.account, receiver.unit

    def _held(self, unit: str, roles: frozenset[str]) -> frozenset[str]:
        return frozenset(role for role in roles if self._desk.notices.holders(unit, role))

    def _number(self, now: dt.datetime) -> str:
        year = now.astimezone(BEIJING).year
        return f"ZB-{year}-{self._desk.numbers.next('assignment', year):04d}"

    def _locked(self, number: str) -> Any:
        """Return an open assignment with its case locked, read after the lock."""
        found = self._desk.assignments.by_number(number)
        self._desk.cases.lock_with_person(found.case_number)
        row = self._desk.assignments.by_number(number)
        if row.ended_at is not None:
            raise NotInState("assignment_over", f"{number} {OUTCOMES[row.outcome]}，不能再办")
        return row

    def _end_as_receiver(self, number: str, outcome: str, text: str, actor: Actor) -> None:
        row = self._locked(number)
        if not _read(self._desk, row).is_to(actor):
            raise NotFound(number)
        if outcome == "answered" and row.kind != DELEGATION:
            raise NotInState("not_delegated", "转办件请直接办理本环节，或退回转出人")
        told = _text(text, LONGEST_ANSWER, "请填写答复或退回的理由")
        self._desk.assignments.end(row, self._desk.now(), actor.account, outcome, told)
        words = f"{row.number} {OUTCOMES[outcome]}（{row.case_number}）：{actor.shown_name}：{told}"
        self._tell_giver(row, words, outcome)
        kind = "assignment_answered" if outcome == "answered" else "assignment_sent_back"
        self._append(kind, actor, row, row.case_number, text=self._desk.pseudonym(told))

    def _tell_receiver(self, row: Any, text: str, event: str) -> None:
        notices, dedup = NoticeService(self._desk), f"assignment:{row.id}:{event}"
        if row.to_account:
            notices.tell(
                row.to_account, kind="assignment", text=text, dedup=dedup, case_id=row.case_id
            )
            return
        for role in row.roles.split(","):
            notices.tell_desk(
                row.to_unit, role, kind="assignment", text=text, dedup=dedup, case_id=row.case_id
            )

    def _tell_giver(self, row: Any, text: str, event: str) -> None:
        dedup = f"assignment:{row.id}:{event}"
        NoticeService(self._desk).tell(
            row.from_account, kind="assignment", text=text, dedup=dedup, case_id=row.case_id
        )

    def _append(self, kind: str, actor: Actor, row: Any, case: str, **more: Any) -> None:
        behalf = {"on_behalf_of": actor.on_behalf_of} if actor.on_behalf_of else {}
        facts = {"case": case, "number": row.number, "deed": row.kind, **behalf, **more}
        self._desk.ledger.append(kind, actor.account, **facts)


def check_assignment(progress: Progress) -> None:
    """Refuse a step of a case that is in other hands; one column of the locked row says whether it is."""
    case = progress.case
    if case is not None and case.assignment_id is not None:
        row = progress.desk.assignments.open(case.assignment_id)
        held = _read(progress.desk, row)
        check_hands(held, case.state, progress.transition, progress.actor)


def handed_to(desk: Desk, case: Any) -> str:
    """Return who gave the receipt of a case's open handover, and answers for it; empty where nobody did."""
    if case.assignment_id is None:
        return ""
    row = desk.assignments.open(case.assignment_id)
    return str(row.accepted_by) if row.kind == HANDOVER and row.accepted_at is not None else ""


def end_assignment(progress: Progress) -> None:
    """End what was open about a case that moves on; called before its row is written."""
    case = progress.case
    if case.assignment_id is not None and progress.taken.state != case.state:
        row = progress.desk.assignments.open(case.assignment_id)
        progress.desk.assignments.end(row, progress.now, progress.actor.account, "done")


def _read(desk: Desk, row: Any) -> Assignment:
    who = desk.accounts.account(row.to_account) if row.to_account else None
    return Assignment(
        row.number,
        row.kind,
        row.state,
        frozenset(row.roles.split(",")),
        row.from_account,
        row.to_account or "",
        row.to_unit,
        row.accepted_at is not None,
        who.name if who is not None else desk.accounts.unit(row.to_unit).name,
    )


def _text(text: str, longest: int, empty: str) -> str:
    text = text.strip()
    if not text or len(text) > longest:
        raise Refused("text", f"{empty}（{longest} 字以内）")
    return text


def _due(day: dt.date | None, now: dt.datetime) -> dt.date | None:
    today = now.astimezone(BEIJING).date()
    if day is not None and not today <= day <= today + dt.timedelta(days=LONGEST_DAYS):
        raise Refused("due_on", f"答复期限应自今日起 {LONGEST_DAYS} 日以内")
    return day
