"""Play a meeting from a scenario: prepared and held with the values of one step (meeting.hold)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from jiuji_docs.domain.calendar import BEIJING
from jiuji_docs.domain.meetings.agenda import Item, Participant, Share
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.meetings.holding import HoldingService
from jiuji_docs.services.meetings.outcome import Held
from jiuji_docs.services.meetings.preparing import MeetingService, Plan
from jiuji_docs.services.meetings.record import Noted, Record

#: Keys of an item that are not the item's own columns.
_TYPED = ("entries", "return_target")


def play_meeting(
    desk: Desk, actor: Actor, pack: str, values: Mapping[str, Any], cases: Mapping[str, str]
) -> Held:
    """Prepare and hold the meeting that *values* tell; ``items`` name cases by the scenario's labels."""
    people = tuple(Participant(**one) for one in values["people"])
    noted = tuple(_noted(one, cases) for one in values["items"])
    convener = values.get("convener", actor.name)
    plan = Plan(
        pack=pack,
        kind=values["meeting"],
        name=values.get("name", "社会救助联席会议"),
        session=values.get("session", ""),
        planned_at=desk.now(),
        place=values.get("place", "会议室"),
        convener=convener,
        convener_account=actor.account if convener == actor.name else "",
        people=people,
        cases=tuple(one.item.case for one in noted),
    )
    number = MeetingService(desk).prepare(plan, actor)
    signed_on = None if plan.convener_account else _today(desk.now())
    record = Record(
        desk.now(),
        people,
        noted,
        recorder=values.get("recorder", ""),
        copied_to=values.get("copied_to", ""),
        signed_on=signed_on,
    )
    return HoldingService(desk).hold(number, record, None, actor)


def _noted(one: Mapping[str, Any], cases: Mapping[str, str]) -> Noted:
    plain = {name: value for name, value in one.items() if name not in _TYPED}
    plain["case"] = cases[plain.get("case", "case")]
    plain["recused"] = frozenset(plain.get("recused", ()))
    if "amount" in plain:
        plain["amount"] = Decimal(str(plain["amount"]))
    plain["shares"] = tuple(_share(share) for share in plain.get("shares", ()))
    return Noted(Item(**plain), one.get("entries", {}), one.get("return_target", ""))


def _share(plain: Mapping[str, Any]) -> Share:
    amount = plain.get("amount")
    return Share(**{**plain, "amount": None if amount is None else Decimal(str(amount))})


def _today(moment: dt.datetime) -> dt.date:
    return moment.astimezone(BEIJING).date()
