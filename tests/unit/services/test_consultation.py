"""Parallel checks, panels and automatic steps, through the one kernel, on both databases."""

from __future__ import annotations

from typing import Any

import pytest

from jiuji_docs.domain.errors import (
    FormInvalid,
    GuardRefused,
    NotAllowed,
    NotInState,
    Refused,
    StalePage,
)
from jiuji_docs.domain.workflow.replay import replay
from jiuji_docs.services.case_file import CaseFileService
from jiuji_docs.services.house import House
from jiuji_docs.services.ledger_check import check_ledger
from jiuji_docs.services.worklists import WorklistService
from tests.common.cases import PACK, fire, scenario
from tests.common.consultation import consulting_pack

FINANCE, CASHIER, ARCHIVIST = "county.finance", "county.cashier", "county.archivist"
COUNTY = "county.approver"


@pytest.fixture(autouse=True)
def _consulting(house: House) -> None:
    house.adopt(consulting_pack())


def at_panel(house: House) -> str:
    """Return a case whose panel is open."""
    number = fire(house, "yangshan.clerk", "accept").case
    verified(house, number)
    fire(house, "yangshan.investigator", "investigate", number)
    fire(house, "lihua.recorder", "review", number)
    fire(
        house,
        "yangshan.auditor",
        "audit",
        number,
        forms={"audit": {"proposed_amount": "800.00"}},
    )
    fire(house, COUNTY, "convene", number, comment="金额较大，提请会商")
    return number


def verified(house: House, number: str) -> None:
    fire(house, "yangshan.clerk", "answer_bank", number)
    fire(house, "yangshan.investigator", "visit_house", number)
    fire(house, "yangshan.investigator", "answer_house", number)


def vote(house: House, who: str, number: str, answer: str = "agree", **more: Any) -> Any:
    forms = {"panel_opinion": {"vote": answer, "opinion": f"{who}的意见"}}
    return fire(house, who, "give_opinion", number, forms=forms, **more)


def state(house: House, number: str) -> str:
    with house.desk(write=False) as desk:
        return str(desk.cases.get(number).state)


def standing(house: House, number: str) -> dict[str, str]:
    with house.desk(write=False) as desk:
        return {row.branch: row.state for row in desk.cases.branches(desk.cases.get(number).id)}


def waiting(house: House, who: str) -> list[str]:
    with house.desk(write=False) as desk:
        return [item.number for item in WorklistService(desk).waiting(desk.actor(who)).items]


def test_branches_run_beside_each_other_and_the_last_one_moves_the_case_on(house: House) -> None:
    number = fire(house, "yangshan.clerk", "accept").case
    assert standing(house, number) == {"bank": "bank_asked", "house": "house_asked"}

    assert fire(house, "yangshan.investigator", "visit_house", number).state == "accepted"
    assert fire(house, "yangshan.clerk", "answer_bank", number).state == "accepted"
    assert standing(house, number) == {"bank": "bank_answered", "house": "house_visited"}
    outcome = fire(house, "yangshan.investigator", "answer_house", number)

    assert outcome.state == "verified"
    assert standing(house, number) == {}
    with house.desk(write=False) as desk:
        case = desk.cases.get(number)
        steps = desk.cases.steps(case.id)
        assert (case.state, case.version) == ("verified", 5)
        assert (steps[-1].transition, steps[-1].account_id) == ("checked", "system")
        assert replay(consulting_pack().workflow, steps) == "verified"
    assert check_ledger(house).ok


def test_nothing_goes_on_before_every_branch_has_ended(house: House) -> None:
    number = fire(house, "yangshan.clerk", "accept").case
    fire(house, "yangshan.clerk", "answer_bank", number)

    with pytest.raises(NotInState):
        fire(house, "yangshan.investigator", "investigate", number)
    with pytest.raises(NotInState):
        fire(house, "yangshan.clerk", "answer_bank", number)


def test_two_people_in_two_branches_do_not_overtake_each_other(house: House) -> None:
    number = fire(house, "yangshan.clerk", "accept").case
    fire(house, "yangshan.investigator", "visit_house", number, version=1)

    fire(house, "yangshan.clerk", "answer_bank", number, version=1)
    with pytest.raises(StalePage):
        fire(house, "yangshan.investigator", "answer_house", number, version=1)

    assert standing(house, number) == {"bank": "bank_answered", "house": "house_visited"}


def test_the_worklist_shows_a_branch_to_whoever_works_in_it(house: House) -> None:
    number = fire(house, "yangshan.clerk", "accept").case
    assert waiting(house, "yangshan.investigator") == [number]
    assert waiting(house, "yangshan.clerk") == [number]
    assert waiting(house, "qinghe.clerk") == []

    fire(house, "yangshan.clerk", "answer_bank", number)

    assert waiting(house, "yangshan.clerk") == []
    assert waiting(house, "yangshan.investigator") == [number]


def test_a_return_opens_the_branches_anew(house: House) -> None:
    number = at_panel(house)
    for who in (FINANCE, CASHIER, ARCHIVIST):
        vote(house, who, number)
    assert state(house, number) == "agreed"

    fire(house, COUNTY, "return_agreed", number, return_target="accepted", comment="重新核对")

    assert standing(house, number) == {"bank": "bank_asked", "house": "house_asked"}
    verified(house, number)
    assert state(house, number) == "verified"


def test_a_panel_agrees_when_two_thirds_have_agreed(house: House) -> None:
    number = at_panel(house)
    assert vote(house, FINANCE, number).state == "deliberating"
    assert vote(house, CASHIER, number, "abstain").state == "deliberating"
    assert vote(house, ARCHIVIST, number).state == "deliberating"

    outcome = vote(house, COUNTY, number, key="last")

    assert outcome.state == "agreed"
    again = vote(house, COUNTY, number, key="last")
    assert (again.repeated, again.state, again.seq) == (True, "agreed", outcome.seq)


def test_a_panel_that_can_no_longer_agree_is_settled_at_once(house: House) -> None:
    number = at_panel(house)
    vote(house, FINANCE, number, "disagree")
    assert vote(house, CASHIER, number, "disagree").state == "disagreed"
    with pytest.raises(NotInState):
        vote(house, ARCHIVIST, number)


def test_members_who_opened_their_pages_together_may_all_answer(house: House) -> None:
    number = at_panel(house)
    with house.desk(write=False) as desk:
        shown = desk.cases.get(number).version
    vote(house, FINANCE, number, version=shown)
    vote(house, CASHIER, number, version=shown)
    assert vote(house, ARCHIVIST, number, version=shown).state == "agreed"
    with pytest.raises(Refused):
        vote(house, COUNTY, number, version=shown)


def test_nobody_answers_twice_and_nobody_without_a_seat(house: House) -> None:
    number = at_panel(house)
    vote(house, FINANCE, number)
    with pytest.raises(NotAllowed, match="已在“会商会签”中发表意见"):
        vote(house, FINANCE, number)
    with pytest.raises(NotAllowed):
        vote(house, "county.inspector", number)


def test_a_near_relative_has_no_seat(house: House) -> None:
    relative = {"application": {"relative_of": "钱静"}}
    number = fire(house, "yangshan.clerk", "accept", forms=relative).case
    verified(house, number)
    fire(house, "yangshan.investigator", "investigate", number)
    fire(house, "lihua.recorder", "review", number)
    fire(house, "yangshan.auditor", "audit", number, forms={"audit": {"proposed_amount": "800"}})
    fire(house, COUNTY, "convene", number, comment="会商")

    with pytest.raises(NotAllowed):
        vote(house, FINANCE, number)
    vote(house, CASHIER, number)
    assert vote(house, ARCHIVIST, number).state == "agreed"


def test_somebody_is_added_and_taken_off_again(house: House) -> None:
    number = at_panel(house)
    seat = {"panel_seat": {"account": "county.inspector", "reason": "涉及监督"}}
    fire(house, COUNTY, "add_member", number, forms=seat)
    with house.desk(write=False) as desk:
        assert [row.number for row in desk.cases.awaiting_answer("county.inspector")] == [number]

    with pytest.raises(FormInvalid, match="此人已在席位中"):
        fire(house, COUNTY, "add_member", number, forms=seat)
    vote(house, FINANCE, number)
    vote(house, CASHIER, number)
    assert vote(house, "county.inspector", number).state == "deliberating"

    leave = {"panel_seat": {"account": ARCHIVIST, "reason": "出差"}}
    outcome = fire(house, COUNTY, "remove_member", number, forms=leave)

    assert outcome.state == "agreed"


@pytest.mark.parametrize("account", ["nobody", "qinghe.clerk"])
def test_only_somebody_who_may_see_the_case_is_added(house: House, account: str) -> None:
    number = at_panel(house)
    seat = {"panel_seat": {"account": account, "reason": "请参加"}}
    with pytest.raises(FormInvalid):
        fire(house, COUNTY, "add_member", number, forms=seat)


def test_a_vote_is_not_closed_without_quorum_and_absence_is_no_agreement(house: House) -> None:
    number = at_panel(house)
    vote(house, FINANCE, number)
    with pytest.raises(GuardRefused, match="未达到法定人数"):
        fire(house, COUNTY, "close_vote", number)
    vote(house, CASHIER, number)

    assert fire(house, COUNTY, "close_vote", number).state == "disagreed"


def test_the_case_page_and_the_paper_show_every_seat(house: House) -> None:
    number = at_panel(house)
    vote(house, FINANCE, number)
    with house.desk(write=False) as desk:
        view = CaseFileService(desk).view(number, desk.actor(COUNTY))
    panel = view.panels[0]
    assert panel.standing == "会商会签：同意 1、不同意 0、弃权 0，尚有 3 席未发表意见"
    assert [(seat.who, seat.answer) for seat in panel.seats] == [
        ("吴建华", ""),
        ("钱静", "同意"),
        ("何平", ""),
        ("冯雪", ""),
    ]
    assert [item.who for item in view.steps if item.title == "核对完毕"] == ["系统自动流转"]
    vote(house, CASHIER, number)
    vote(house, ARCHIVIST, number)

    met = {**scenario("deliberation").forms}
    met["deliberation"] = {**met["deliberation"], "held_on": "2024-02-20"}
    fire(house, COUNTY, "approve_deliberation", number, forms=met)

    with house.desk(write=False) as desk:
        case = desk.cases.get(number)
        sheet = desk.documents.latest(case.id, "panel_opinion")
        assert "county.finance的意见" in sheet.content
        assert case.pack == PACK


def test_a_return_ends_the_round_and_the_next_one_begins_empty(house: House) -> None:
    number = at_panel(house)
    for who in (FINANCE, CASHIER, ARCHIVIST):
        vote(house, who, number)
    fire(house, COUNTY, "return_agreed", number, return_target="awaiting_county", comment="再议")
    fire(house, COUNTY, "convene", number, comment="第二次会商")

    with house.desk(write=False) as desk:
        case = desk.cases.get(number)
        seats = desk.cases.seats(case.id)
        assert {(row.round, row.vote) for row in seats} == {(2, "")}
        assert len(desk.cases.all_seats(case.id)) == 8
    assert vote(house, FINANCE, number).state == "deliberating"
