"""However a case is walked, it never gets stuck, and never through a role that is not listed."""

from __future__ import annotations

import dataclasses
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiuji_docs.domain.errors import Refused
from jiuji_docs.domain.workflow.definition import START
from jiuji_docs.domain.workflow.engine import Taken, step
from jiuji_docs.domain.workflow.facts import Actor, Facts, PaymentFact, StepTaken
from tests.common.relief import NOW, actor, facts, pack

ROLES = tuple(pack().workflow.roles)
STEPS = tuple(pack().workflow.transitions)
PEOPLE = ("甲", "乙", "丙")
AMOUNTS = st.decimals("0.01", "9999.99", places=2)


def outcome(case: Facts, transition: str, who: Actor, target: str = "") -> Taken | Refused:
    """Return the step taken, or the refusal."""
    try:
        return step(pack(), case, transition, who, return_target=target)
    except Refused as refusal:
        return refusal


def person(data: st.DataObject, roles: tuple[str, ...]) -> Actor:
    """Draw somebody who often has a role for the step, and sometimes not."""
    name = data.draw(st.sampled_from(PEOPLE))
    held = data.draw(st.one_of(st.just(set(roles)), st.sets(st.sampled_from(ROLES))))
    return actor(*held, account=name, name=name)


def entering(amount: Decimal) -> dict[str, dict[str, Any]]:
    """Return forms as somebody careful would fill them."""
    money = {"modes": ["money"], "payment_method": "card"}
    people = [{"name": name} for name in PEOPLE]
    votes = {"expected": 9, "present": 7, "in_favour": 6, "against": 1, "abstain": 0}
    return {
        "investigation": {"investigators": people},
        "review": {**votes, "conclusion": "fits"},
        "audit": {**money, "proposed_amount": amount},
        "decision": {**money, "approved_amount": amount},
        "approval_emergency": {"amount": amount},
        "emergency_relief": {**money, "amount": amount},
        "city_decision": {"result": "approved"},
    }


def after(case: Facts, transition: str, target: str, account: str) -> Facts:
    """Return the facts once the step is taken, as the services would have them."""
    flow = pack().workflow.transitions[transition]
    taken = StepTaken(len(case.steps) + 1, transition, case.state, target, account, NOW)
    debts = case.open_debts.union(flow.owes).difference(flow.settles)
    return dataclasses.replace(case, state=target, steps=(*case.steps, taken), open_debts=debts)


@settings(max_examples=15, deadline=None)
@given(st.data(), st.sampled_from(("expenditure", "emergency")))
def test_random_walks_stay_on_the_map(data: st.DataObject, route: str) -> None:
    flow = pack().workflow
    case = facts(START, route)
    for _move in range(18):
        ways = [s for s in flow.transitions.values() if case.state in s.source]
        if case.state and flow.states[case.state].final:
            assert not ways
            return
        chosen = data.draw(st.sampled_from(ways))
        who = person(data, chosen.roles)
        target = data.draw(st.sampled_from(chosen.return_targets or ("",)))
        tried = dataclasses.replace(case, entering=entering(data.draw(AMOUNTS)))
        result = outcome(tried, chosen.id, who, target)
        if isinstance(result, Refused):
            assert result.message
            continue
        assert who.roles & set(chosen.roles)
        assert route in (chosen.routes or (route,))
        assert result.target in flow.states
        case = after(case, chosen.id, result.target, who.account)


@pytest.mark.parametrize("route", ["expenditure", "emergency"])
def test_a_case_can_be_walked_to_its_end(route: str) -> None:
    """Take each step not taken yet, as somebody with every role, until the case is filed."""
    flow = pack().workflow
    case = facts(START, route, payments=(PaymentFact(Decimal("1.00"), "card", "paid"),))
    for seq in range(12):
        if case.state and flow.states[case.state].final:
            return
        who = actor(*ROLES, account=str(seq), name="甲")
        taken_ids = {item.transition for item in case.steps}
        ways = [s for s in flow.transitions.values() if case.state in s.source]
        fresh = [s for s in ways if s.id not in taken_ids and not s.returns and not s.refuses]
        tried = dataclasses.replace(case, entering=entering(Decimal("300.00")))
        results = [outcome(tried, s.id, who) for s in fresh]
        first = next(item for item in results if isinstance(item, Taken))
        case = after(case, first.transition.id, first.target, who.account)
    raise AssertionError(case.state)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(STEPS), st.sets(st.sampled_from(ROLES)), AMOUNTS)
def test_a_role_that_is_not_listed_never_takes_a_step(
    transition: str, roles: set[str], amount: Decimal
) -> None:
    flow = pack().workflow.transitions[transition]
    who = actor(*roles.difference(flow.roles), account="甲", name="甲")
    route = flow.routes[0] if flow.routes else "expenditure"
    for state in flow.source:
        case = facts(state, route, entering=entering(amount))
        result = outcome(case, transition, who)
        assert isinstance(result, Refused)
        assert result.code == "role"
