"""Describe the way of an official document: states, steps, who takes them, which clause says so (流程)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

#: A step that leaves the dossier where it stands.
SAME = "same"
#: What a step may do besides moving the dossier; services.dispatch.effects carries it out.
EFFECTS = (
    "ask_units", "agree", "void_approvals", "sign", "void_signing", "number", "void_number",
    "void_recheck", "deliver_to", "print", "reprint", "seal", "deliver", "close", "receive", "due",
    "file",
)  # fmt: skip
#: Whose people take a step: the dossier's own unit's, a unit's asked to countersign, another signing organ's.
BY = ("own", "asked", "joint")
#: Effects of a step that sends the document back, or has a thing done anew.
_BACK = frozenset({"void_approvals", "void_signing", "void_number", "void_recheck", "reprint"})
#: What a step may ask for: 会签单位, 机关代字, 分送单位, 办结时限, 全宗号, 保管期限, 机构（问题）, 页数.
ASKS = ("units", "code", "deliver", "due", "fonds", "retention", "office", "pages")
COMMENTS = ("none", "optional", "required")


@dataclass(frozen=True, slots=True)
class FlowState:
    """Where a dossier stands (环节); ``editors`` are the roles that may change the text there."""

    id: str
    title: str
    editors: tuple[str, ...] = ()
    final: bool = False


@dataclass(frozen=True, slots=True)
class FlowStep:
    """A step (办理): from where to where, by which roles of the own or an asked unit, by which clause."""

    id: str
    title: str
    source: tuple[str, ...]
    target: str
    roles: tuple[str, ...]
    clause: str
    by: str = "own"
    comment: str = "none"
    asks: tuple[str, ...] = ()
    guards: tuple[str, ...] = ()
    effects: tuple[str, ...] = ()

    @property
    def goes_back(self) -> bool:
        """Whether it sends the document back, or ends it unfinished, instead of leading it on."""
        return bool(_BACK & set(self.effects)) or (
            "close" in self.effects and self.comment == "required"
        )


@dataclass(frozen=True, slots=True)
class Flow:
    """A whole flow: ``prefix`` begins its dossiers' numbers, ``start`` is where they begin."""

    id: str
    title: str
    prefix: str
    start: str
    states: Mapping[str, FlowState]
    steps: Mapping[str, FlowStep]

    def steps_from(self, state: str) -> tuple[FlowStep, ...]:
        """Return the steps that begin at *state*, in order."""
        return tuple(one for one in self.steps.values() if state in one.source)

    def states_for(self, roles: frozenset[str], by: str = "own") -> tuple[str, ...]:
        """Return the states at which somebody with *roles* leads a document on, *by* whose unit.

        What can be done at any time (传阅、催办) and what sends back make nobody's list longer.
        """
        mine = (one for one in self.steps.values() if one.by == by and roles & set(one.roles))
        leading = (one for one in mine if not one.goes_back)
        moving = (one for one in leading if one.target != SAME or by == "joint")
        return tuple(dict.fromkeys(state for step in moving for state in step.source))
