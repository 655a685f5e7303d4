"""Give every engine the same work: a case of eight states, each step with its role and a condition."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from jiuji_docs.domain.ledger import GENESIS, chain
from jiuji_docs.domain.workflow.definition import Condition, State, Transition
from jiuji_docs.domain.workflow.engine import step
from jiuji_docs.domain.workflow.facts import Actor, Facts
from jiuji_docs.domain.workflow.policy import Pack

STATES = (
    "draft",
    "accepted",
    "investigated",
    "reviewed",
    "published",
    "approved",
    "paid",
    "archived",
)
#: Steps in order: name, and the role that takes it.
STEPS = (
    ("accept", "clerk"),
    ("investigate", "investigator"),
    ("review", "panel"),
    ("publish", "clerk"),
    ("approve", "approver"),
    ("pay", "finance"),
    ("archive", "archivist"),
)
ROLES = frozenset(role for _, role in STEPS)
#: What the condition looks at: above nothing, papers at hand, within the ceiling.
DATA = {"amount": 400, "papers": 3, "ceiling": 500}
_AMOUNT = "decision.approved_amount"


def holds(data: dict[str, int]) -> bool:
    """Judge the condition as the peers are given it."""
    return data["amount"] > 0 and data["papers"] >= 1 and data["amount"] <= data["ceiling"]


def ours(pack: Pack) -> Callable[[int], None]:
    """Return what walks a number of cases through all steps in our engine, with the hash chain."""
    flow = replace(
        pack.workflow,
        states={name: State(name, name, final=name == STATES[-1]) for name in STATES},
        transitions={name: _transition(place, name, role) for place, (name, role) in _places()},
        branches={},
        panels={},
    )
    own, now = replace(pack, workflow=flow), dt.datetime(2024, 2, 20, tzinfo=dt.UTC)
    actors = {role: Actor(role, role, "u", "u", "town", frozenset({role})) for role in ROLES}
    known = {_AMOUNT: Decimal(400)}

    def walk(cases: int) -> None:
        for _ in range(cases):
            # As the peers have one model a case, whose state they change, so has our engine one case's facts.
            case, last = Facts("expenditure", STATES[0], now, known), GENESIS
            for name, role in STEPS:
                case.state = step(own, case, name, actors[role]).state
                last = chain(last, f"{name} {case.state} {role}", b"key")

    return walk


def _places() -> list[tuple[int, tuple[str, str]]]:
    return list(enumerate(STEPS))


def _transition(place: int, name: str, role: str) -> Transition:
    guard = Condition("amount_at_most", {"parameter": "town_ceiling", "amount": _AMOUNT})
    source, target = (STATES[place],), STATES[place + 1]
    return Transition(name, name, source, target, roles=(role,), guards=(guard,))
