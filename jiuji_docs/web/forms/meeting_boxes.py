"""Read what was typed on a meeting's pages into a plan or a record (会议页的填写)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from jiuji_docs.domain.calendar import BEIJING
from jiuji_docs.domain.errors import Refused
from jiuji_docs.domain.meetings.agenda import (
    ATTENDANCES,
    CONSENSUS,
    PRESENT,
    WAYS,
    Item,
    Participant,
    Share,
)
from jiuji_docs.domain.money import parse_yuan
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.services.meetings.preparing import MOST_ITEMS, MOST_PEOPLE, Plan
from jiuji_docs.services.meetings.record import LONGEST_RESOLUTION, Noted, Record
from jiuji_docs.services.meetings.views import ItemView, MeetingView
from jiuji_docs.web.numbers import whole_number
from jiuji_docs.web.typed import typed, typed_day

#: Empty rows for departments' shares beside those kept already.
SHARE_ROWS = 3
#: Rows read of one item, however many were posted.
MOST_SHARES = 30
LONGEST_ENTRY = 500
_BETWEEN = re.compile(r"[\s　,，、;；]+")


class Boxes:
    """What boxes show: what was posted, else what is stored."""

    def __init__(self, posted: Any) -> None:
        self._posted = posted

    def text(self, name: str, stored: Any = "") -> str:
        """Return a box's text."""
        return str(self._posted.get(name, "")) if self._posted else str(stored or "")

    def ticked(self, name: str, value: str, stored: Any = ()) -> str | None:
        """Return ``checked`` when the box of *value* is ticked."""
        chosen = self._posted.getall(name) if self._posted else stored
        return "checked" if value in chosen else None

    def chosen(self, name: str, value: str, stored: str = "") -> str | None:
        """Return ``selected`` when *value* is the one that is chosen."""
        return "selected" if self.text(name, stored) == value else None


def read_plan(posted: Any, pack: str, kind: str, actor: Actor) -> Plan:
    """Return the plan of a new meeting; Refused says which box is wrong."""
    convener = typed(posted, "convener", 50)
    return Plan(
        pack=pack,
        kind=kind,
        name=typed(posted, "name", 40),
        session=typed(posted, "session", 20),
        planned_at=_moment(posted, "planned_at"),
        place=typed(posted, "place", 60),
        convener=convener,
        convener_account=actor.account if convener == actor.name else "",
        recorder=typed(posted, "recorder", 50),
        people=_people(typed(posted, "people", 4000, lines=True)),
        cases=tuple(
            dict.fromkeys(str(one)[:40] for one in posted.getall("case")[: MOST_ITEMS + 1])
        ),
    )


def read_record(posted: Any, view: MeetingView) -> Record:
    """Return the record of a meeting as it was typed; Refused says which box is wrong."""
    people = tuple(
        Participant(one.unit, one.name, one.post, _attendance(posted, place))
        for place, one in enumerate(view.people, start=1)
    )
    more = _people(typed(posted, "more_people", 2000, lines=True))
    signed = str(posted.get("signed_on", "")).strip()
    return Record(
        held_at=_moment(posted, "held_at"),
        people=(*people, *more)[:MOST_PEOPLE],
        noted=tuple(_noted(posted, place, item) for place, item in enumerate(view.items, start=1)),
        recorder=typed(posted, "recorder", 50),
        copied_to=typed(posted, "copied_to", 100),
        signed_on=typed_day(signed) if signed else None,
    )


def _noted(posted: Any, place: int, view: ItemView) -> Noted:
    way = str(posted.get(f"way-{place}", CONSENSUS))
    item = Item(
        case=view.item.case,
        decision=str(posted.get(f"decision-{place}", ""))[:20],
        resolution=typed(posted, f"resolution-{place}", LONGEST_RESOLUTION),
        amount=_money(posted, f"amount-{place}"),
        way=way if way in WAYS else CONSENSUS,
        in_favour=_count(posted, f"in_favour-{place}"),
        against=_count(posted, f"against-{place}"),
        abstain=_count(posted, f"abstain-{place}"),
        recused=frozenset(str(one)[:50] for one in posted.getall(f"recused-{place}")[:MOST_PEOPLE]),
        shares=tuple(_shares(posted, place)),
    )
    target = str(posted.get(f"target-{place}", ""))[:64]
    return Noted(item, _entries(posted, place, view), target)


def _entries(posted: Any, place: int, view: ItemView) -> Mapping[str, Any]:
    """Return raw values of the fields that the page asked for."""
    found: dict[str, Any] = {}
    for group in view.asked.values():
        for one in group:
            name = f"entry-{place}-{one.path}"
            if one.field.kind == "choices":
                found[one.path] = [str(value)[:64] for value in posted.getall(name)[:50]]
            elif one.field.kind == "boolean":
                found[one.path] = "true" if name in posted else "false"
            else:
                found[one.path] = typed(posted, name, LONGEST_ENTRY, lines=True)
    return found


def _shares(posted: Any, place: int) -> Any:
    for row in range(1, MOST_SHARES + 1):
        mark = f"{place}-{row}"
        department = typed(posted, f"department-{mark}", 40)
        measure = typed(posted, f"measure-{mark}", 100)
        amount = _money(posted, f"share-{mark}")
        due = str(posted.get(f"due-{mark}", "")).strip()
        if not (department or measure or due or amount is not None):
            continue
        if not department or not measure:
            raise Refused("share", f"议题 {place} 承担事项第 {row} 行：请写明单位和措施")
        yield Share(department, measure, amount, typed_day(due) if due else None)


def _people(text: str) -> tuple[Participant, ...]:
    found = []
    for line in filter(str.strip, text.splitlines()):
        parts = [part for part in _BETWEEN.split(line.strip()) if part]
        if len(parts) not in (2, 3):
            raise Refused("people", f"参会人员每行写“单位 姓名 职务”：{line.strip()[:40]}")
        found.append(Participant(parts[0][:40], parts[1][:20], "".join(parts[2:])[:30]))
    return tuple(found)


def _attendance(posted: Any, place: int) -> str:
    word = str(posted.get(f"attendance-{place}", PRESENT))
    return word if word in ATTENDANCES else PRESENT


def _count(posted: Any, name: str) -> int:
    text = str(posted.get(name, "")).strip()
    number = whole_number(text, 3) if text else 0
    if number is None:
        raise Refused("votes", "票数应为整数")
    return number


def _money(posted: Any, name: str) -> Decimal | None:
    text = str(posted.get(name, "")).strip()
    if not text:
        return None
    try:
        amount = parse_yuan(text)
    except ValueError as error:
        raise Refused("amount", f"金额“{text[:20]}”：{error}") from error
    if amount <= 0:
        raise Refused("amount", "金额应大于零")
    return amount


def _moment(posted: Any, name: str) -> dt.datetime:
    text = str(posted.get(name, "")).strip().replace("T", " ")
    try:
        return dt.datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=BEIJING)
    except ValueError as error:
        raise Refused("moment", "会议时间应写作 2024-02-23 15:00") from error
