"""Bring cases to a meeting's table, and write down what it resolves."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from jiuji_docs.domain.meetings.agenda import Item, Participant
from jiuji_docs.services.house import House
from jiuji_docs.services.meetings.preparing import MeetingService, Plan
from jiuji_docs.services.meetings.record import Noted, Record
from tests.common.cases import PACK, fire

APPROVER = "county.approver"
PEOPLE = (
    Participant("县民政局", "吴建华", "副局长"),
    Participant("县财政局", "林涛"),
    Participant("县卫生健康局", "何静"),
)
REFUSAL = {"refusal_notice.reason_code": "not_eligible", "refusal_notice.basis": "三、对象范围"}


def deliberating(house: House, month: int, **forms: Any) -> str:
    """Return the number of a case of a matter of its own that waits for a meeting."""
    matter = {
        "application": {"occurred_on": f"2023-{month:02d}-01", **forms.get("application", {})}
    }
    number = fire(house, "yangshan.clerk", "accept", forms=matter).case
    fire(house, "yangshan.investigator", "investigate", number)
    fire(house, "lihua.recorder", "review", number, forms={"review": forms.get("review", {})})
    fire(house, "yangshan.auditor", "audit", number, forms={"audit": {"proposed_amount": "6000"}})
    fire(house, APPROVER, "convene", number, comment="情况复杂，提请一事一议")
    return number


def prepare(house: House, cases: tuple[str, ...], **changes: Any) -> str:
    """Prepare a meeting about *cases* whose convener is the county's approver; return its number."""
    given = {
        "pack": PACK,
        "kind": "deliberation",
        "name": "示范县社会救助联席会议",
        "planned_at": house.clock(),
        "place": "会议室",
        "convener": "吴建华",
        "convener_account": APPROVER,
        "people": PEOPLE,
        "cases": cases,
        **changes,
    }
    return house.run(lambda desk: MeetingService(desk).prepare(Plan(**given), desk.actor(APPROVER)))


def approved(case: str, amount: str = "6000.00", **changes: Any) -> Noted:
    """Return that the meeting agreed to relief by consensus."""
    said = {"decision": "approve", "resolution": "同意给予救助", **changes}
    return Noted(Item(case, amount=Decimal(amount), **said))


def refused(case: str) -> Noted:
    """Return that the meeting refused relief."""
    return Noted(Item(case, "refuse", "支出已由保险赔付，不符合条件"), REFUSAL)


def record(house: House, *noted: Noted, **changes: Any) -> Record:
    """Return a record of the meeting that has just been."""
    return Record(house.clock(), changes.pop("people", PEOPLE), noted, **changes)
