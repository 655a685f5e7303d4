"""The kernel: one step, all or nothing, once."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from jiuji_docs.domain.errors import (
    FormInvalid,
    GuardRefused,
    NotAllowed,
    NotFound,
    NotInState,
    StalePage,
)
from jiuji_docs.services.clock import FixedClock
from jiuji_docs.services.house import House
from jiuji_docs.services.ledger_check import check_ledger
from tests.common.cases import case_at, fire


def test_accepting_opens_a_numbered_case_with_its_papers(house: House) -> None:
    outcome = fire(house, "yangshan.clerk", "accept")

    assert outcome.case == "阳政救受〔2024〕1号"
    assert outcome.state == "accepted"
    assert set(outcome.documents) == {
        "application",
        "integrity_pledge",
        "check_authorization",
        "acceptance_notice",
    }


def test_numbers_run_without_gaps_even_when_an_acceptance_is_refused(house: House) -> None:
    fire(house, "yangshan.clerk", "accept")
    with pytest.raises(FormInvalid):
        fire(house, "yangshan.clerk", "accept", forms={"application": {"requested_amount": "-1"}})

    second = fire(
        house, "yangshan.clerk", "accept", forms={"application": {"occurred_on": "2024-01-02"}}
    )

    assert second.case == "阳政救受〔2024〕2号"


def test_the_same_key_gives_the_same_answer_and_no_second_step(house: House) -> None:
    first = fire(house, "yangshan.clerk", "accept", key="one")

    again = fire(house, "yangshan.clerk", "accept", key="one")

    assert again.repeated
    assert again.case == first.case
    with house.desk(write=False) as desk:
        assert desk.cases.count(["accepted"], None) == 1


def test_a_key_cannot_be_reused_by_somebody_else(house: House) -> None:
    number = fire(house, "yangshan.clerk", "accept", key="one").case

    with pytest.raises(StalePage, match="其他操作"):
        fire(house, "yangshan.investigator", "investigate", number, key="one")


def test_a_step_on_an_old_page_is_refused(house: House) -> None:
    number = case_at(house, "investigated")

    with pytest.raises(StalePage, match="他人已办理"):
        fire(house, "lihua.recorder", "review", number, version=1)


def test_another_towns_case_does_not_exist_for_this_town(house: House) -> None:
    number = case_at(house, "accepted")

    with pytest.raises(NotFound):
        fire(house, "qinghe.investigator", "investigate", number)


def test_another_village_of_the_same_town_does_not_see_the_case(house: House) -> None:
    number = case_at(house, "investigated")

    with pytest.raises(NotFound):
        fire(house, "dongpo.recorder", "review", number)


def test_the_wrong_role_is_refused_and_nothing_changes(house: House) -> None:
    number = case_at(house, "accepted")

    with pytest.raises(NotAllowed):
        fire(house, "yangshan.auditor", "investigate", number)

    with house.desk(write=False) as desk:
        case = desk.cases.get(number)
        assert (case.state, case.version) == ("accepted", 1)
        assert len(desk.cases.steps(case.id)) == 1


def test_a_step_taken_twice_is_refused_the_second_time(house: House) -> None:
    number = case_at(house, "investigated")

    with pytest.raises(NotInState):
        fire(house, "yangshan.investigator", "investigate", number)


def test_a_form_that_the_step_does_not_ask_for_is_refused(house: House) -> None:
    from jiuji_docs.services.command import Command
    from jiuji_docs.services.transitions import TransitionService

    number = case_at(house, "accepted")
    command = Command(
        "investigate", "k", case=number, entries={"decision": {"approved_amount": "1"}}
    )

    with pytest.raises(GuardRefused, match="本环节不填写"):
        house.run(
            lambda desk: TransitionService(desk).fire(command, desk.actor("yangshan.investigator"))
        )


def test_five_hundred_goes_to_the_town_and_a_fen_more_to_the_county(house: House) -> None:
    town = case_at(house, "awaiting", "500.00")
    with house.desk(write=False) as desk:
        assert desk.cases.get(town).state == "awaiting_town"

    fire(house, "yangshan.head", "return_town", town, return_target="reviewed", comment="重新核定")
    outcome = fire(
        house, "yangshan.auditor", "audit", town, forms={"audit": {"proposed_amount": "500.01"}}
    )

    assert outcome.state == "awaiting_county"


def test_a_return_voids_later_approvals_and_their_papers(house: House) -> None:
    number = case_at(house, "awaiting")

    fire(
        house, "yangshan.head", "return_town", number, return_target="reviewed", comment="金额有误"
    )

    with house.desk(write=False) as desk:
        case = desk.cases.get(number)
        voided = [step.transition for step in desk.cases.steps(case.id) if step.voided]
        papers = {row.paper: row.state for row in desk.documents.of_case(case.id, voided=None)}
        assert voided == ["audit"]
        assert papers["approval_expenditure"] == "void"
        assert papers["review"] == "printing"
        assert "audit" not in {entry.form for entry in desk.cases.entries(case.id)}
        assert case.returned_by == "yangshan.head"


def test_after_a_return_the_approval_form_is_issued_anew(house: House) -> None:
    number = case_at(house, "awaiting")
    fire(
        house, "yangshan.head", "return_town", number, return_target="reviewed", comment="金额有误"
    )

    outcome = fire(house, "yangshan.auditor", "audit", number)

    assert "approval_expenditure" in outcome.documents
    with house.desk(write=False) as desk:
        case = desk.cases.get(number)
        latest = desk.documents.latest(case.id, "approval_expenditure")
        assert latest.edition == 2
        assert [mark.place for mark in desk.documents.signatures(latest.id)] == ["town"]


def test_a_decision_in_money_makes_exactly_one_payment(house: House) -> None:
    number = case_at(house, "awaiting")

    fire(house, "yangshan.head", "approve_town", number)

    with house.desk(write=False) as desk:
        case = desk.cases.get(number)
        payments = desk.payments.of_case(case.id)
        assert [(row.amount, row.method, row.state) for row in payments] == [
            (Decimal("500.00"), "card", "waiting")
        ]


def test_the_auditor_cannot_decide_what_they_audited(house: House) -> None:
    number = case_at(house, "awaiting")
    house.run(lambda desk: _give_role(desk, "yangshan.auditor", "town.head"))

    with pytest.raises(NotAllowed) as refused:
        fire(house, "yangshan.auditor", "approve_town", number)

    assert refused.value.code == "same_person"


def test_nothing_can_happen_in_the_future(house: House, clock: FixedClock) -> None:
    later = clock.at + dt.timedelta(hours=1)

    with pytest.raises(GuardRefused, match="不能晚于现在"):
        fire(house, "yangshan.clerk", "accept", occurred_at=later)


def test_every_step_stands_in_the_ledger(house: House) -> None:
    case_at(house, "awaiting")

    report = check_ledger(house)

    assert report.ok
    with house.desk(write=False) as desk:
        kinds = [entry.body for entry in desk.ledger.entries() if '"step"' in entry.body]
        assert len(kinds) == 4
        assert not any("王守田" in body for body in kinds)


def test_a_refused_step_leaves_no_trace_in_the_ledger(house: House) -> None:
    number = case_at(house, "accepted")
    before = check_ledger(house).entries

    with pytest.raises(NotAllowed):
        fire(house, "yangshan.auditor", "investigate", number)

    assert check_ledger(house).entries == before


def _give_role(desk: object, account: str, role: str) -> None:
    from sqlalchemy import insert

    from jiuji_docs.storage.models import AccountRole

    desk.work.session.execute(insert(AccountRole).values(account_id=account, role=role))  # type: ignore[attr-defined]


def test_nobody_handles_their_own_application(house: House) -> None:
    """The applicant is the town's own investigator: a colleague must go."""
    own = {"application": {"applicant_name": "陈立新", "account_name": "陈立新"}}
    number = fire(house, "yangshan.clerk", "accept", forms=own).case

    with pytest.raises(NotAllowed) as refused:
        fire(house, "yangshan.investigator", "investigate", number)

    assert refused.value.code == "near_relative"


def test_cash_is_settled_when_its_receipt_is_entered(house: House) -> None:
    number = case_at(house, "awaiting")
    cash = {"decision": {"payment_method": "cash", "cash_reason": "村里没有金融网点，行动不便"}}
    fire(house, "yangshan.head", "approve_town", number, forms=cash)
    receipt = {
        "receipt": {"received_by": "王守田", "received_on": "2024-02-20", "amount": "500.00"}
    }

    outcome = fire(house, "yangshan.clerk", "deliver", number, forms=receipt)

    assert outcome.state == "paid"
    with house.desk(write=False) as desk:
        payments = desk.payments.of_case(desk.cases.get(number).id)
        assert [(row.method, row.state) for row in payments] == [("cash", "paid")]
