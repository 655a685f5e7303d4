"""Urge a case that waits (催办): once or again, with a least interval, recorded; it decides nothing."""

from __future__ import annotations

import datetime as dt
from typing import Any

from jiuji_docs.domain.errors import NotFound, NotInState, Refused
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.notices import NoticeService
from jiuji_docs.services.responsible import posts_waiting
from jiuji_docs.services.scope import in_scope

#: A case is urged at most once in this time, whoever does it.
INTERVAL = dt.timedelta(hours=24)
LONGEST_REASON = 200
#: The notice's kind; the notices of this kind are the record of a case's urging.
URGE = "urge"


class UrgingService:
    """Tell those whose turn it is that somebody waits."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def urge(self, number: str, reason: str, actor: Actor) -> int:
        """Urge a case and return the how-manieth time this is."""
        desk, now = self._desk, self._desk.now()
        case = desk.cases.lock_with_person(number)
        if not in_scope(case, actor):
            raise NotFound(number)
        if case.closed:
            raise NotInState("case_closed", "事项已归档，不需催办")
        if len(reason.strip()) > LONGEST_REASON:
            raise Refused("reason", f"催办事由最多 {LONGEST_REASON} 字")
        moments = self.moments(case.id)
        if moments and now < moments[-1] + INTERVAL:
            raise NotInState("urged_lately", "24 小时内已催办过，请稍后再催")
        times = len(moments) + 1
        text = f"催办（第 {times} 次）：{actor.shown_name}催办 {number}。{reason.strip()}"
        told = self._tell(case, text, f"urge:{case.id}:{times}")
        if not told:
            raise NotInState("nobody_to_urge", "现在的环节没有等待办理的岗位")
        desk.ledger.append(
            "urged", actor.account, case=number, times=times, told=told, state=case.state
        )
        return times

    def moments(self, case_id: int) -> list[dt.datetime]:
        """Return when a case was urged, oldest first."""
        rows = self._desk.notices.of_case(case_id)
        return sorted({row.created_at for row in rows if row.kind == URGE})

    def _tell(self, case: Any, text: str, dedup: str) -> list[str]:
        """Tell the receiver of an accepted handover, else the posts whose turn it is; return whom."""
        desk, notices = self._desk, NoticeService(self._desk)
        more = {"kind": URGE, "text": text, "dedup": dedup, "case_id": case.id}
        if case.assignment_id is not None:
            row = desk.assignments.open(case.assignment_id)
            if row.accepted_at is not None:
                notices.tell(row.accepted_by, **more)
                return [row.accepted_by]
        posts = posts_waiting(desk, desk.pack_of(case), case)
        for post in posts:
            notices.tell_desk(post.unit, post.role, **more)
        return [f"{post.unit}/{post.role}" for post in posts]
