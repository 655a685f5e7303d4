"""Take a case through its first steps, as tests need it: values come from the shipped scenarios."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from functools import cache
from typing import Any

from jiuji_docs.definitions.scenarios import shipped_scenarios
from jiuji_docs.domain.scenario import Scenario
from jiuji_docs.services.command import Command, Outcome
from jiuji_docs.services.house import House
from jiuji_docs.services.transitions import TransitionService

PACK = "chaoyang-2021"
_keys = itertools.count(1)


@cache
def scenario(name: str = "expenditure_town") -> Scenario:
    """Return a shipped scenario by name."""
    return next(item for item in shipped_scenarios(PACK) if item.id == name)


def fire(
    house: House,
    who: str,
    transition: str,
    case: str = "",
    *,
    forms: Mapping[str, Mapping[str, Any]] | None = None,
    key: str = "",
    **more: Any,
) -> Outcome:
    """Take one step with the scenario's values, overlaid with *forms*."""
    with house.desk(write=False) as desk:
        pack = desk.pack_of(desk.cases.get(case)) if case else desk.pack(PACK)
    needed = pack.workflow.transitions[transition].forms
    given = forms or {}
    entries = {form: {**scenario().forms.get(form, {}), **given.get(form, {})} for form in needed}
    command = Command(
        transition, key or f"test:{next(_keys)}", case=case, pack=PACK, entries=entries, **more
    )
    return house.run(lambda desk: TransitionService(desk).fire(command, desk.actor(who)))


def case_at(house: House, state: str, amount: str = "500.00") -> str:
    """Return the number of a new case that stands at *state* on the ordinary route."""
    number = fire(house, "yangshan.clerk", "accept").case
    path = {
        "accepted": (),
        "investigated": ("investigate",),
        "reviewed": ("investigate", "review"),
        "awaiting": ("investigate", "review", "audit"),
    }[state]
    people = {
        "investigate": "yangshan.investigator",
        "review": "lihua.recorder",
        "audit": "yangshan.auditor",
    }
    for step in path:
        fire(house, people[step], step, number, forms={"audit": {"proposed_amount": amount}})
    return number
