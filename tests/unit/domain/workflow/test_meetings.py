"""Investigation, review and publicity are judged by what was entered."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from jiuji_docs.domain.calendar import BEIJING
from jiuji_docs.domain.workflow import meetings
from jiuji_docs.domain.workflow.facts import StepTaken
from tests.common.relief import NOW, actor, facts, pack

ME = actor("town.investigator", name="陈立新")


def investigated_by(*names: str) -> Any:
    rows = [{"name": name, "unit": "阳山镇民政办"} for name in names]
    case = facts("accepted", entering={"investigation": {"investigators": rows}})
    return meetings.two_investigators(case, ME, pack(), names="investigation.investigators")


def test_two_people_visit() -> None:
    assert investigated_by("陈立新", "李秀兰").ok
    assert investigated_by("陈立新").code == "two_investigators"
    assert investigated_by().code == "two_investigators"


def test_the_same_name_twice_is_one_person() -> None:
    assert investigated_by("陈立新", "陈立新 ").code == "two_investigators"


def test_whoever_writes_it_down_was_there() -> None:
    assert investigated_by("李秀兰", "赵小兰").code == "not_among_investigators"


def voted(expected: int, present: int, *votes: int) -> Any:
    names = ("in_favour", "against", "abstain")
    values = {"expected": expected, "present": present, **dict(zip(names, votes, strict=True))}
    return facts("investigated", entering={"review": values})


@pytest.mark.parametrize(
    ("numbers", "ok"),
    [((15, 13, 12, 0, 1), True), ((15, 13, 12, 0, 0), False), ((12, 13, 13, 0, 0), False)],
)
def test_votes_add_up_to_those_present(numbers: tuple[int, ...], *, ok: bool) -> None:
    result = meetings.votes_add_up(voted(*numbers), ME, pack(), form="review")
    assert result.ok is ok
    assert ok or result.code == "votes_do_not_add_up"


def reached(rule: str, expected: int, present: int) -> bool:
    own = pack({"review_quorum": rule})
    case = voted(expected, present, present, 0, 0)
    return meetings.quorum(case, ME, own, parameter="review_quorum", form="review").ok


def test_a_quorum_may_be_a_share_rounded_up_or_a_number() -> None:
    assert reached("2/3", 15, 10)
    assert not reached("2/3", 15, 9)
    assert reached("2/3", 16, 11)
    assert not reached("2/3", 16, 10)
    assert reached("10", 15, 10)
    assert not reached("10", 15, 9)
    assert not reached("1/1", 15, 14)


def test_an_unset_quorum_is_noted() -> None:
    case = voted(15, 1, 1, 0, 0)
    result = meetings.quorum(case, ME, pack(), parameter="review_quorum", form="review")
    assert result.ok
    assert result.notes == ("民主评议到会人数：未规定",)


def period(first: int, last: int) -> Any:
    days = {"from_day": dt.date(2024, 2, first), "to_day": dt.date(2024, 2, last)}
    return facts("reviewed", entering={"publicity": days})


def test_publicity_is_a_step_only_where_an_office_sets_it() -> None:
    given = {"parameter": "publicity_days", "form": "publicity"}
    assert meetings.publicity_set(period(19, 22), ME, pack(), **given).code == "publicity_unset"
    own = pack({"publicity_days": 3})
    assert meetings.publicity_set(period(19, 22), ME, own, **given).ok
    assert meetings.publicity_set(period(19, 21), ME, own, **given).code == "publicity_too_short"
    assert meetings.publicity_set(facts("reviewed"), ME, own, **given).ok


def audited_on(day: int, *, posted: bool, office: dict[str, Any]) -> Any:
    steps = (StepTaken(4, "publicise", "reviewed", "publicised", "clerk", NOW),) if posted else ()
    now = dt.datetime(2024, 2, day, 9, tzinfo=BEIJING)
    known = {"publicity.to_day": dt.date(2024, 2, 22)}
    case = facts("publicised" if posted else "reviewed", now=now, steps=steps, known=known)
    return meetings.publicity_done(
        case,
        ME,
        pack(office),
        parameter="publicity_days",
        step="publicise",
        until="publicity.to_day",
    )


def test_publicity_runs_to_the_end_of_its_last_day() -> None:
    office = {"publicity_days": 3}
    assert audited_on(22, posted=True, office=office).code == "publicity_running"
    assert audited_on(23, posted=True, office=office).ok


def test_publicity_cannot_be_skipped_where_it_is_set() -> None:
    assert audited_on(23, posted=False, office={"publicity_days": 3}).code == "publicity_missing"
    assert audited_on(23, posted=False, office={}).notes == ("公示期（日）：未规定",)


def test_what_the_review_found_unfit_is_not_approved() -> None:
    for conclusion, ok in (("unfit", False), ("fits", True), (None, True)):
        case = facts("awaiting_town", known={"review.conclusion": conclusion})
        assert meetings.review_fits(case, ME, pack(), conclusion="review.conclusion").ok is ok
