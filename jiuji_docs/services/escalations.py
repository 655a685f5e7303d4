"""Show a superior what was reported as missed, and who is responsible (逾期上报)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.responsible import names_of, posts_responsible

#: Lines shown at once, longest overdue first.
PAGE = 50


@dataclass(frozen=True, slots=True)
class EscalatedView:
    """One missed time limit on a superior's list; ``responsible`` names posts and people."""

    number: str
    person: str
    limit: str
    state: str
    due_at: dt.datetime
    responsible: str


class EscalationService:
    """Read what was reported to this person's posts; nothing here can be decided by waiting."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def reported_to(self, actor: Actor) -> tuple[EscalatedView, ...]:
        """Return the running time limits reported to the reader's own posts in the reader's unit."""
        rows = self._desk.cases.escalated(actor.unit, actor.roles, PAGE)
        return tuple(self._view(row) for row in rows)

    def _view(self, row: Any) -> EscalatedView:
        desk = self._desk
        case = desk.cases.get_by_id(row.case_id)
        pack = desk.pack_of(case)
        limit = pack.workflow.time_limits[row.time_limit]
        posts = posts_responsible(desk, pack, case, limit)
        return EscalatedView(
            case.number,
            row.person_name,
            limit.title,
            pack.workflow.states[case.state].title,
            row.due_at,
            "、".join(names_of(desk, post) for post in posts) or "无",
        )
