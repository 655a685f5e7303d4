"""Say in which states a person has something to do (待办)."""

from __future__ import annotations

from jiuji_docs.domain.workflow.definition import START, Transition, Workflow
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.domain.workflow.guards import GUARDS
from jiuji_docs.domain.workflow.policy import Pack


def states_for(pack: Pack, actor: Actor, side: str = "") -> frozenset[str]:
    """Return the states in which this person's roles allow a step of *side*, of cases that are open.

    States of parallel branches are among them; ``branch_of`` tells them apart.
    """
    return frozenset(
        source
        for transition in pack.workflow.transitions.values()
        if transition.side == side and _may_act(transition, actor) and not is_shut(pack, transition)
        for source in transition.source
        if source != START
    )


def is_shut(pack: Pack, transition: Transition) -> bool:
    """Say whether no case can take a step because nobody set what it needs, as a period of publicity."""
    return any(
        (needs := GUARDS[condition.name].needs)
        and not pack.policy.parameters[condition.parameters[needs]].is_set
        for condition in transition.guards
    )


def openings(workflow: Workflow, actor: Actor) -> tuple[Transition, ...]:
    """Return the steps with which this person may open a case (受理、先行救助)."""
    return tuple(
        transition
        for transition in workflow.transitions.values()
        if START in transition.source and _may_act(transition, actor)
    )


def _may_act(transition: Transition, actor: Actor) -> bool:
    by_hand = not transition.operation and not transition.automatic
    return by_hand and bool(actor.roles.intersection(transition.roles))
