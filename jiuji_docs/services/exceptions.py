"""Grant a reasoned exception from the once-a-year rule (一年一次的例外，CY-2b 原则上)."""

from __future__ import annotations

import datetime as dt

from jiuji_docs.domain.errors import NotAllowed, Refused
from jiuji_docs.domain.people import parse_id_number
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.services.desk import Desk

#: A reason shorter than this says nothing.
SHORTEST_REASON = 5
LONGEST_REASON = 500


class ExceptionService:
    """Let a county officer admit the same matter again, once, with a reason."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def grant(
        self, actor: Actor, *, id_number: str, cause: str, occurred_on: dt.date, reason: str
    ) -> None:
        """Record the exception for one person and one matter; it is used up by the next acceptance."""
        if "county.approver" not in actor.roles:
            raise NotAllowed("role", "同一事项再次救助的例外，只能由县级审批人员批准")
        reason = reason.strip()
        if not SHORTEST_REASON <= len(reason) <= LONGEST_REASON:
            raise Refused("reason_required", "请写明例外批准的理由（5—500 字）")
        try:
            number = parse_id_number(id_number).value
        except ValueError as error:
            raise Refused("id_number", str(error)) from error
        self._desk.cases.grant_repeat_exception(
            id_number=number,
            cause=cause,
            occurred_on=occurred_on,
            reason=reason,
            account_id=actor.account,
            granted_at=self._desk.now(),
        )
        self._desk.ledger.append(
            "repeat_exception",
            actor.account,
            person=self._desk.pseudonym(number),
            cause=cause,
            reason=self._desk.pseudonym(reason),
        )
