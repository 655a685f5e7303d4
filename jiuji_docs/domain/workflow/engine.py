"""Take one step of a workflow, or say why not (流转引擎): pure, and the same for every way in.

The checks come in one order: the step exists and begins where the case stands, the route fits,
the person has a role for it, took none of the steps that exclude it, need not withdraw; then the
conditions. Unit scope and whether a required comment is given are the service's to check.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from jiuji_docs.domain.errors import GuardRefused, NotAllowed, NotInState, Refused
from jiuji_docs.domain.workflow.compiled import ReadyStep, ready
from jiuji_docs.domain.workflow.definition import START, Condition, Transition
from jiuji_docs.domain.workflow.facts import SYSTEM, Actor, Facts
from jiuji_docs.domain.workflow.graph import fits
from jiuji_docs.domain.workflow.guards import GUARDS, judge
from jiuji_docs.domain.workflow.members import check_member
from jiuji_docs.domain.workflow.policy import Pack
from jiuji_docs.domain.workflow.sides import on_side
from jiuji_docs.domain.workflow.targets import target_of
from jiuji_docs.domain.workflow.verdict import HOLDS, GuardResult

_new = tuple.__new__


class Taken(NamedTuple):
    """A step that may be taken: from where, to where, and what people should know (未规定 …).

    ``branch`` is the branch the step moves on; the case itself then stays where it stands. ``state`` is
    where the case stands afterwards.
    """

    transition: Transition
    source: str
    target: str
    state: str
    branch: str = ""
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
    known: ReadyStep | None = pack.ready.get(transition) or ready(pack, transition)
    if known is None:
        raise NotInState("no_such_step", f"没有“{transition}”这个办理环节")
    found, source = known.transition, facts.state
    if source not in known.source or (found.routes and facts.route not in found.routes):
        source = _begin(pack, facts, transition)[1]
    if not known.by_role or actor.roles.isdisjoint(found.roles):
        check_person(pack, facts, found, actor)
    return _taken(pack, facts, known, source, actor, return_target)


def automatic(pack: Pack, facts: Facts) -> Taken | None:
    """Return the first step, in the file's order, that the program takes by itself now (自动流转)."""
    for item in pack.workflow.automatic:
        source = standing_at(facts, item)
        if source is not None and fits(item, facts.route):
            try:
                return _taken(pack, facts, _ready(pack, item), source, SYSTEM, "")
            except GuardRefused:
                continue
    return None


def _ready(pack: Pack, item: Transition) -> ReadyStep:
    known = ready(pack, item.id)
    assert known is not None  # noqa: S101 - the pack's own step
    return known


def _taken(  # noqa: PLR0917 - a step, where it begins, who takes it, in the order it is told
    pack: Pack, facts: Facts, known: ReadyStep, source: str, actor: Actor, return_target: str
) -> Taken:
    found = known.transition
    notes: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    for judged, condition in known.judges:
        result = judged(facts, actor)
        if result is not HOLDS:
            notes += _held(pack, condition, result)
    target = known.target
    if not target or return_target:
        target, more = target_of(pack, facts, found, source, return_target)
    told = tuple(dict.fromkeys((*notes, *more))) if notes or more else ()
    if source == facts.state:
        # Straight to the tuple: the named tuple's own way in costs more than all checks of a short step.
        return _new(Taken, (found, source, target, target, "", told))
    state = pack.workflow.states.get(source)
    branch = state.branch if state is not None and not found.returns else ""
    return Taken(found, source, target, facts.state if branch else target, branch, told)


def standing_at(facts: Facts, transition: Transition) -> str | None:
    """Return where the step begins: the case's state, or that of one of its branches; None elsewhere."""
    if facts.state in transition.source:
        return facts.state
    at_branches = (state for state in facts.branches.values() if state in transition.source)
    return next(at_branches, None)


def offers(pack: Pack, facts: Facts, actor: Actor) -> tuple[Offer, ...]:
    """Return the steps this person's roles give in this state and route, but no operation.

    Conditions on what will be entered with the step are not judged before it is entered.
    """
    open_now = (
        item
        for item in pack.workflow.transitions.values()
        if not item.operation
        and not item.automatic
        and standing_at(facts, item) is not None
        and fits(item, facts.route)
        and is_asked(facts, item, actor)
    )
    return tuple(Offer(item, _refusal(pack, facts, item, actor)) for item in open_now)


def find(pack: Pack, facts: Facts, transition: str) -> Transition:
    """Return the step when it begins where the case stands, on the case's route."""
    return _begin(pack, facts, transition)[0]


def _begin(pack: Pack, facts: Facts, transition: str) -> tuple[Transition, str]:
    found = pack.workflow.transitions.get(transition)
    if found is None:
        raise NotInState("no_such_step", f"没有“{transition}”这个办理环节")
    source = facts.state if facts.state in found.source else standing_at(facts, found)
    if source is None:
        raise NotInState("not_in_state", _stands_elsewhere(pack, facts, found))
    if found.routes and facts.route not in found.routes:
        route = pack.workflow.routes.get(facts.route, facts.route)
        raise NotInState("other_route", f"“{found.title}”不适用于{route}事项")
    return found, source


def check_person(pack: Pack, facts: Facts, transition: Transition, actor: Actor) -> None:
    """Refuse the wrong role, the person of an excluding step, and whoever must withdraw (回避)."""
    by_role = not transition.side and not actor.roles.isdisjoint(transition.roles)
    if not by_role and not is_asked(facts, transition, actor):
        raise NotAllowed("role", f"{actor.name}没有办理“{transition.title}”的权限")
    if transition.panel:
        check_member(pack, facts, transition, actor)
    if transition.not_same_person_as:
        _check_excluded(pack, facts, transition, actor)
    if transition.recusal and facts.relatives and actor.accounts & facts.relatives:
        raise NotAllowed(
            "near_relative", f"{actor.name}是申请人本人或近亲属，应当回避，请由他人办理"
        )


def _check_excluded(pack: Pack, facts: Facts, transition: Transition, actor: Actor) -> None:
    for item in facts.steps:
        excluded = item.transition in transition.not_same_person_as and not item.voided
        if excluded and actor.accounts & {item.account, item.on_behalf_of}:
            earlier = pack.workflow.transitions[item.transition].title
            raise NotAllowed(
                "same_person", f"{actor.name}已办理“{earlier}”，不能再办理“{transition.title}”"
            )


def check_conditions(
    pack: Pack, facts: Facts, conditions: tuple[Condition, ...], actor: Actor
) -> tuple[str, ...]:
    """Return the notes of conditions that all hold; GuardRefused names the first that does not."""
    notes: tuple[str, ...] = ()
    for condition in conditions:
        notes += _held(pack, condition, judge(condition, facts, actor, pack))
    return notes


def _held(pack: Pack, condition: Condition, result: GuardResult) -> tuple[str, ...]:
    """Return the notes of a condition that holds; GuardRefused says why another does not."""
    if result.ok:
        return result.notes
    place = pack.policy.place(condition.clause)
    why = f"{result.why}（{place}）" if place else result.why
    raise GuardRefused(result.code, why, clause=condition.clause)


def _refusal(pack: Pack, facts: Facts, transition: Transition, actor: Actor) -> Refused | None:
    everything_entered = set(transition.forms) <= set(facts.entering)
    try:
        check_person(pack, facts, transition, actor)
        for judged, condition in _ready(pack, transition).judges:
            if everything_entered or not GUARDS[condition.name].entered:
                _held(pack, condition, judged(facts, actor))
    except Refused as refusal:
        return refusal
    return None


def is_asked(facts: Facts, transition: Transition, actor: Actor) -> bool:
    """Say whether the step is this person's: by a role on the step's side, or by a seat of their own."""
    if transition.side and not on_side(transition.side, facts, actor):
        return False
    if not actor.roles.isdisjoint(transition.roles):
        return True
    seats = facts.seats.get(transition.panel, ()) if transition.act == "vote" else ()
    return any(seat.account == actor.account and not seat.off for seat in seats)


def _stands_elsewhere(pack: Pack, facts: Facts, transition: Transition) -> str:
    if facts.state == START:
        return f"尚未受理，不能办理“{transition.title}”"
    return f"本件现处“{pack.workflow.states[facts.state].title}”，不能办理“{transition.title}”"
