"""Prepare a meeting: what waits, who is invited, the agenda (筹备联席会议)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from jiuji_docs.domain.errors import GuardRefused, NotFound, NotInState
from jiuji_docs.domain.meetings.agenda import Participant
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.meetings.kinds import kind_of, kind_of_row
from jiuji_docs.services.papers import local_date
from jiuji_docs.services.scope import may_work
from jiuji_docs.services.worklists import scope_of

#: Items of one agenda, and people round one table.
MOST_ITEMS, MOST_PEOPLE = 50, 60
#: Cases offered for an agenda at once.
OFFERED = 200


@dataclass(frozen=True, slots=True)
class Plan:
    """What a meeting is prepared with; ``convener_account`` is empty for one who signs on paper."""

    pack: str
    kind: str
    name: str
    planned_at: dt.datetime
    place: str
    convener: str
    people: tuple[Participant, ...]
    cases: tuple[str, ...]
    session: str = ""
    convener_account: str = ""
    recorder: str = ""
    copied_to: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One case that waits for a meeting; ``kept`` is why the last meeting could not settle it."""

    number: str
    person: str
    town: str
    amount: Any
    kept: str = ""


class MeetingService:
    """Prepare and call off meetings of the actor's own unit."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def waiting(self, pack_id: str, kind: str, actor: Actor) -> tuple[Waiting, ...]:
        """Return the cases that wait for this kind of meeting and stand on no agenda."""
        pack, meeting = kind_of(self._desk, pack_id, kind, actor)
        rows = self._desk.cases.worklist([meeting.state], *scope_of(actor), limit=OFFERED)
        rows = [row for row in rows if row.pack == pack.id]
        ids = [row.id for row in rows]
        taken, kept = self._desk.meetings.open_cases(ids), self._desk.meetings.kept(ids)
        towns = {row.town_id: str(self._desk.accounts.unit(row.town_id).name) for row in rows}
        return tuple(
            Waiting(
                row.number, row.person_name, towns[row.town_id], row.amount, kept.get(row.id, "")
            )
            for row in rows
            if row.id not in taken
        )

    def prepare(self, plan: Plan, actor: Actor) -> str:
        """Store a meeting with its people and agenda and return its number; Refused says what is wrong."""
        desk, now = self._desk, self._desk.now()
        _, meeting = kind_of(desk, plan.pack, plan.kind, actor)
        _check_plan(plan)
        # Locked, so that two meetings prepared at once never both take a case.
        desk.bulk.lock(plan.cases)
        cases = [self._case(number, plan.pack, meeting.state, actor) for number in plan.cases]
        year = local_date(now).year
        row = desk.meetings.add(
            number=f"HY-{year}-{desk.numbers.next('meeting', year):04d}",
            unit_id=actor.unit,
            state="prepared",
            made_by=actor.account,
            made_at=now,
            convener_account=self._convener(plan),
            **{name: getattr(plan, name) for name in _COLUMNS},
        )
        desk.meetings.set_people(row.id, [person_values(one) for one in plan.people])
        desk.meetings.add_items(row.id, [case.id for case in cases])
        desk.ledger.append(
            "meeting_prepared", actor.account, meeting=row.number, cases=list(plan.cases)
        )
        return str(row.number)

    def cancel(self, number: str, actor: Actor) -> None:
        """Call a meeting off; its cases wait for another (取消会议)."""
        desk = self._desk
        row = desk.meetings.lock(desk.meetings.seen(number, actor.unit).id)
        kind_of_row(desk, row, actor)
        if row.state != "prepared":
            raise NotInState("meeting_state", "会议已经召开或取消")
        desk.meetings.drop_open_items(row.id)
        desk.meetings.change(row.id, row.version, state="cancelled")
        desk.ledger.append("meeting_cancelled", actor.account, meeting=row.number)

    def _case(self, number: str, pack: str, state: str, actor: Actor) -> Any:
        case = self._desk.cases.get(number)
        if not may_work(self._desk, case, actor):
            raise NotFound(number)
        if case.pack != pack or case.state != state:
            raise NotInState("not_waiting", f"{number} 现在不等会议决定")
        if self._desk.meetings.open_cases([case.id]):
            raise GuardRefused("on_another_agenda", f"{number} 已列入另一次会议的议程")
        return case

    def _convener(self, plan: Plan) -> str | None:
        """Return the convener's account, if the convener signs in this system; the name must be theirs."""
        if not plan.convener_account:
            return None
        account = self._desk.accounts.account(plan.convener_account)
        if not account.active or account.name != plan.convener:
            raise GuardRefused("convener", "召集人的账户与姓名不符")
        return str(account.id)


_COLUMNS = (
    "pack", "kind", "name", "session", "planned_at", "place", "convener", "recorder", "copied_to",
)  # fmt: skip


def person_values(one: Participant) -> dict[str, str]:
    """Return the columns of one person."""
    return {"unit": one.unit, "name": one.name, "post": one.post, "attendance": one.attendance}


def _check_plan(plan: Plan) -> None:
    for text, what in ((plan.name, "会议名称"), (plan.place, "地点"), (plan.convener, "召集人")):
        if not text.strip():
            raise GuardRefused("incomplete", f"请填写{what}")
    if not plan.cases:
        raise GuardRefused("no_items", "请选择列入议程的事项")
    if len(plan.cases) > MOST_ITEMS or len(set(plan.cases)) < len(plan.cases):
        raise GuardRefused("items", f"一次会议最多 {MOST_ITEMS} 件，同一件只列一次")
    if not 1 <= len(plan.people) <= MOST_PEOPLE:
        raise GuardRefused("people", f"参会人员应为 1 至 {MOST_PEOPLE} 人")
