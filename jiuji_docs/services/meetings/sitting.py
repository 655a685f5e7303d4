"""Word what a meeting that is being held gives to forms and minutes (会议内容)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from jiuji_docs.domain.calendar import BEIJING
from jiuji_docs.domain.meetings.agenda import EXCUSED, Item, present, voters, votes_text
from jiuji_docs.domain.meetings.minutes import Minutes, Resolved
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.domain.workflow.joint_meeting import JointMeeting
from jiuji_docs.domain.workflow.policy import Pack
from jiuji_docs.services.meetings.record import Noted, Record


@dataclass(frozen=True, slots=True)
class Sitting:
    """A locked meeting while it is held: who holds it, what was recorded, the agenda's rows by case."""

    row: Any
    pack: Pack
    meeting: JointMeeting
    actor: Actor
    record: Record
    minutes_number: str = ""
    rows: Mapping[str, Any] = field(default_factory=dict)


def subject(item: Any) -> str:
    """Return what a meeting calls a case: village and applicant; numbers of cards never stand here."""
    village = str(item.village or "")
    for ending in ("村民委员会", "居民委员会"):
        village = village.removesuffix(ending)
    return f"{village}{item.person}家庭的社会救助"


def sources_of(sitting: Sitting, noted: Noted) -> dict[str, Any]:
    """Return what forms may be filled with, by the names of the closed list."""
    row, record, item = sitting.row, sitting.record, noted.item
    there = present(record.people)
    units = "、".join(dict.fromkeys(one.unit for one in there))
    amount = "" if item.amount is None else f"{item.amount:.2f}"
    said = item.resolution.rstrip("。")
    return {
        "number": sitting.minutes_number,
        "name": row.name,
        "session": row.session or sitting.minutes_number,
        "held_at": f"{record.held_at.astimezone(BEIJING):%Y-%m-%dT%H:%M}",
        "people": "；".join(f"{one.unit}{one.name}" for one in there),
        "absent": "、".join(one.name for one in record.people if one.attendance == EXCUSED),
        "present": str(len(voters(item, record.people))),
        "agenda": f"{subject(sitting.rows[item.case])}（{item.case}）",
        "shares": _share_rows(item, sitting.actor.unit_name),
        "copied_to": record.copied_to,
        "held_on": record.held_at.astimezone(BEIJING).date().isoformat(),
        "place": row.place,
        "convener": row.convener,
        "recorder": record.recorder,
        "participants": units,
        "votes": votes_text(item, record.people),
        "resolution": f"{said}（{row.name}纪要{sitting.minutes_number}）。",
        "amount": amount,
    }


def _share_rows(item: Item, unit: str) -> list[dict[str, str]]:
    """Return the shares as raw rows; an item without shares is the keeping unit's."""
    if not item.shares:
        amount = "" if item.amount is None else f"{item.amount:.2f}"
        return [{"unit": unit, "measure": item.resolution[:100], "amount": amount, "due_on": ""}]
    return [
        {
            "unit": share.department,
            "measure": share.measure,
            "amount": "" if share.amount is None else f"{share.amount:.2f}",
            "due_on": share.due_on.isoformat() if share.due_on else "",
        }
        for share in item.shares
    ]


def minutes_of(sitting: Sitting, kept: set[str]) -> Minutes:
    """Return the minutes; an item that could not be carried out is not in them."""
    row, record = sitting.row, sitting.record
    resolved = tuple(
        Resolved(one.item, subject(sitting.rows[one.item.case]))
        for one in record.noted
        if one.item.case not in kept
    )
    return Minutes(
        name=row.name,
        session=row.session,
        number=sitting.minutes_number,
        held_at=record.held_at,
        place=row.place,
        convener=row.convener,
        recorder=record.recorder,
        unit=sitting.actor.unit_name,
        people=record.people,
        resolved=resolved,
        copied_to=record.copied_to,
    )
