"""Cases in other hands: who is responsible when, and what waits for whom, on both databases."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from jiuji_docs.domain.errors import NotFound, Refused
from jiuji_docs.services.case_file import CaseFileService
from jiuji_docs.services.handovers import HandoverService, Request
from jiuji_docs.services.hands_views import HandsReader
from jiuji_docs.services.house import House
from tests.common.cases import case_at, fire
from tests.functional.people import hire

CLERK, COLLEAGUE, OTHER = "yangshan.investigator", "yangshan.second", "qinghe.investigator"


def give(house: House, case: str, to: str, kind: str = "handover", **more: Any) -> str:
    asked = Request(case, kind, to, "下村三日", **more)
    return house.run(lambda desk: HandoverService(desk).open(asked, desk.actor(CLERK)))


def do(house: House, who: str, deed: str, *args: str) -> None:
    def act(desk: Any) -> None:
        getattr(HandoverService(desk), deed)(*args, desk.actor(who))

    house.run(act)


def code(act: Callable[[], Any]) -> str:
    with pytest.raises(Refused) as caught:
        act()
    return caught.value.code


@pytest.fixture
def case(house: House) -> str:
    hire(house, COLLEAGUE, "yangshan", "town.investigator")
    return case_at(house, "accepted")


def investigate(house: House, who: str, case: str) -> Any:
    names = {
        "investigation": {
            "investigators": [
                {"name": "兼任者", "unit": "阳山镇"},
                {"name": "周敏", "unit": "阳山镇"},
            ]
        }
    }
    return fire(house, who, "investigate", case, forms=names if who == COLLEAGUE else None)


def test_until_the_receipt_the_first_owner_is_responsible(house: House, case: str) -> None:
    number = give(house, case, COLLEAGUE)
    assert number == "ZB-2024-0001"
    assert code(lambda: investigate(house, COLLEAGUE, case)) == "not_accepted"
    fire(house, CLERK, "investigate", case)
    with house.desk(write=False) as desk:
        row = desk.assignments.by_number(number)
        assert (row.outcome, row.ended_by) == ("done", CLERK)
        assert desk.cases.get(case).assignment_id is None


def test_after_the_receipt_only_the_receiver_acts(house: House, case: str) -> None:
    number = give(house, case, COLLEAGUE)
    do(house, COLLEAGUE, "accept", number)
    assert code(lambda: fire(house, CLERK, "investigate", case)) == "handed_over"
    assert code(lambda: do(house, CLERK, "take_back", number)) == "accepted"
    assert code(lambda: do(house, COLLEAGUE, "accept", number)) == "accepted"
    assert code(lambda: give(house, case, COLLEAGUE)) == "in_other_hands"
    investigate(house, COLLEAGUE, case)
    assert code(lambda: do(house, COLLEAGUE, "send_back", number, "晚了")) == "assignment_over"


def test_what_has_no_receipt_is_taken_back(house: House, case: str) -> None:
    number = give(house, case, COLLEAGUE)
    do(house, CLERK, "take_back", number)
    fire(house, CLERK, "investigate", case)


def test_a_delegation_comes_back_with_its_answer(house: House, case: str) -> None:
    number = give(house, case, "yangshan.clerk", "delegation", due_on=dt.date(2024, 2, 23))
    assert code(lambda: fire(house, CLERK, "investigate", case)) == "delegated"
    assert code(lambda: do(house, "yangshan.clerk", "answer", number, " ")) == "text"
    do(house, "yangshan.clerk", "answer", number, "户口在本村")
    fire(house, CLERK, "investigate", case)
    with house.desk(write=False) as desk:
        notices = desk.notices.unread(CLERK, "yangshan", (), limit=5)
        assert any("户口在本村" in row.text for row in notices)
        view = HandsReader(desk).of_case(case, desk.actor(CLERK))
        assert (view.assignments[0].standing, view.assignments[0].answer) == (
            "已答复",
            "户口在本村",
        )


def test_another_units_desk_sees_and_takes_exactly_this_case(house: House, case: str) -> None:
    with pytest.raises(NotFound):
        view(house, OTHER, case)
    number = give(house, case, "unit:qinghe")
    view(house, OTHER, case)
    with pytest.raises(NotFound):
        fire(house, OTHER, "investigate", case)
    do(house, OTHER, "accept", number)
    with house.desk(write=False) as desk:
        assert [item.number for item in HandsReader(desk).in_hand(desk.actor(OTHER)).to_me] == [
            number
        ]
    fire(
        house,
        OTHER,
        "investigate",
        case,
        forms={
            "investigation": {
                "investigators": [
                    {"name": "林昇", "unit": "清河乡"},
                    {"name": "赵珺", "unit": "清河乡"},
                ]
            }
        },
    )
    with pytest.raises(NotFound):
        view(house, OTHER, case)


def view(house: House, who: str, case: str) -> None:
    with house.desk(write=False) as desk:
        CaseFileService(desk).view(case, desk.actor(who))


def test_it_is_sent_back_with_a_reason(house: House, case: str) -> None:
    number = give(house, case, "unit:qinghe")
    with pytest.raises(NotFound):
        do(house, "qinghe.head", "send_back", number, "不是本乡的")
    do(house, OTHER, "send_back", number, "不是本乡的")
    fire(house, CLERK, "investigate", case)


@pytest.mark.parametrize(
    ("to", "kind", "expected"),
    [
        (CLERK, "handover", "own_hands"),
        ("yangshan.head", "handover", "receiver"),
        (OTHER, "handover", "receiver"),
        ("nobody", "handover", "receiver"),
        ("unit:yangshan", "handover", "own_desk"),
        ("unit:county", "handover", "receiver"),
        ("unit:mars", "handover", "receiver"),
        ("unit:qinghe", "delegation", "own_hands"),
        (COLLEAGUE, "gift", "kind"),
    ],
)
def test_who_may_not_receive_is_refused(
    house: House, case: str, to: str, kind: str, expected: str
) -> None:
    assert code(lambda: give(house, case, to, kind)) == expected


def test_bad_days_strangers_and_wrong_posts_are_refused(house: House, case: str) -> None:
    for day in (dt.date(2024, 2, 19), dt.date(2025, 1, 1)):
        assert code(lambda day=day: give(house, case, COLLEAGUE, due_on=day)) == "due_on"
    asked = Request(case, "handover", "yangshan.head", "事由")

    def open_as(who: str) -> None:
        house.run(lambda desk: HandoverService(desk).open(asked, desk.actor(who)))

    assert code(lambda: open_as("yangshan.auditor")) == "role"
    with pytest.raises(NotFound):
        open_as("qinghe.clerk")
    number = give(house, case, COLLEAGUE)
    with pytest.raises(NotFound):
        do(house, "yangshan.head", "accept", number)
    with pytest.raises(NotFound):
        do(house, COLLEAGUE, "take_back", number)
    assert code(lambda: do(house, COLLEAGUE, "answer", number, "好")) == "not_delegated"
