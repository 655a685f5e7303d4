"""Describe a workflow (流程): states, transitions, decision tables, time limits, debts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from jiuji_docs.domain.workflow.branches import Branch
from jiuji_docs.domain.workflow.joint_meeting import JointMeeting
from jiuji_docs.domain.workflow.panels import Panel
from jiuji_docs.domain.workflow.rights import Right
from jiuji_docs.domain.workflow.tiers import TierRow, TierTable
from jiuji_docs.domain.workflow.time_limit import TimeLimit

__all__ = [
    "START",
    "STAY",
    "Branch",
    "Condition",
    "Debt",
    "JointMeeting",
    "Panel",
    "Right",
    "SignatureRule",
    "State",
    "TierRow",
    "TierTable",
    "TimeLimit",
    "Transition",
    "Workflow",
]

#: A transition with this target stays in the state it began in (the case's version advances).
STAY = "="
#: The state of a case that does not exist yet; transitions from here open one.
START = ""


@dataclass(frozen=True, slots=True)
class State:
    """One place a case can stand (环节); a final state ends it.

    A state of a ``branch`` is where one of several parallel parts stands; a final one ends that part.
    """

    id: str
    title: str
    final: bool = False
    #: The desk (窗口) whose people see the case in their worklist: village, town, county, finance
    #: or archives.
    desk: str = ""
    branch: str = ""


@dataclass(frozen=True, slots=True)
class Condition:
    """A guard by name from the closed list, with typed parameters (条件)."""

    name: str
    parameters: Mapping[str, Any] = field(default_factory=dict)
    clause: str = ""


@dataclass(frozen=True, slots=True)
class SignatureRule:
    """The step signs *paper* at the named *place*; *seal* puts the unit's seal there instead.

    With *named_in*, the path of a field, only the person whom that field names signs: minutes belong to their
    convener, whoever writes them down.
    """

    paper: str
    place: str
    seal: bool = False
    named_in: str = ""


@dataclass(frozen=True, slots=True)
class Transition:
    """One step an actor may take (流转).

    ``source`` holds state ids (``START`` to open a case). ``target`` is a state id, ``STAY``, or
    empty when ``table`` names the decision table whose outcome is the target. ``forms`` are the
    forms entered at this step, in order. ``documents`` are the paper ids issued by it. ``settles``
    and ``owes`` name debts (欠项). ``returns`` marks a 退回: it voids every later approval and its
    papers; ``return_targets`` lists where to, and ``straight`` sends the corrected case straight back
    to the state it was returned from. ``operation`` marks a step only a service fires (payment
    results), never a page button; ``automatic`` one the program takes as soon as its conditions hold.
    ``panel`` and ``act`` make it an answer on a panel, or a change of its seats, whose person the field
    at ``seat`` names. ``responsible`` is the role that answers for the step (责任人), if not the one
    that takes it. ``receiver`` is the path of the entered unit to which the step sends the item (转办);
    ``side`` limits a step to the people of that unit, or of the unit that sent it. ``receipt`` marks a
    step by which whoever takes it becomes responsible; before it the first owner is (首问负责).
    """

    id: str
    title: str
    source: tuple[str, ...]
    target: str = ""
    table: str = ""
    routes: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    guards: tuple[Condition, ...] = ()
    signs: tuple[SignatureRule, ...] = ()
    owes: tuple[str, ...] = ()
    settles: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()
    returns: bool = False
    return_targets: tuple[str, ...] = ()
    refuses: bool = False
    comment_required: bool = False
    operation: bool = False
    automatic: bool = False
    straight: bool = False
    panel: str = ""
    act: str = ""
    seat: str = ""
    responsible: str = ""
    receiver: str = ""
    side: str = ""
    receipt: bool = False
    #: Anybody may take it from a phone, without an account (扫码自报).
    public: bool = False
    not_same_person_as: tuple[str, ...] = ()
    #: Near relatives of the applicant must withdraw from this step (回避).
    recusal: bool = False
    #: Form whose ``modes``, amount and payment fields become the grant (给付) with this step.
    grants: str = ""
    #: The grant comes on top of what the case was granted before and is paid besides it (二次救助).
    grants_more: bool = False
    #: For steps that open a case: person_id, person_name, cause, occurred_on, village, town → paths of
    #: entered fields. A register's item may go without a person and a cause.
    subject: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Debt:
    """Something an emergency route lets wait (欠项): papers, signatures, seal."""

    id: str
    title: str
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Workflow:
    """The whole state machine of one pack, all routes together."""

    id: str
    title: str
    routes: Mapping[str, str]
    states: Mapping[str, State]
    transitions: Mapping[str, Transition]
    tables: Mapping[str, TierTable]
    time_limits: Mapping[str, TimeLimit]
    debts: Mapping[str, Debt]
    checksum: str = ""
    #: Roles the steps may name: id → Chinese title (岗位).
    roles: Mapping[str, str] = field(default_factory=dict)
    branches: Mapping[str, Branch] = field(default_factory=dict)
    panels: Mapping[str, Panel] = field(default_factory=dict)
    #: Meetings that decide cases together (联席会议).
    meetings: Mapping[str, JointMeeting] = field(default_factory=dict)
    rights: tuple[Right, ...] = ()
    #: Routes that are registers (登记簿) and not relief cases, and the states their items stand in.
    registers: tuple[str, ...] = ()
    #: Register, or ``relief`` → the word in its numbers (编号用字), such as 转办; without one, its id.
    number_words: Mapping[str, str] = field(default_factory=dict)
    #: Parameters that tables, grades, panels and meetings take a bound from → which of them.
    bounds: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    register_states: frozenset[str] = field(init=False)
    #: The steps the program takes by itself, in the file's order, and whether a return goes straight back.
    automatic: tuple[Transition, ...] = field(init=False)
    straight: bool = field(init=False)
    #: The steps that start, end, stop or resume a time limit.
    timed: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Note once what would be searched for at every step."""
        steps = self.transitions.values()
        object.__setattr__(self, "automatic", tuple(item for item in steps if item.automatic))
        timed = (
            (*limit.starts, *limit.ends, *limit.suspended_by, *limit.resumed_by)
            for limit in self.time_limits.values()
        )
        object.__setattr__(self, "timed", frozenset(chain.from_iterable(timed)))
        object.__setattr__(self, "straight", any(item.straight for item in steps))
        object.__setattr__(self, "register_states", frozenset(self._stood_in(self.registers)))

    def _stood_in(self, routes: tuple[str, ...]) -> set[str]:
        """Return the states between which steps of only these routes move."""
        found: set[str] = set()
        for step in self.transitions.values() if routes else ():
            if step.routes and set(step.routes) <= set(routes):
                found.update((*step.source, step.target, *step.return_targets))
        return found - {START, STAY}
