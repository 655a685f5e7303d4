from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiuji_docs.domain.cases.household import Household, Member
from tests.common.strategies import NAMES, id_numbers, number_of

DAY = dt.date(2024, 2, 8)
GRANDMOTHER = number_of("990101", dt.date(1950, 1, 3), 14)
SON = number_of("990101", dt.date(2006, 2, 8), 15)
DAUGHTER = number_of("990101", dt.date(2006, 2, 9), 16)
NEWBORN = number_of("990101", dt.date(2024, 2, 8), 18)


def row(name: str, number: str = "", income: str | None = None) -> dict[str, Any]:
    return {
        "name": name,
        "relation": "子女",
        "id_number": number,
        "health": "一般",
        "income": None if income is None else Decimal(income),
    }


def application(*members: dict[str, Any]) -> dict[str, Any]:
    return {"applicant_name": "赵秀英", "id_number": GRANDMOTHER, "members": list(members)}


@pytest.mark.parametrize(
    "listed", [row("赵秀英", GRANDMOTHER), row("赵秀英"), row("赵秀瑛", GRANDMOTHER)]
)
def test_an_applicant_who_is_listed_is_counted_once(listed: dict[str, Any]) -> None:
    household = Household.of(application(row("赵昇", SON), listed))
    assert household.size == 2
    assert household.applicant == Member("赵秀英", "本人", GRANDMOTHER, "一般")
    assert household.members[1].name == "赵昇"


def test_an_applicant_who_is_not_listed_is_counted_too() -> None:
    household = Household.of(application(row("赵昇", SON)))
    assert household.size == 2
    assert household.applicant.relation == "本人"


def test_a_namesake_with_another_number_is_another_person() -> None:
    assert Household.of(application(row("赵秀英", SON))).size == 2


def test_an_application_without_members_is_a_household_of_one() -> None:
    assert Household.of({"applicant_name": "赵秀英", "id_number": "", "members": None}).size == 1


def test_somebody_is_of_age_on_the_eighteenth_birthday() -> None:
    household = Household.of(application(row("赵昇", SON), row("赵玥", DAUGHTER)))
    assert [one.name for one in household.adults(DAY)] == ["赵秀英", "赵昇"]
    assert [one.name for one in household.children(DAY)] == ["赵玥"]


def test_a_newborn_is_a_child() -> None:
    household = Household.of(application(row("赵珺", NEWBORN)))
    assert household.members[1].age_on(DAY) == 0
    assert household.children(DAY) == household.members[1:]


@pytest.mark.parametrize("number", ["", "无", "990101195001031015", NEWBORN])
def test_somebody_of_unknown_age_is_asked_to_sign(number: str) -> None:
    """No number, an unreadable one, or a birth after the day all leave the age open."""
    before = DAY - dt.timedelta(days=1)
    household = Household.of(application(row("赵珺", number)))
    assert household.members[1].age_on(before) is None
    assert household.members[1] in household.adults(before)


@given(st.lists(st.tuples(NAMES, id_numbers()), max_size=6, unique_by=lambda pair: pair[1]))
def test_everybody_is_either_an_adult_or_a_child(people: list[tuple[str, str]]) -> None:
    household = Household.of(application(*(row(name, number) for name, number in people)))
    both = household.adults(DAY) + household.children(DAY)
    assert sorted(both, key=repr) == sorted(household.members, key=repr)


def test_income_is_the_sum_of_what_is_stated() -> None:
    household = Household.of(
        application(
            row("赵昇", SON, "6000.00"), row("赵玥", DAUGHTER), row("赵珺", NEWBORN, "0.01")
        )
    )
    assert household.income == Decimal("6000.01")
    assert household.income_per_head == Decimal("1500.00")


def test_income_per_head_is_rounded_half_up_to_the_fen() -> None:
    household = Household.of(application(row("赵昇", SON, "0.01")))
    assert household.income_per_head == Decimal("0.01")


def test_income_nobody_stated_is_not_zero() -> None:
    household = Household.of(application(row("赵昇", SON)))
    assert household.income is None
    assert household.income_per_head is None


def test_a_member_is_found_by_number_and_nobody_by_none() -> None:
    household = Household.of(application(row("赵昇", SON), row("赵玥")))
    assert household.includes(SON)
    assert household.includes(GRANDMOTHER.lower())
    assert not household.includes(DAUGHTER)
    assert not household.includes("")
