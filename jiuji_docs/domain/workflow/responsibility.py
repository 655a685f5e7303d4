"""Say whose turn a case waits for within a time limit (责任岗位)."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from jiuji_docs.domain.workflow.definition import Transition, Workflow
from jiuji_docs.domain.workflow.facts import SYSTEM
from jiuji_docs.domain.workflow.graph import fits
from jiuji_docs.domain.workflow.time_limit import TimeLimit


def responsible_roles(
    workflow: Workflow, route: str, states: Collection[str], limit: TimeLimit
) -> tuple[str, ...]:
    """Return the roles that can move a case on from *states*, those who can end *limit* if any can.

    A step's ``responsible`` role counts beside those that take it. Nobody, where only the program
    takes the next step.
    """
    steps = list(_open_steps(workflow, route, states))
    ending = [step for step in steps if step.id in limit.ends]
    found: dict[str, None] = {}
    for step in ending or steps:
        named = (*step.roles, *((step.responsible,) if step.responsible else ()))
        found.update(dict.fromkeys(role for role in named if role not in SYSTEM.roles))
    return tuple(found)


def _open_steps(workflow: Workflow, route: str, states: Collection[str]) -> Iterator[Transition]:
    for step in workflow.transitions.values():
        by_people = not step.automatic and not step.operation
        if by_people and fits(step, route) and set(states).intersection(step.source):
            yield step
