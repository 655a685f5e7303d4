from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from jiuji_docs.domain.people import (
    card_check_holds,
    mask_account,
    mask_id,
    mask_phone,
    parse_foreign_card,
    parse_id_number,
    phone_ok,
)
from tests.common.strategies import BIRTHS, REGIONS, card_numbers, id_numbers, number_of


@given(st.sampled_from(REGIONS), BIRTHS, st.integers(0, 999))
def test_a_number_tells_birth_and_sex(region: str, birth: dt.date, serial: int) -> None:
    number = parse_id_number(number_of(region, birth, serial))
    assert number.birth == birth
    assert number.sex == ("男" if serial % 2 else "女")


@given(id_numbers(), st.integers(0, 17), st.sampled_from("0123456789X"))
def test_one_wrong_character_is_always_noticed(number: str, place: int, wrong: str) -> None:
    assume(number[place] != wrong)
    with pytest.raises(ValueError, match=r"身份证号|号码"):
        parse_id_number(number[:place] + wrong + number[place + 1 :])


@given(id_numbers(), st.integers(0, 16))
def test_two_exchanged_neighbours_are_always_noticed(number: str, place: int) -> None:
    assume(number[place] != number[place + 1])
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    with pytest.raises(ValueError, match=r"身份证号|号码"):
        parse_id_number(swapped)


@pytest.mark.parametrize("region", ["370522", "130424", "211321", "370811"])
def test_elderly_people_of_counties_renamed_since_are_accepted(region: str) -> None:
    """Lists of county codes with dates refuse these people; we keep no such list."""
    number = parse_id_number(number_of(region, dt.date(1955, 3, 8), 12))
    assert (number.birth, number.sex) == (dt.date(1955, 3, 8), "女")


@pytest.mark.parametrize(
    ("number", "region"),
    [("810000199408230021", "香港"), ("830000199201300022", "台湾"), ("990101195001031014", "")],
)
def test_residence_permits_follow_the_same_rule(number: str, region: str) -> None:
    assert parse_id_number(number).from_region == region


def test_a_residence_permit_of_macau_is_accepted() -> None:
    assert parse_id_number(number_of("820000", dt.date(1990, 1, 1), 1)).from_region == "澳门"


def test_blanks_and_a_small_x_are_put_right() -> None:
    number = next(
        n for n in (number_of("990101", dt.date(1950, 1, 3), s) for s in range(99)) if n[-1] == "X"
    )
    typed = f" {number[:6]} {number[6:14]}\t{number[14:].lower()} "
    assert parse_id_number(typed).value == number


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "18 位"),
        ("99010119500103101", "现有 17 位"),
        ("9901011950010310144", "现有 19 位"),
        ("９９０１０１１９５００１０３１０１４", "18 位"),
        ("99010119500103X014", "18 位"),
        ("099010119500103101", "18 位"),
        ("990101500103101", "15 位旧身份证号.*停止使用"),
        ("990101195002301014", "出生日期不存在"),
        ("990101195013011014", "出生日期不存在"),
        ("990101195000001014", "出生日期不存在"),
        ("990101190002291014", "出生日期不存在"),
        ("990101179901011014", "出生日期过早"),
        ("990101195001031015", "校验位"),
    ],
)
def test_a_wrong_number_is_refused_with_its_own_reason(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        parse_id_number(text)


def test_a_birth_after_today_is_refused_when_today_is_known() -> None:
    number = number_of("990101", dt.date(2026, 6, 2), 11)
    assert parse_id_number(number).birth == dt.date(2026, 6, 2)
    assert parse_id_number(number, dt.date(2026, 6, 2)).age_on(dt.date(2026, 6, 2)) == 0
    with pytest.raises(ValueError, match="晚于今天"):
        parse_id_number(number, dt.date(2026, 6, 1))


@pytest.mark.parametrize(
    ("day", "age"), [("2018-02-27", 17), ("2018-02-28", 17), ("2018-03-01", 18), ("2020-02-29", 20)]
)
def test_a_year_of_age_is_full_on_the_birthday(day: str, age: int) -> None:
    number = parse_id_number(number_of("990101", dt.date(2000, 2, 29), 1))
    assert number.age_on(dt.date.fromisoformat(day)) == age


@pytest.mark.parametrize(
    ("text", "birth"), [("911124198108030024", dt.date(1981, 8, 3)), ("can110081080310", None)]
)
def test_both_forms_of_a_foreigners_card_are_accepted(text: str, birth: dt.date | None) -> None:
    card = parse_foreign_card(text)
    assert (card.value, card.birth) == (text.upper(), birth)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("911124198108030025", "校验位"),
        ("911124198113030024", "不存在"),
        ("811124198108030024", "9 开头"),
        ("CAN110081133110", "不存在"),
        ("CA1110081080310", "3 位字母"),
        ("", "3 位字母"),
    ],
)
def test_a_wrong_card_of_a_foreigner_is_refused(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        parse_foreign_card(text)


@given(card_numbers())
def test_the_card_check_holds_for_cards_and_for_no_neighbour_digit(card: str) -> None:
    assert card_check_holds(card)
    assert card_check_holds(f"{card[:4]} {card[4:8]}-{card[8:]}")
    assert not card_check_holds(card[:-1] + str((int(card[-1]) + 1) % 10))


@pytest.mark.parametrize(
    "account",
    ["", "0", "00000000", "621700000000000000000", "6217 账号", "６２１７０００００００００００"],
)
def test_what_is_no_card_number_fails_the_card_check(account: str) -> None:
    assert not card_check_holds(account)


@pytest.mark.parametrize(
    "number",
    ["13800001234", "19900001234", "138 0000 1234", "0421-5626190", "04215626190", "010-12345678",
     "12345", "12349", "0000-1234567", "0421-5626190-801", "5626190", "12345678"],
)  # fmt: skip
def test_a_number_that_can_be_called_is_accepted(number: str) -> None:
    assert phone_ok(number)


@pytest.mark.parametrize(
    "number",
    ["", "1234", "123456", "13345", "12800001234", "1380000123", "138000012345", "0421-0626190", "042-",
     "562-6190", "１３８００００１２３４", "+8613800001234", "13800001234\n", "无"],
)  # fmt: skip
def test_a_number_that_cannot_be_called_is_not(number: str) -> None:
    assert not phone_ok(number)


@given(id_numbers())
def test_a_masked_number_never_shows_place_or_birthday(number: str) -> None:
    assert mask_id(number) == f"{number[:3]}***********{number[14:]}"


@pytest.mark.parametrize(
    ("masked", "expected"),
    [
        (mask_account("6217000012345678"), "************5678"),
        (mask_account("1234"), "****"),
        (mask_phone("13800001234"), "138****1234"),
        (mask_phone("0421-5626190"), "0421-562****"),
        (mask_phone("5626190"), "562****"),
        (mask_phone("12"), "**"),
        (mask_id("CAN110081080310"), "CAN********0310"),
        (mask_id("无证件"), "***"),
        (mask_id(""), ""),
    ],
)
def test_masks_keep_what_tells_numbers_apart(masked: str, expected: str) -> None:
    assert masked == expected


@given(st.text("0123456789X", max_size=25))
def test_a_mask_keeps_the_length_and_veils_at_least_four(number: str) -> None:
    for mask in (mask_id, mask_account, mask_phone):
        masked = mask(number)
        assert len(masked) == len(number)
        assert len(re.findall(r"\*", masked)) >= min(4, len(number))
