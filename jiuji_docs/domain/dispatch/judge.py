"""Say whether a step may be taken, and if not, why and by which clause (判定)."""

from __future__ import annotations

from dataclasses import dataclass

from jiuji_docs.domain.dispatch.facts import DossierFacts
from jiuji_docs.domain.dispatch.flow import Flow, FlowStep
from jiuji_docs.domain.dispatch.guards import GUARDS
from jiuji_docs.domain.errors import NotAllowed, NotInState
from jiuji_docs.domain.workflow.facts import Actor


@dataclass(frozen=True, slots=True)
class Offer:
    """A step this person has at this state; ``refusal`` says why it cannot be taken yet."""

    step: FlowStep
    refusal: str = ""


def offers(flow: Flow, facts: DossierFacts, actor: Actor) -> tuple[Offer, ...]:
    """Return the steps that this person's post takes at this state."""
    mine = (one for one in flow.steps_from(facts.state) if _is_theirs(one, facts, actor))
    return tuple(Offer(step, _refusal(step, facts, actor)) for step in mine)


def judge(flow: Flow, facts: DossierFacts, actor: Actor, step_id: str) -> FlowStep:
    """Return the step when it may be taken; else raise a Refused that says in Chinese why not."""
    step = flow.steps.get(step_id)
    if step is None:
        raise NotInState("no_such_step", "没有这个办理环节")
    if facts.state not in step.source:
        title = flow.states[facts.state].title
        raise NotInState("not_in_state", f"此件现在“{title}”环节，不能办理“{step.title}”")
    if not _is_theirs(step, facts, actor):
        raise NotAllowed("role", f"{actor.name}没有办理“{step.title}”的权限")
    for name in step.guards:
        if refused := GUARDS[name](facts, actor):
            raise refused
    return step


def may_edit(flow: Flow, facts: DossierFacts, actor: Actor) -> bool:
    """Say whether this person may change the text now."""
    return facts.own and bool(actor.roles & set(flow.states[facts.state].editors))


def _is_theirs(step: FlowStep, facts: DossierFacts, actor: Actor) -> bool:
    placed = {"own": facts.own, "asked": facts.asked, "joint": facts.joint}[step.by]
    return placed and bool(actor.roles & set(step.roles))


def _refusal(step: FlowStep, facts: DossierFacts, actor: Actor) -> str:
    found = (GUARDS[name](facts, actor) for name in step.guards)
    return next((one.message for one in found if one), "")
