"""A new version of a roster is complete, and a day without anybody on duty is found."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from jiuji_docs.domain.errors import Refused
from jiuji_docs.domain.rosters.roster import Member, Roster, check_version, gaps, on_duty

DAY = dt.date
MARCH = DAY(2024, 3, 1)
ON_CALL = Roster("on_call", "救助热线值班表", "duty", "county", "county.approver", clause="JS-3.2")
VILLAGE = Roster(
    "responsible",
    "村级责任人",
    "register",
    "village",
    "village.recorder",
    ("第一责任人", "直接责任人"),
)


def shift(name: str, first: int, last: int) -> Member:
    return Member(name, first_day=DAY(2024, 3, first), last_day=DAY(2024, 3, last))


SHIFTS = (shift("冯雪", 1, 7), shift("林涛", 9, 14), shift("何静", 14, 20))


def test_each_gap_is_found_and_shifts_may_overlap() -> None:
    check_version(ON_CALL, SHIFTS, MARCH)
    found = list(gaps(SHIFTS, MARCH, DAY(2024, 3, 31)))
    assert found == [(DAY(2024, 3, 8),) * 2, (DAY(2024, 3, 21), DAY(2024, 3, 31))]
    assert [one.name for one in on_duty(SHIFTS, DAY(2024, 3, 14))] == ["林涛", "何静"]
    assert list(gaps((), MARCH, MARCH)) == [(MARCH, MARCH)]
    assert list(gaps(SHIFTS, MARCH, DAY(2024, 3, 7))) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"first_day": None}, "没有写值班起止日期"),
        ({"last_day": DAY(2024, 2, 28)}, "起止日期不对"),
        ({"name": " "}, "没有写姓名"),
        ({"first_day": DAY(2024, 2, 1), "last_day": DAY(2024, 2, 2)}, "在本版启用之前"),
    ],
)
def test_a_shift_that_cannot_be_is_refused(change: dict[str, Any], words: str) -> None:
    with pytest.raises(Refused, match=words):
        check_version(ON_CALL, (replace(SHIFTS[0], **change),), MARCH)


def test_both_responsible_people_are_named() -> None:
    first = Member("李秀兰", position="第一责任人")
    with pytest.raises(Refused, match="没有写明直接责任人"):
        check_version(VILLAGE, (first,), MARCH)
    check_version(VILLAGE, (first, Member("赵小兰", position="直接责任人")), MARCH)
    with pytest.raises(Refused, match="1 至 200 人"):
        check_version(VILLAGE, (), MARCH)
