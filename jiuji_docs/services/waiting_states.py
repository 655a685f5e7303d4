"""Say at which states cases wait for somebody, whatever edition of their pack they run on (待办的状态)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from jiuji_docs.domain.workflow.branches import branch_of
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.domain.workflow.policy import Pack
from jiuji_docs.domain.workflow.sides import OWNER, RECEIVER
from jiuji_docs.domain.workflow.worklist import states_for
from jiuji_docs.services.desk import Desk
from jiuji_docs.storage.mine import NOTHING, Mine


@dataclass(frozen=True, slots=True)
class WaitingStates:
    """States of cases and of parallel branches; ``barred`` names the editions that differ, by state.

    Where two editions of a pack give a state to different desks, a case is left out by the checksum it pins.
    """

    states: tuple[str, ...]
    beside: tuple[str, ...]
    barred: dict[str, frozenset[str]]
    #: States where only what the unit owns, or what was sent to it, waits for it.
    mine: Mine = NOTHING


def waiting_states(desk: Desk, actor: Actor, *, registers: bool = False) -> WaitingStates:
    """Return where this person could act, over every pack and every edition that open cases have.

    Relief cases and *registers* never stand in the same state; the one or the other is asked for.
    """
    house = desk.house
    running = list(house.editions.running_all(desk.work.session, house.pack_ids))

    def where(*sides: str) -> Callable[[Pack], set[str]]:
        return lambda pack: {
            state
            for side in sides
            for state in states_for(pack, actor, side)
            if (state in pack.workflow.register_states) == registers
        }

    # Below the county whatever is in scope is the unit's own; only the county sees more than that.
    county = actor.level == "county"
    found = gathered(running, where("") if county else where("", OWNER))
    owned = gathered(running, where(OWNER)).states if county else ()
    received = gathered(running, where(RECEIVER)).states
    return replace(found, mine=Mine(actor.unit, owned, received))


def gathered(
    running: Iterable[list[Pack]], wanted: Callable[[Pack], Iterable[str]]
) -> WaitingStates:
    """Return the states *wanted* of each edition, joined; editions of one pack come as one list."""
    states: set[str] = set()
    beside: set[str] = set()
    barred: defaultdict[str, set[str]] = defaultdict(set)
    for editions in running:
        found = [(pack, frozenset(wanted(pack))) for pack in editions]
        for pack, own in found:
            branches = {state for state in own if branch_of(pack.workflow, state)}
            states |= own - branches
            beside |= branches
        for pack, own in found:
            others = frozenset().union(*(more for _pack, more in found)) - own
            for state in others.intersection(pack.workflow.states):
                barred[state].add(pack.checksum)
    left_out = {state: frozenset(checksums) for state, checksums in barred.items()}
    return WaitingStates(tuple(sorted(states)), tuple(sorted(beside)), left_out)
