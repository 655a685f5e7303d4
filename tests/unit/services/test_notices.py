"""A notice reaches the people it is for, once, and is nobody else's."""

from __future__ import annotations

from typing import Any

from jiuji_docs.services.house import House
from jiuji_docs.services.notices import LONGEST_TEXT, NoticeService
from tests.common.cases import case_at


def _tell(house: House, unit: str, role: str, dedup: str = "a", text: str = "即将到期") -> int:
    return house.run(
        lambda desk: NoticeService(desk).tell_desk(
            unit, role, kind="remind", text=text, dedup=dedup
        )
    )


def _board(house: House, who: str) -> Any:
    with house.desk(write=False) as desk:
        return NoticeService(desk).board(desk.actor(who))


def _texts(house: House, who: str) -> list[str]:
    return [item.text for item in _board(house, who).unread]


def test_a_notice_reaches_the_role_in_its_unit_and_nobody_else(house: House) -> None:
    assert _tell(house, "yangshan", "town.head") == 1
    assert _texts(house, "yangshan.head") == ["即将到期"]
    for other in ("yangshan.clerk", "qinghe.head", "county.approver"):
        assert _texts(house, other) == []


def test_the_same_thing_is_told_once(house: House) -> None:
    assert [_tell(house, "yangshan", "town.head") for _ in range(3)] == [1, 0, 0]
    assert _board(house, "yangshan.head").total == 1


def test_a_post_without_holder_keeps_its_notice_for_whoever_gets_it(house: House) -> None:
    house.run(lambda desk: desk.accounts.set_active("yangshan.head", active=False))
    assert _tell(house, "yangshan", "town.head") == 1
    house.run(
        lambda desk: desk.accounts.add_account(
            id="yangshan.new", unit_id="yangshan", name="接任人", roles=["town.head"]
        )
    )
    assert _texts(house, "yangshan.new") == ["即将到期"]


def test_reading_is_each_persons_own_and_only_of_ones_own(house: House) -> None:
    _tell(house, "yangshan", "town.head", "a", "甲")
    _tell(house, "yangshan", "town.head", "b", "乙")
    first, _second = _board(house, "yangshan.head").unread
    head = "yangshan.head"
    strange = house.run(
        lambda desk: NoticeService(desk).mark_read(desk.actor("yangshan.clerk"), [first.id])
    )
    assert strange == 0
    assert house.run(lambda desk: NoticeService(desk).mark_read(desk.actor(head), [first.id])) == 1
    board = _board(house, head)
    assert ([item.text for item in board.unread], board.total) == (["甲"], 1)
    assert [item.text for item in board.read] == ["乙"]
    assert house.run(lambda desk: NoticeService(desk).mark_read(desk.actor(head), None)) == 1
    assert _board(house, head).total == 0


def test_a_notice_names_its_case_and_is_bounded(house: House) -> None:
    number = case_at(house, "accepted")

    def tell(desk: Any) -> None:
        case = desk.cases.get(number)
        told = {"kind": "urge", "text": "催" * 1000, "dedup": "long", "case_id": case.id}
        NoticeService(desk).tell("yangshan.clerk", **told)

    house.run(tell)
    (item,) = _board(house, "yangshan.clerk").unread
    assert (item.case, item.kind, len(item.text)) == (number, "urge", LONGEST_TEXT)
