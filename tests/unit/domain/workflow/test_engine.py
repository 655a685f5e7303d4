"""The engine takes one step, or says why not."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

import pytest

from jiuji_docs.domain.errors import GuardRefused, NotAllowed, NotInState, Refused
from jiuji_docs.domain.workflow.definition import START
from jiuji_docs.domain.workflow.engine import offers, step
from jiuji_docs.domain.workflow.facts import Facts, FactsOnDemand
from tests.common.relief import actor, facts, pack, taken

AUDITOR = actor("town.auditor", account="auditor", name="孙明")
HEAD = actor("town.head", account="head", name="周敏")
COUNTY = actor("county.approver", account="county", name="吴建华")
REVIEWED = {"review.conclusion": "fits"}


def audited(amount: str | None) -> Facts:
    value = None if amount is None else Decimal(amount)
    entering = {"audit": {"modes": ["money"], "proposed_amount": value}}
    return facts("reviewed", entering=entering)


def decided(amount: str = "500.00", **values: object) -> dict[str, dict[str, object]]:
    money = {"modes": ["money"], "approved_amount": Decimal(amount), "payment_method": "card"}
    return {"decision": {**money, **values}}


def refusal(case: Facts, transition: str, who: object = HEAD, **more: str) -> Refused:
    with pytest.raises(Refused) as caught:
        step(pack(), case, transition, who, **more)
    return caught.value


@pytest.mark.parametrize(
    ("amount", "state"),
    [
        ("0.01", "awaiting_town"),
        ("500.00", "awaiting_town"),
        ("500.01", "awaiting_county"),
        ("20000.00", "awaiting_county"),
    ],
)
def test_a_tier_row_includes_its_upper_bound(amount: str, state: str) -> None:
    assert step(pack(), audited(amount), "audit", AUDITOR).target == state


def test_relief_without_money_falls_in_the_lowest_tier_and_says_so() -> None:
    result = step(pack(), audited(None), "audit", AUDITOR)
    assert result.target == "awaiting_town"
    assert any("0 元分档" in note for note in result.notes)


def test_a_step_there_is_not_is_refused_by_name() -> None:
    error = refusal(facts("accepted"), "fly")
    assert isinstance(error, NotInState)
    assert error.code == "no_such_step"


def test_a_step_from_another_state_says_where_the_case_stands() -> None:
    error = refusal(facts("awaiting_county"), "approve_town")
    assert error.code == "not_in_state"
    assert "待县局审批" in error.message


def test_a_case_that_is_not_open_yet_says_so() -> None:
    assert "尚未受理" in refusal(facts(START), "investigate").message


def test_a_step_of_the_other_route_is_refused() -> None:
    case = facts("paid", "emergency")
    clerk = actor("town.clerk")
    assert refusal(case, "deliver_goods", clerk).code == "other_route"


def test_a_role_not_listed_is_refused() -> None:
    error = refusal(facts("awaiting_town"), "approve_town", AUDITOR)
    assert isinstance(error, NotAllowed)
    assert error.code == "role"


def test_nobody_decides_what_they_audited() -> None:
    case = facts(
        "awaiting_town",
        known=REVIEWED,
        entering=decided(),
        steps=(taken("audit", "awaiting_town", by="head"),),
    )
    assert refusal(case, "approve_town").code == "same_person"


def test_a_voided_step_no_longer_excludes_its_person() -> None:
    case = facts(
        "awaiting_town",
        known=REVIEWED,
        entering=decided(),
        steps=(taken("audit", "awaiting_town", by="head", voided=True),),
    )
    assert step(pack(), case, "approve_town", HEAD).target == "approved"


def test_a_near_relative_withdraws() -> None:
    case = facts("awaiting_town", entering=decided(), relatives=frozenset({"head"}))
    error = refusal(case, "approve_town")
    assert error.code == "near_relative"
    assert "回避" in error.message


def test_who_comes_before_what() -> None:
    case = facts("awaiting_town", entering=decided("9000.00"), relatives=frozenset({"auditor"}))
    assert refusal(case, "approve_town", AUDITOR).code == "role"
    assert refusal(dataclasses.replace(case), "approve_town").code == "amount_over_ceiling"


def test_a_condition_that_does_not_hold_names_its_clause_and_place() -> None:
    error = refusal(facts("awaiting_town", entering=decided("500.01")), "approve_town")
    assert isinstance(error, GuardRefused)
    assert error.clause == "CY-4.3.2"
    assert "朝民发〔2021〕15号 四（三）二" in error.message


def test_an_unset_setting_never_blocks_and_is_noted() -> None:
    entering = {"emergency_relief": {"modes": ["money"], "amount": Decimal("90000.00")}}
    result = step(pack(), facts(START, "emergency", entering=entering), "relieve", HEAD)
    assert result.target == "relieved"
    assert "先行救助限额：未规定" in result.notes


def test_an_offices_own_setting_works_and_is_noted() -> None:
    own = pack({"direct_relief_ceiling": "1000.00"})
    below = {"emergency_relief": {"modes": ["money"], "amount": Decimal("1000.00")}}
    above = {"emergency_relief": {"modes": ["money"], "amount": Decimal("1000.01")}}
    result = step(own, facts(START, "emergency", entering=below), "relieve", HEAD)
    assert "先行救助限额：1000.00 元（本单位规定）" in result.notes
    with pytest.raises(GuardRefused) as caught:
        step(own, facts(START, "emergency", entering=above), "relieve", HEAD)
    assert caught.value.code == "amount_over_ceiling"


def test_a_step_that_stays_leads_to_the_same_state() -> None:
    clerk = actor("town.clerk")
    result = step(pack(), facts("registered", "emergency"), "sign_handler_first", clerk)
    assert result.target == "registered"


def test_a_return_goes_to_the_chosen_state() -> None:
    case = facts(
        "awaiting_county", steps=(taken("review", "reviewed"), taken("accept", "accepted"))
    )
    for target in ("accepted", "reviewed"):
        result = step(pack(), case, "return_county", COUNTY, return_target=target)
        assert result.target == target


def test_a_return_asks_which_state_when_there_are_several() -> None:
    error = refusal(facts("awaiting_county"), "return_county", COUNTY)
    assert error.code == "return_target"
    assert "已受理、已评议" in error.message


def test_a_return_with_one_target_needs_no_choice() -> None:
    case = facts("confirming_town", "emergency", steps=(taken("register", "registered"),))
    assert step(pack(), case, "return_confirmation_town", HEAD).target == "registered"


@pytest.mark.parametrize("target", ["paid", "accepted"])
def test_a_return_never_goes_where_the_case_has_not_been(target: str) -> None:
    case = facts("awaiting_county", steps=(taken("review", "reviewed"),))
    error = refusal(case, "return_county", COUNTY, return_target=target)
    assert error.code == "return_target"


def test_a_step_that_is_no_return_takes_no_return_target() -> None:
    error = refusal(audited("1.00"), "audit", AUDITOR, return_target="accepted")
    assert error.code == "return_target"


def test_offers_are_the_steps_of_state_route_and_role() -> None:
    given = offers(pack(), facts("awaiting_county", known=REVIEWED), COUNTY)
    assert {item.transition.id for item in given} == {
        "approve_county",
        "refuse_county",
        "return_county",
        "refer_city",
        "convene",
    }
    assert offers(pack(), facts("awaiting_county"), HEAD) == ()


def test_offers_leave_out_what_only_a_service_fires() -> None:
    finance = actor("finance.clerk")
    assert offers(pack(), facts("approved"), finance) == ()


def test_an_offer_says_why_it_cannot_be_taken_yet() -> None:
    case = facts("awaiting_county", known={"review.conclusion": "unfit"})
    refusals = {item.transition.id: item.refusal for item in offers(pack(), case, COUNTY)}
    refused = refusals["approve_county"]
    assert refused is not None
    assert refused.code == "review_unfit"
    assert refusals["refuse_county"] is None


def test_an_offer_does_not_judge_what_is_not_entered_yet() -> None:
    investigator = actor("town.investigator")
    (offer,) = offers(pack(), facts("accepted"), investigator)
    assert offer.refusal is None
    empty = facts("accepted", entering={"investigation": {"investigators": []}})
    (offer,) = offers(pack(), empty, investigator)
    assert offer.refusal is not None
    assert offer.refusal.code == "two_investigators"


def test_an_offer_to_a_near_relative_is_refused() -> None:
    who = actor("town.investigator", account="kin")
    (offer,) = offers(pack(), facts("accepted", relatives=frozenset({"kin"})), who)
    assert offer.refusal is not None
    assert offer.refusal.code == "near_relative"


def test_a_fact_on_demand_is_looked_up_once_and_only_when_asked_for() -> None:
    asked: list[str] = []

    def known() -> dict[str, int]:
        asked.append("known")
        return {"a.b": 1}

    given = {
        item.name: None for item in dataclasses.fields(Facts) if item.name not in ("known", "state")
    }
    facts = FactsOnDemand({"known": known}, state="accepted", **given)
    assert (facts.state, asked) == ("accepted", [])
    assert facts.known == facts.known == {"a.b": 1}
    assert asked == ["known"]
    with pytest.raises(AttributeError):
        facts.nothing  # type: ignore[attr-defined]  # noqa: B018


def test_facts_on_demand_leave_no_fact_out() -> None:
    with pytest.raises(TypeError, match="route"):
        FactsOnDemand({}, state="accepted")
