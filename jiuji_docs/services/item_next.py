"""Say what comes next of a register's item, on whose side and by which posts (转办件接下来)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from jiuji_docs.domain.workflow.definition import Transition
from jiuji_docs.domain.workflow.graph import fits
from jiuji_docs.domain.workflow.policy import Pack
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.responsible import posts_of


@dataclass(frozen=True, slots=True)
class NextSteps:
    """Steps that may come next at one post, and the people who hold it for this case."""

    posts: str
    people: tuple[str, ...]
    titles: tuple[str, ...]


def next_of_item(desk: Desk, pack: Pack, case: Any) -> Iterator[NextSteps]:
    """Yield what may come next, the steps of the same side and posts together; posts without a holder apart."""
    groups: dict[tuple[str, tuple[str, ...]], list[Transition]] = {}
    for step in pack.workflow.transitions.values():
        if case.state in step.source and fits(step, case.route) and not step.operation:
            groups.setdefault((step.side, step.roles), []).append(step)
    for (side, roles), steps in groups.items():
        posts = posts_of(desk, pack, case, [(role, side) for role in roles])
        held = {post: desk.notices.holders(post.unit, post.role) for post in posts}
        shown = [post for post in posts if held[post]] or list(posts)
        names = (f"{desk.accounts.unit(post.unit).name}{post.title}" for post in shown)
        people = dict.fromkeys(one for post in shown for one in held[post])
        yield NextSteps(
            "、".join(names),
            tuple(str(desk.accounts.account(one).name) for one in people),
            tuple(step.title for step in steps),
        )
