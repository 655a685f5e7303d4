"""Say whose case is whose (行级范围)."""

from __future__ import annotations

from typing import Any

from jiuji_docs.domain.errors import NotFound
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.services.desk import Desk


def in_scope(case: Any, actor: Actor) -> bool:
    """Say whether the case is this actor's to see: the county all, a town its own, a village its own."""
    if actor.level == "county":
        return True
    if actor.level == "village":
        return bool(case.village_id == actor.unit)
    return bool(case.town_id == actor.town)


def seen(desk: Desk, number: str, actor: Actor) -> Any:
    """Return the case when it is this actor's to see; NotFound otherwise, as if it did not exist."""
    case = desk.cases.get(number)
    if not in_scope(case, actor):
        raise NotFound(number)
    return case
