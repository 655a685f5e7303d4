"""A step made ready says what the plain rules say, word for word, in every shipped pack."""

from __future__ import annotations

import dataclasses
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiuji_docs.domain.errors import Refused
from jiuji_docs.domain.workflow.compiled import ready
from jiuji_docs.domain.workflow.definition import Transition
from jiuji_docs.domain.workflow.engine import (
    Taken,
    check_conditions,
    check_person,
    find,
    standing_at,
    step,
)
from jiuji_docs.domain.workflow.facts import Actor, Facts
from jiuji_docs.domain.workflow.policy import Pack
from jiuji_docs.domain.workflow.sums import amount_at_most, yuan
from jiuji_docs.domain.workflow.targets import target_of
from jiuji_docs.domain.workflow.verdict import GuardResult, fails, holds, setting, value_at
from tests.common.relief import actor, catalog, facts, pack, taken

PACKS = tuple(sorted(catalog().packs))
PEOPLE = ("甲", "乙")
#: Above, on and below the ceilings there are, none, and text as a form may leave it.
AMOUNTS = st.sampled_from((None, Decimal(0), Decimal("500.00"), Decimal("500.01"), "1000", 99999))


def plain(own: Pack, case: Facts, name: str, who: Actor, target: str) -> Taken:
    """Take a step by the rules alone, with nothing made ready."""
    found = find(own, case, name)
    source = standing_at(case, found)
    assert source is not None
    check_person(own, case, found, who)
    notes = check_conditions(own, case, found.guards, who)
    leads, more = target_of(own, case, found, source, target)
    told = tuple(dict.fromkeys((*notes, *more)))
    state = own.workflow.states.get(source)
    on_branch = source != case.state and state is not None and not found.returns
    branch = state.branch if on_branch and state is not None else ""
    return Taken(found, source, leads, case.state if branch else leads, branch, told)


def told(way: Any, *given: Any, **named: Any) -> Any:
    """Return what a way of judging says: the step, or the refusal's kind, code, words and clause."""
    try:
        return way(*given, **named)
    except Refused as refusal:
        return type(refusal), refusal.code, refusal.message, getattr(refusal, "clause", "")


def a_case(data: st.DataObject, flow: Any, item: Transition) -> Facts:
    """Draw a case that mostly stands where the step begins, with sums, earlier steps and relatives."""
    state = data.draw(st.sampled_from(item.source * 4 + tuple(flow.states)))
    route = data.draw(st.sampled_from(item.routes * 4 + tuple(flow.routes)))
    paths = {
        v for g in item.guards for v in g.parameters.values() if isinstance(v, str) and "." in v
    }
    sums = {path: data.draw(AMOUNTS) for path in sorted(paths) if "amount" in path}
    earlier = data.draw(st.lists(st.sampled_from(tuple(flow.transitions)), max_size=2))
    steps = (
        taken(name, flow.transitions[name].target, by=data.draw(st.sampled_from(PEOPLE)))
        for name in earlier
    )
    relatives = data.draw(st.sampled_from((frozenset(), frozenset({"甲"}))))
    at = data.draw(st.sampled_from(item.source))
    branches = {"one": at} if data.draw(st.booleans()) else {}
    return facts(
        state, route, known=sums, steps=tuple(steps), relatives=relatives, branches=branches
    )


@pytest.mark.parametrize("name", PACKS)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_a_step_made_ready_says_what_the_plain_rules_say(name: str, data: st.DataObject) -> None:
    own = catalog().pack(name)
    flow = own.workflow
    item = data.draw(st.sampled_from(tuple(flow.transitions.values())))
    case = a_case(data, flow, item)
    held = data.draw(st.sampled_from((item.roles, item.roles, ())))
    who = actor(*held, account=(person := data.draw(st.sampled_from(PEOPLE))), name=person)
    target = data.draw(st.sampled_from((*item.return_targets, "")))
    by_rules = told(plain, own, case, item.id, who, target)
    assert told(step, own, case, item.id, who, return_target=target) == by_rules


def ceiling_by_its_words(case: Facts, own: Pack, parameter: str, amount: str) -> GuardResult:
    """Judge a ceiling with nothing looked up beforehand."""
    ceiling, entered = setting(own, parameter), value_at(case, amount)
    if ceiling.value is None or entered is None or Decimal(entered) <= yuan(str(ceiling.value)):
        return holds(ceiling.note)
    title = own.policy.parameters[parameter].title
    why = f"金额 {entered} 元超过{title}（{ceiling.value} 元），须报上一级审批"
    return fails("amount_over_ceiling", why)


@given(
    AMOUNTS,
    st.sampled_from(("entered", "known")),
    st.sampled_from((None, "500", 500, "unset", "800.00")),
)
def test_a_bound_ceiling_judges_as_its_words_do(amount: Any, where: str, limit: Any) -> None:
    own = pack()
    if limit is not None:
        old = own.policy.parameters["town_ceiling"]
        new = dataclasses.replace(old, value=limit, origin="office")
        policy = dataclasses.replace(
            own.policy, parameters={**own.policy.parameters, "town_ceiling": new}
        )
        own = dataclasses.replace(own, policy=policy)
    if where == "entered":
        case = facts("", entering={"decision": {"approved_amount": amount}})
    else:
        case = facts("", known={"decision.approved_amount": amount})
    path = "decision.approved_amount"
    judged = amount_at_most(case, actor(), own, parameter="town_ceiling", amount=path)
    assert judged == ceiling_by_its_words(case, own, "town_ceiling", path)


def test_another_setting_is_another_pack_with_nothing_ready() -> None:
    first = next(iter(pack().workflow.transitions))
    own = pack()
    assert ready(own, first) is ready(own, first)
    assert dataclasses.replace(own, checksum="other").ready == {}
    assert ready(own, "no such step") is None
