from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiuji_docs.domain.documents.numbering import DocumentNumber, parse

NUMBERS = st.builds(
    DocumentNumber,
    st.text(st.characters(categories=["Lo", "Lu"]), min_size=1, max_size=12),
    st.integers(1949, 2999),
    st.integers(1, 99_999),
)


def test_a_number_is_printed_with_hexagonal_brackets() -> None:
    assert str(DocumentNumber("示民救", 2024, 1)) == "示民救〔2024〕1号"


@given(NUMBERS)
def test_a_printed_number_reads_back_as_itself(number: DocumentNumber) -> None:
    assert parse(str(number)) == number
    assert parse(f" {number}\n") == number


@given(NUMBERS, NUMBERS)
def test_different_numbers_are_printed_differently(
    one: DocumentNumber, other: DocumentNumber
) -> None:
    assert (str(one) == str(other)) == (one == other)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("示民救【2024】1号", "六角括号"),
        ("示民救[2024]1号", "六角括号"),
        ("示民救［2024］1号", "六角括号"),
        ("示民救（2024）1号", "六角括号"),
        ("示民救(2024)1号", "六角括号"),
        ("示民救〔24〕1号", "四位"),
        ("示民救〔2024〕第1号", "第"),
        ("示民救〔2024〕01号", "虚位"),
        ("示民救〔2024〕0号", "虚位"),
        ("示民救〔2024〕1", "“号”字"),
        ("示民救 〔2024〕1号", "空格"),
        ("〔2024〕1号", "缺少机关代字"),
        ("示民救2024〕1号", "应写作"),
        ("示民救〔2024〕１号", "应写作"),
        ("示民救〔２０２４〕1号", "应写作"),
        ("示民救〔2024〕一号", "应写作"),
        ("示民救〔0024〕1号", "公元年份"),
        ("示民1〔2024〕1号", "机关代字"),
        ("示民救〔2024〕100000号", "序号应为"),
        ("示民救〔2024〕" + "9" * 5000 + "号", "序号应为"),
        ("示" * 13 + "〔2024〕1号", "机关代字"),
        ("", "应写作"),
    ],
)
def test_each_slip_is_named(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        parse(text)


@pytest.mark.parametrize(
    ("code", "year", "serial"),
    [("", 2024, 1), ("示 民", 2024, 1), ("示〔", 2024, 1), ("示民救", 24, 1), ("示民救", 2024, 0)],
)
def test_a_value_that_could_not_be_printed_is_refused(code: str, year: int, serial: int) -> None:
    with pytest.raises(ValueError, match="应为"):
        DocumentNumber(code, year, serial)
