"""A deputy acts within a period and limits, and never does what either of the two may not."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiuji_docs.domain.errors import GuardRefused, NotAllowed, Refused
from jiuji_docs.domain.workflow import engine
from jiuji_docs.domain.workflow.deputies import Deputyship, acting, check_appointment, check_limits
from jiuji_docs.domain.workflow.facts import Actor, Facts, StepTaken
from tests.common.relief import pack

NOW = dt.datetime(2024, 2, 20, 1, 30, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
PACK = pack()


def person(name: str, *roles: str, unit: str = "yangshan", level: str = "town") -> Actor:
    return Actor(name, name, unit, unit, level, frozenset(roles), "岗", "yangshan")


HEAD = person("head", "town.head")
CLERK = person("clerk", "town.clerk")
HELD = Deputyship("head", "clerk", NOW - DAY, NOW + DAY)


def refused(
    new: Deputyship, *others: Deputyship, principal: Actor = HEAD, by: Actor = CLERK
) -> str:
    with pytest.raises(Refused) as caught:
        check_appointment(new, principal, by, others, NOW)
    return caught.value.code


def test_a_colleague_may_be_deputy() -> None:
    check_appointment(HELD, HEAD, CLERK, (), NOW)


@pytest.mark.parametrize(
    ("new", "code"),
    [
        (replace(HELD, deputy="head"), "own_deputy"),
        (replace(HELD, to_at=HELD.from_at), "period"),
        (replace(HELD, from_at=NOW - 3 * DAY, to_at=NOW - DAY), "period"),
        (replace(HELD, to_at=NOW + 400 * DAY), "period"),
        (replace(HELD, roles=frozenset({"county.approver"})), "roles"),
        (replace(HELD, ceiling=Decimal(0)), "ceiling"),
    ],
)
def test_what_must_not_be_is_refused(new: Deputyship, code: str) -> None:
    assert refused(new) == code


def test_neither_another_office_nor_who_runs_the_system_takes_part() -> None:
    assert refused(HELD, by=person("clerk", "town.clerk", unit="qinghe")) == "other_office"
    assert refused(HELD, principal=person("head", "system.admin")) == "roles"


def test_a_town_may_stand_in_for_its_village() -> None:
    village = person("recorder", "village.recorder", unit="lihua", level="village")
    check_appointment(replace(HELD, principal="recorder"), village, CLERK, (), NOW)


@pytest.mark.parametrize(
    ("other", "code"),
    [
        (replace(HELD, deputy="auditor"), "two_deputies"),
        (replace(HELD, principal="clerk", deputy="auditor"), "chain"),
        (replace(HELD, principal="auditor", deputy="head"), "chain"),
    ],
)
def test_chains_and_second_deputies_are_refused(other: Deputyship, code: str) -> None:
    assert refused(HELD, other) == code
    check_appointment(HELD, HEAD, CLERK, [replace(other, ended_at=NOW - 2 * DAY)], NOW)


@given(st.timedeltas(-3 * DAY, 3 * DAY), st.none() | st.timedeltas(-3 * DAY, 3 * DAY))
def test_it_is_in_force_exactly_within_the_period(
    at: dt.timedelta, end: dt.timedelta | None
) -> None:
    held = replace(HELD, ended_at=None if end is None else NOW + end)
    expected = -DAY <= at < DAY and (end is None or at < end)
    assert held.in_force(NOW + at) == expected


def test_the_deputy_has_the_absent_persons_posts_but_none_of_the_own() -> None:
    actor = acting(CLERK, replace(HEAD, roles=frozenset({"town.head", "system.admin"})), HELD)
    assert actor.roles == {"town.head"}
    assert actor.accounts == {"head", "clerk"}
    assert actor.shown_name == "clerk（代head）"
    limited = acting(CLERK, HEAD, replace(HELD, roles=frozenset({"town.auditor"})))
    assert limited.roles == frozenset()


def code_of(held: Deputyship | None, step: str, amount: Decimal | None = None) -> str:
    transition = PACK.workflow.transitions[step]
    try:
        check_limits(held, transition, amount, NOW)
    except Refused as refusal:
        return refusal.code
    return ""


def test_limits_are_period_steps_and_amount() -> None:
    assert code_of(None, "audit") == "deputy_over"
    assert code_of(replace(HELD, ended_at=NOW), "audit") == "deputy_over"
    assert code_of(replace(HELD, steps=frozenset({"audit"})), "approve_town") == "deputy_step"
    held = replace(HELD, ceiling=Decimal(1000))
    assert code_of(held, "audit", Decimal(1001)) == "deputy_ceiling"
    assert not code_of(held, "audit", Decimal(1000))
    assert not code_of(held, "audit")
    with pytest.raises(GuardRefused):
        check_limits(held, PACK.workflow.transitions["audit"], Decimal(1001), NOW)


@pytest.mark.parametrize(
    ("account", "on_behalf_of"), [("clerk", ""), ("head", ""), ("other", "head"), ("x", "clerk")]
)
def test_who_excludes_either_of_the_two_excludes_the_deputy(
    account: str, on_behalf_of: str
) -> None:
    approve = PACK.workflow.transitions["approve_town"]
    taken = StepTaken(
        1, approve.not_same_person_as[0], "", "", account, NOW, on_behalf_of=on_behalf_of
    )
    facts = Facts("expenditure", "awaiting_town", NOW, {}, steps=(taken,))
    with pytest.raises(NotAllowed) as caught:
        engine.check_person(PACK, facts, approve, acting(CLERK, HEAD, HELD))
    assert caught.value.code == "same_person"


@pytest.mark.parametrize("relative", ["clerk", "head"])
def test_the_recusal_of_either_is_the_deputys(relative: str) -> None:
    approve = PACK.workflow.transitions["approve_town"]
    facts = Facts("expenditure", "awaiting_town", NOW, {}, relatives=frozenset({relative}))
    with pytest.raises(NotAllowed) as caught:
        engine.check_person(PACK, facts, approve, acting(CLERK, HEAD, HELD))
    assert caught.value.code == "near_relative"
