"""Take one step of a workflow, or say why not (流转引擎): pure, and the same for every way in.

The checks come in one order: the step exists and begins where the case stands, the route fits,
the person has a role for it, took none of the steps that exclude it, need not withdraw; then the
conditions. Unit scope and whether a required comment is given are the service's to check.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from jiuji_docs.domain.errors import GuardRefused, NotAllowed, NotInState, Refused
from jiuji_docs.domain.workflow.definition import START, STAY, Condition, Transition
from jiuji_docs.domain.workflow.facts import Actor, Facts
from jiuji_docs.domain.workflow.guards import GUARDS, judge
from jiuji_docs.domain.workflow.policy import Pack
from jiuji_docs.domain.workflow.verdict import value_at


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that may be taken: where it leads, and what people should know (未规定 …)."""

    transition: Transition
    target: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Offer:
    """A step open to the person now; ``refusal`` says why it cannot be taken yet."""

    transition: Transition
    refusal: Refused | None = None


def step(
    pack: Pack, facts: Facts, transition: str, actor: Actor, *, return_target: str = ""
) -> Taken:
    """Return where *transition* leads for this case and person.

    *return_target* is the chosen state of a 退回. Raises NotInState, NotAllowed or GuardRefused.
    """
    found = find(pack, facts, transition)
    check_person(pack, facts, found, actor)
    notes = check_conditions(pack, facts, found.guards, actor)
    target, more = _target(pack, facts, found, return_target)
    return Taken(found, target, tuple(dict.fromkeys((*notes, *more))))


def offers(pack: Pack, facts: Facts, actor: Actor) -> tuple[Offer, ...]:
    """Return the steps this person's roles give in this state and route, but no operation.

    Conditions on what will be entered with the step are not judged before it is entered.
    """
    open_now = (
        item
        for item in pack.workflow.transitions.values()
        if not item.operation
        and facts.state in item.source
        and _fits_route(item, facts.route)
        and actor.roles.intersection(item.roles)
    )
    return tuple(Offer(item, _refusal(pack, facts, item, actor)) for item in open_now)


def find(pack: Pack, facts: Facts, transition: str) -> Transition:
    """Return the step when it begins where the case stands, on the case's route."""
    found = pack.workflow.transitions.get(transition)
    if found is None:
        raise NotInState("no_such_step", f"没有“{transition}”这个办理环节")
    if facts.state not in found.source:
        raise NotInState("not_in_state", _stands_elsewhere(pack, facts, found))
    if not _fits_route(found, facts.route):
        route = pack.workflow.routes.get(facts.route, facts.route)
        raise NotInState("other_route", f"“{found.title}”不适用于{route}事项")
    return found


def check_person(pack: Pack, facts: Facts, transition: Transition, actor: Actor) -> None:
    """Refuse the wrong role, the person of an excluding step, and whoever must withdraw (回避)."""
    if not actor.roles.intersection(transition.roles):
        raise NotAllowed("role", f"{actor.name}没有办理“{transition.title}”的权限")
    for item in facts.steps if transition.not_same_person_as else ():
        excluded = item.transition in transition.not_same_person_as and not item.voided
        if excluded and item.account == actor.account:
            earlier = pack.workflow.transitions[item.transition].title
            raise NotAllowed(
                "same_person", f"{actor.name}已办理“{earlier}”，不能再办理“{transition.title}”"
            )
    if transition.recusal and actor.account in facts.relatives:
        raise NotAllowed(
            "near_relative", f"{actor.name}是申请人本人或近亲属，应当回避，请由他人办理"
        )


def check_conditions(
    pack: Pack, facts: Facts, conditions: tuple[Condition, ...], actor: Actor
) -> tuple[str, ...]:
    """Return the notes of conditions that all hold; GuardRefused names the first that does not."""
    notes: list[str] = []
    for condition in conditions:
        result = judge(condition, facts, actor, pack)
        if not result.ok:
            place = pack.policy.place(condition.clause)
            why = f"{result.why}（{place}）" if place else result.why
            raise GuardRefused(result.code, why, clause=condition.clause)
        notes.extend(result.notes)
    return tuple(notes)


def _refusal(pack: Pack, facts: Facts, transition: Transition, actor: Actor) -> Refused | None:
    everything_entered = set(transition.forms) <= set(facts.entering)
    due = tuple(c for c in transition.guards if everything_entered or not GUARDS[c.name].entered)
    try:
        check_person(pack, facts, transition, actor)
        check_conditions(pack, facts, due, actor)
    except Refused as refusal:
        return refusal
    return None


def _target(
    pack: Pack, facts: Facts, transition: Transition, return_target: str
) -> tuple[str, tuple[str, ...]]:
    if transition.returns:
        return _returned_to(pack, facts, transition, return_target), ()
    if return_target:
        raise GuardRefused("return_target", f"“{transition.title}”不是退回，不能选择退回环节")
    if transition.table:
        return _tier(pack, facts, transition)
    return (facts.state if transition.target == STAY else transition.target), ()


def _returned_to(pack: Pack, facts: Facts, transition: Transition, chosen: str) -> str:
    """Return the chosen target of a return; where there is only one, it need not be chosen."""
    targets = transition.return_targets
    target = chosen or (targets[0] if len(targets) == 1 else "")
    if target not in targets:
        titles = "、".join(pack.workflow.states[item].title for item in targets)
        raise GuardRefused("return_target", f"请选择退回到哪个环节：{titles}")
    if not any(item.target == target and not item.voided for item in facts.steps):
        title = pack.workflow.states[target].title
        raise GuardRefused("return_target", f"本件未经过“{title}”环节，不能退回到该环节")
    return target


def _tier(pack: Pack, facts: Facts, transition: Transition) -> tuple[str, tuple[str, ...]]:
    """Return the tier's outcome; relief without money counts as nothing, and a note says so."""
    table = pack.workflow.tables[transition.table]
    amount = value_at(facts, table.amount_path)
    notes = () if amount is not None else ("无救助金，按 0 元分档；实物折价未规定",)
    return table.outcome(Decimal(amount or 0)).outcome, notes


def _fits_route(transition: Transition, route: str) -> bool:
    return not transition.routes or route in transition.routes


def _stands_elsewhere(pack: Pack, facts: Facts, transition: Transition) -> str:
    if facts.state == START:
        return f"尚未受理，不能办理“{transition.title}”"
    return f"本件现处“{pack.workflow.states[facts.state].title}”，不能办理“{transition.title}”"
