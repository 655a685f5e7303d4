"""Say whose case is whose (行级范围), and who else is let at one case for a time (转办、委派、传阅)."""

from __future__ import annotations

from typing import Any

from jiuji_docs.domain.errors import NotFound
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.services.desk import Desk


def in_scope(case: Any, actor: Actor) -> bool:
    """Say whether the case is this actor's to see: the county all, a town its own, a village its own.

    What was sent to a unit (转办) is that unit's too.
    """
    if actor.level == "county" or (case.receiver_id and case.receiver_id == actor.unit):
        return True
    if actor.level == "village":
        return bool(case.village_id == actor.unit)
    return bool(case.town_id == actor.town)


def may_work(desk: Desk, case: Any, actor: Actor) -> bool:
    """Say whether this actor may write in the case: in scope, or a handover with receipt (转办签收)."""
    if in_scope(case, actor):
        return True
    if case.assignment_id is None:
        return False
    return desk.assignments.admits(case.id, actor.accounts, actor.unit, accepted=True)


def may_read(desk: Desk, case: Any, actor: Actor) -> bool:
    """Say whether this actor may read the case: in scope, or it was given to them, to do or to read."""
    if in_scope(case, actor):
        return True
    who = (case.id, actor.accounts, actor.unit)
    if case.assignment_id is not None and desk.assignments.admits(*who):
        return True
    return desk.circulation.admits(*who, at=desk.now())


def seen(desk: Desk, number: str, actor: Actor) -> Any:
    """Return the case when it is this actor's to see; NotFound otherwise, as if it did not exist."""
    case = desk.cases.get(number)
    if not may_read(desk, case, actor):
        raise NotFound(number)
    return case


def workable(desk: Desk, number: str, actor: Actor) -> Any:
    """Return the case when it is this actor's to write in; NotFound otherwise."""
    case = desk.cases.get(number)
    if not may_work(desk, case, actor):
        raise NotFound(number)
    return case
