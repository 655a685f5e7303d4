"""Say who may hand a case over, ask a colleague about it, and act while it is in other hands (转办、委派).

* 转办 hands the step itself to another person of the same post, or to another unit's desk. Until its receipt
  the first owner stays responsible (首问负责); from then on only the receiver takes the step.
* 委派 asks somebody for an answer; the step waits for it and comes back to who asked.

What was handed over is not handed on: it is sent back. One case is in one pair of hands at a time.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from jiuji_docs.domain.errors import NotAllowed, NotInState, Refused
from jiuji_docs.domain.workflow.definition import Transition, Workflow
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.domain.workflow.graph import fits

HANDOVER, DELEGATION = "handover", "delegation"
KINDS = {HANDOVER: "转办", DELEGATION: "委派"}


@dataclass(frozen=True, slots=True)
class Assignment:
    """One open assignment of a case; ``to_account`` is empty for a unit's desk."""

    number: str
    kind: str
    state: str
    #: The posts of the step that was handed over.
    roles: frozenset[str]
    from_account: str
    to_account: str
    to_unit: str
    accepted: bool
    to_name: str = ""

    def is_to(self, actor: Actor) -> bool:
        """Say whether this person, or the absent person a deputy acts for, is the receiver."""
        if self.to_account:
            return self.to_account in actor.accounts
        return self.to_unit == actor.unit and bool(self.roles & actor.roles)


def roles_in(workflow: Workflow, state: str, route: str, actor: Actor) -> frozenset[str]:
    """Return those of a person's posts that take a step in *state*; panels are nobody's to hand on."""
    return frozenset(
        role
        for item in workflow.transitions.values()
        if state in item.source
        and fits(item, route)
        and not (item.operation or item.automatic or item.panel)
        for role in actor.roles.intersection(item.roles)
    )


def check_receiver(kind: str, roles: frozenset[str], giver: Actor, receiver: Actor) -> None:
    """Refuse a receiver who is the giver or, for 转办, lacks the posts; a deputy gives nothing away."""
    if giver.on_behalf_of:
        raise NotAllowed("deputy_hands_on", "代理人不能转办、委派，请由本人办理")
    if not roles:
        raise NotAllowed("role", "本件现在的环节不是您的岗位办理，不能转办或委派")
    if receiver.account == giver.account:
        raise Refused("own_hands", "不能转给或委派本人")
    if kind == HANDOVER and not roles <= receiver.roles:
        raise Refused("receiver", f"{receiver.name}没有办理本环节的岗位，不能转办")


def check_desk(roles: frozenset[str], unit: str, giver: Actor, held: Iterable[str]) -> None:
    """Refuse a unit whose desk is the giver's own or has nobody for the posts (*held*)."""
    if unit == giver.unit:
        raise Refused("own_desk", "本单位的件请转给具体人员")
    if not roles <= frozenset(held):
        raise Refused("receiver", "所选单位没有办理本环节的岗位，不能转办")


def check_hands(held: Assignment, state: str, transition: Transition, actor: Actor) -> None:
    """Refuse a step of the handed-over kind by anybody but whose turn it is."""
    if state != held.state or not held.roles.intersection(transition.roles):
        return
    if held.kind == DELEGATION:
        raise NotInState(
            "delegated", f"本件已委派{held.to_name}（{held.number}），待其答复或收回后再办"
        )
    if held.accepted and not held.is_to(actor):
        raise NotAllowed("handed_over", f"本件已转由{held.to_name}办理（{held.number}）")
    if not held.accepted and held.is_to(actor) and held.from_account not in actor.accounts:
        raise NotInState("not_accepted", f"请先签收转办件（{held.number}），再办理")
