"""Carry what a meeting's record says, from the page or a scenario, to the rows and back (会议记录)."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from jiuji_docs.domain.meetings.agenda import Item, Participant, Share
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.meetings.preparing import person_values

LONGEST_RESOLUTION = 140


@dataclass(frozen=True, slots=True)
class Noted:
    """What was written down about one item; ``entries`` holds raw values of other fields by path."""

    item: Item
    entries: Mapping[str, Any] = field(default_factory=dict)
    return_target: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """A whole record. ``signed_on``: the day a convener without account signed on paper (签发)."""

    held_at: dt.datetime
    people: tuple[Participant, ...]
    noted: tuple[Noted, ...]
    recorder: str = ""
    copied_to: str = ""
    signed_on: dt.date | None = None


def write_record(desk: Desk, row: Any, record: Record) -> dict[str, Any]:
    """Store the record of a locked meeting by item; return the agenda's rows by case number."""
    desk.meetings.set_people(row.id, [person_values(one) for one in record.people])
    rows = {one.case_number: one for one in desk.meetings.items(row.id) if one.state == "open"}
    for noted in record.noted:
        if noted.item.case in rows:
            _write_item(desk, rows[noted.item.case].id, noted)
    return rows


def _write_item(desk: Desk, item_id: int, noted: Noted) -> None:
    item = noted.item
    desk.meetings.change_item(
        item_id,
        decision=item.decision,
        resolution=item.resolution,
        amount=item.amount,
        way=item.way,
        in_favour=item.in_favour,
        against=item.against,
        abstain=item.abstain,
        recused=json.dumps(sorted(item.recused), ensure_ascii=False),
        entries=json.dumps(dict(noted.entries), ensure_ascii=False, default=str),
        return_target=noted.return_target,
    )
    desk.meetings.set_shares(
        item_id,
        [
            {
                "department": share.department,
                "measure": share.measure,
                "amount": share.amount,
                "due_on": share.due_on,
            }
            for share in item.shares
        ],
    )


def read_item(row: Any, shares: list[Any]) -> Item:
    """Return an item as it is stored."""
    return Item(
        case=row.case_number,
        decision=row.decision,
        resolution=row.resolution,
        amount=row.amount,
        way=row.way,
        in_favour=row.in_favour,
        against=row.against,
        abstain=row.abstain,
        recused=frozenset(json.loads(row.recused)),
        shares=tuple(Share(one.department, one.measure, one.amount, one.due_on) for one in shares),
    )


def read_people(desk: Desk, meeting_id: int) -> tuple[Participant, ...]:
    """Return who was invited, as stored."""
    rows = desk.meetings.people(meeting_id)
    return tuple(Participant(row.unit, row.name, row.post, row.attendance) for row in rows)
