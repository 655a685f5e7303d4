"""Read meetings for their pages: the list, one with its agenda, its finished papers (联席会议)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jiuji_docs.domain.errors import NotFound
from jiuji_docs.domain.meetings.agenda import Item, Participant
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.domain.workflow.joint_meeting import ADJOURN, DECISIONS, RETURN, JointMeeting
from jiuji_docs.domain.workflow.policy import Pack
from jiuji_docs.services.bulk_facts import Gathered
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.known import about_case
from jiuji_docs.services.meetings.filling import Asked, Decided, asked
from jiuji_docs.services.meetings.kinds import Kind, kind_of_row, shown
from jiuji_docs.services.meetings.record import read_item, read_people
from jiuji_docs.services.meetings.sitting import subject

STATES = {"prepared": "筹备中", "held": "已召开", "cancelled": "已取消"}
ITEM_STATES = {
    "open": "待议",
    "carried": "已落实",
    "adjourned": "缓议",
    "kept": "留在议程",
    "dropped": "未议",
}
PAPERS = {"minutes.pdf": "pdf_hash", "minutes.docx": "docx_hash", "sheet.pdf": "sheet_hash"}
#: Meetings of one page of the list.
PAGE = 30


@dataclass(frozen=True, slots=True)
class ItemView:
    """One item as the page shows it; ``asked`` maps a decision to what its step's forms still ask."""

    item: Item
    subject: str
    state: str
    state_title: str
    decision_title: str
    reason: str
    proposed: Any
    asked: Mapping[str, tuple[Asked, ...]]
    return_target: str


@dataclass(frozen=True, slots=True)
class MeetingView:
    """One meeting with everything its page shows."""

    row: Any
    kind: Kind
    state_title: str
    people: tuple[Participant, ...]
    items: tuple[ItemView, ...]
    decisions: tuple[tuple[str, str], ...]
    targets: tuple[tuple[str, str], ...]
    enumerations: Mapping[str, Mapping[str, str]]
    problem: str


class MeetingReader:
    """Read meetings of the reader's own unit."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def page(self, actor: Actor, before: int = 0) -> tuple[list[Any], int]:
        """Return a page of meetings, newest first, and the cursor of the next page (0 at the end)."""
        rows = self._desk.meetings.of_unit(actor.unit, before=before, limit=PAGE + 1)
        return rows[:PAGE], rows[PAGE - 1].id if len(rows) > PAGE else 0

    def view(self, number: str, actor: Actor) -> MeetingView:
        """Return one meeting; NotFound for another unit's."""
        row = self._desk.meetings.seen(number, actor.unit)
        pack, meeting = kind_of_row(self._desk, row, actor)
        states = pack.workflow.states
        step = pack.workflow.transitions.get(meeting.steps.get(RETURN, ""))
        targets = step.return_targets if step is not None else ()
        findings = json.loads(row.findings) if row.paper_state == "failed" else []
        return MeetingView(
            row,
            shown(pack, meeting),
            STATES[row.state],
            read_people(self._desk, row.id),
            self._items(row, pack, meeting, actor),
            tuple((name, DECISIONS[name]) for name in meeting.decisions),
            tuple((name, states[name].title) for name in targets),
            pack.policy.enumerations,
            "；".join(str(one.get("message", "")) for one in findings),
        )

    def paper(self, number: str, name: str, actor: Actor) -> tuple[str, bytes]:
        """Return name and bytes of a finished paper: minutes.pdf, minutes.docx or sheet.pdf."""
        row = self._desk.meetings.seen(number, actor.unit)
        kind_of_row(self._desk, row, actor)
        sha256 = getattr(row, PAPERS.get(name, ""), "") if name in PAPERS else ""
        if not sha256:
            raise NotFound(name)
        title = "会商纪要表" if name.startswith("sheet") else "纪要"
        ending = name.rpartition(".")[2]
        return f"{row.name}{title}{row.minutes_number}.{ending}", self._desk.house.store.get(sha256)

    def of_case(self, case_id: int) -> list[Any]:
        """Return every item the case had on an agenda, oldest first."""
        return self._desk.meetings.of_case(case_id)

    def _items(
        self, row: Any, pack: Pack, meeting: JointMeeting, actor: Actor
    ) -> tuple[ItemView, ...]:
        rows = self._desk.meetings.items(row.id)
        shares = self._desk.meetings.shares(row.id)
        gathered = Gathered(self._desk, [one.case_id for one in rows])
        found = []
        for one in rows:
            known = gathered.entered(pack, one.case_id)
            case = self._desk.cases.get(one.case_number)
            everything = {**about_case(self._desk, pack, case), **known}
            typed = json.loads(one.entries)
            open_now = row.state == "prepared" and one.state == "open"
            wanted = {
                name: tuple(asked(Decided(pack, meeting, name, actor), everything, typed))
                for name in meeting.decisions
                if open_now and name != ADJOURN
            }
            found.append(
                ItemView(
                    read_item(one, shares.get(one.id, [])),
                    subject(one),
                    one.state,
                    ITEM_STATES[one.state],
                    DECISIONS.get(one.decision, ""),
                    one.reason,
                    case.amount,
                    wanted,
                    one.return_target,
                )
            )
        return tuple(found)
