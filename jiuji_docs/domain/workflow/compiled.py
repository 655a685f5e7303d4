"""Make each step of a pack ready once: what does not change from case to case is not looked up again.

What is made ready is an answer the plain rules give for every case alike, so it never says anything they
would not; whatever depends on the case, and every refusal's sentence, is left to them.
"""

from __future__ import annotations

from dataclasses import dataclass

from jiuji_docs.domain.workflow.definition import STAY, Condition, Transition
from jiuji_docs.domain.workflow.guards import Judge, bound
from jiuji_docs.domain.workflow.policy import Pack
from jiuji_docs.domain.workflow.targets import may_go_straight


@dataclass(frozen=True, slots=True)
class ReadyStep:
    """A step with its conditions bound to the pack.

    ``by_role`` says that holding a role is all that is asked of the person. ``target`` is the state the step
    leads to for every case, empty where that depends on the case or on what is chosen.
    """

    transition: Transition
    source: frozenset[str]
    judges: tuple[tuple[Judge, Condition], ...]
    by_role: bool
    target: str


def ready(pack: Pack, transition: str) -> ReadyStep | None:
    """Return the step made ready, once for the life of the pack; None when the pack has no such step.

    Packs are frozen, and an edition or an office's own settings make another pack, so nothing here grows old.
    """
    known: ReadyStep | None = pack.ready.get(transition)
    if known is None and (found := pack.workflow.transitions.get(transition)) is not None:
        known = pack.ready[transition] = _made_ready(pack, found)
    return known


def _made_ready(pack: Pack, step: Transition) -> ReadyStep:
    judges = tuple((bound(condition, pack), condition) for condition in step.guards)
    asks_more = step.side or step.panel or step.not_same_person_as or step.recusal
    return ReadyStep(
        step, frozenset(step.source), judges, by_role=not asks_more, target=_target(pack, step)
    )


def _target(pack: Pack, step: Transition) -> str:
    """Return where the step leads whatever the case; empty where the case decides."""
    flow = pack.workflow
    by_case = step.returns or step.table or step.target == STAY
    if by_case or (flow.straight and may_go_straight(flow, step)):
        return ""
    return step.target
