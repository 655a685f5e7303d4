"""Say which desk and which people a case waits for (责任岗位、责任人)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from jiuji_docs.domain.directory import LEVELS
from jiuji_docs.domain.workflow.policy import Pack
from jiuji_docs.domain.workflow.responsibility import responsible_roles
from jiuji_docs.domain.workflow.sides import RECEIVER
from jiuji_docs.domain.workflow.time_limit import TimeLimit
from jiuji_docs.services.desk import Desk

#: What a role's id may begin with to say at which level it is held.
UNIT_LEVELS = frozenset(LEVELS)


@dataclass(frozen=True, slots=True)
class Post:
    """A role in the unit where it is held for a case (岗位)."""

    unit: str
    role: str
    title: str


def posts_responsible(desk: Desk, pack: Pack, case: Any, limit: TimeLimit) -> tuple[Post, ...]:
    """Return the posts whose turn it is within a time limit, of this case's own units."""
    states = [case.state, *(row.state for row in desk.cases.branches(case.id))]
    return posts_of(desk, pack, case, responsible_roles(pack.workflow, case.route, states, limit))


def posts_waiting(desk: Desk, pack: Pack, case: Any) -> tuple[Post, ...]:
    """Return the posts whose turn it is, whatever the time limit."""
    states = [case.state, *(row.state for row in desk.cases.branches(case.id))]
    return posts_of(desk, pack, case, responsible_roles(pack.workflow, case.route, states))


def posts_of(
    desk: Desk, pack: Pack, case: Any, roles: Iterable[tuple[str, str]]
) -> tuple[Post, ...]:
    """Return the posts of (role, side) pairs; a side's unit counts only for roles of its own level."""
    found: dict[Post, None] = {}
    for role, side in roles:
        if side and not _is_of(desk, _side_unit(case, side), role):
            continue
        unit = _side_unit(case, side) if side else _unit_of(desk, case, role)
        found[Post(unit, role, pack.workflow.roles.get(role, role))] = None
    return tuple(found)


def post_of(desk: Desk, pack: Pack, case: Any, role: str) -> Post:
    """Return where a role is held for a case: its village, its town, or the county above."""
    return Post(_unit_of(desk, case, role), role, pack.workflow.roles.get(role, role))


def _side_unit(case: Any, side: str) -> str:
    return str((case.receiver_id if side == RECEIVER else "") or case.town_id)


def _is_of(desk: Desk, unit: str, role: str) -> bool:
    level = role.partition(".")[0]
    return level not in UNIT_LEVELS or str(desk.accounts.unit(unit).level) == level


def names_of(desk: Desk, post: Post) -> str:
    """Return the post with the people who hold it, or that nobody does (岗位空缺)."""
    people = [desk.accounts.account(one).name for one in desk.notices.holders(post.unit, post.role)]
    return f"{post.title}（{'、'.join(people) or '岗位空缺'}）"


def _unit_of(desk: Desk, case: Any, role: str) -> str:
    level = role.partition(".")[0]
    if level == "village" and case.village_id:
        return str(case.village_id)
    if level in ("village", "town"):
        return str(case.town_id)
    return str(desk.accounts.unit(case.town_id).parent_id or case.town_id)
