"""Say whose turn a case waits for within a time limit (责任岗位)."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from jiuji_docs.domain.workflow.definition import Transition, Workflow
from jiuji_docs.domain.workflow.facts import SYSTEM
from jiuji_docs.domain.workflow.graph import fits
from jiuji_docs.domain.workflow.sides import OWNER
from jiuji_docs.domain.workflow.time_limit import TimeLimit


def responsible_roles(
    workflow: Workflow, route: str, states: Collection[str], limit: TimeLimit | None = None
) -> tuple[tuple[str, str], ...]:
    """Return (role, side) of who can move a case on from *states*, of those who end *limit* if any can.

    A step's ``responsible`` role counts beside those that take it. Where a sent item waits for its
    receipt, who sent it is responsible beside the receiver (首问负责). Nobody, where only the program
    takes the next step.
    """
    steps = list(_open_steps(workflow, route, states))
    ending = [step for step in steps if limit is not None and step.id in limit.ends]
    found: dict[tuple[str, str], None] = {}
    for step in ending or steps:
        named = (*step.roles, *((step.responsible,) if step.responsible else ()))
        people = (role for role in named if role not in SYSTEM.roles)
        found.update(dict.fromkeys((role, step.side) for role in people))
    found.update(dict.fromkeys(_senders(workflow, route, states)))
    return tuple(found)


def _senders(workflow: Workflow, route: str, states: Collection[str]) -> Iterator[tuple[str, str]]:
    for step in workflow.transitions.values():
        if step.receiver and step.target in states and fits(step, route):
            yield from ((role, OWNER) for role in step.roles)


def _open_steps(workflow: Workflow, route: str, states: Collection[str]) -> Iterator[Transition]:
    for step in workflow.transitions.values():
        by_people = not step.automatic and not step.operation
        if by_people and fits(step, route) and set(states).intersection(step.source):
            yield step
