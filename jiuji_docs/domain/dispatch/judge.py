"""Say whether a step may be taken, and if not, why and by which clause (判定)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from jiuji_docs.domain.dispatch.flow import Flow, FlowStep
from jiuji_docs.domain.errors import GuardRefused, NotAllowed, NotInState, Refused
from jiuji_docs.domain.workflow.facts import Actor


@dataclass(frozen=True, slots=True)
class DossierFacts:
    """What is known of a dossier when a step is judged.

    ``asked``: the actor's unit is asked to countersign and has not answered. ``open_units`` still owe
    an answer; ``joint_missing`` are issuing organs that have not agreed. ``routing`` holds (message,
    clause) of broken rules of routing. ``written``: why the text cannot be printed, empty when it can.
    """

    state: str
    own: bool
    asked: bool = False
    open_units: tuple[str, ...] = ()
    agreed_units: tuple[str, ...] = ()
    joint_missing: tuple[str, ...] = ()
    direction: str = "down"
    routing: tuple[tuple[str, str], ...] = ()
    written: str = ""
    unchanged: bool = True
    numbered: bool = False
    printed: bool = False
    sealed: bool = False


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
    placed = facts.asked if step.by == "asked" else facts.own
    return placed and bool(actor.roles & set(step.roles))


def _refusal(step: FlowStep, facts: DossierFacts, actor: Actor) -> str:
    found = (GUARDS[name](facts, actor) for name in step.guards)
    return next((one.message for one in found if one), "")


def _written(facts: DossierFacts, actor: Actor) -> Refused | None:
    del actor
    return GuardRefused("not_written", facts.written) if facts.written else None


def _routing(facts: DossierFacts, actor: Actor) -> Refused | None:
    del actor
    if not facts.routing:
        return None
    message, clause = facts.routing[0]
    return GuardRefused("routing", message, clause=clause)


def _all_agreed(facts: DossierFacts, actor: Actor) -> Refused | None:
    del actor
    if not facts.open_units:
        return None
    return GuardRefused("not_countersigned", f"尚未会签：{'、'.join(facts.open_units)}")


def _joint_agreed(facts: DossierFacts, actor: Actor) -> Refused | None:
    del actor
    if not facts.joint_missing:
        return None
    words = f"联合行文应由所有联署机关会签，尚缺：{'、'.join(facts.joint_missing)}"
    return GuardRefused("joint_not_countersigned", words, clause="条例 22")


def _principal_upward(facts: DossierFacts, actor: Actor) -> Refused | None:
    if facts.direction != "up" or "doc.principal" in actor.roles:
        return None
    return GuardRefused("principal_signs", "上行文应由机关主要负责人签发", clause="条例 22")


def _unchanged(facts: DossierFacts, actor: Actor) -> Refused | None:
    del actor
    if facts.unchanged:
        return None
    words = "文稿在签发后有改动，应送签发人复审"
    return GuardRefused("changed_after_signing", words, clause="条例 25（一）")


def _numbered(facts: DossierFacts, actor: Actor) -> Refused | None:
    del actor
    return None if facts.numbered else GuardRefused("not_numbered", "尚未登记编号")


def _printed(facts: DossierFacts, actor: Actor) -> Refused | None:
    del actor
    return None if facts.printed else GuardRefused("not_printed", "正本正在印制，请稍候")


def _sealed(facts: DossierFacts, actor: Actor) -> Refused | None:
    del actor
    return None if facts.sealed else GuardRefused("not_sealed", "正本正在用印，请稍候")


#: Every guard by name.
GUARDS: Mapping[str, Callable[[DossierFacts, Actor], Refused | None]] = {
    "written": _written,
    "routing": _routing,
    "all_agreed": _all_agreed,
    "joint_agreed": _joint_agreed,
    "principal_upward": _principal_upward,
    "unchanged": _unchanged,
    "numbered": _numbered,
    "printed": _printed,
    "sealed": _sealed,
}
