"""Judge lines of writing: true slips are found, right writing is left alone, and fast."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiuji_docs.domain.conformance.writing import (
    outside_books,
    personal_data,
    slips,
    unpaired,
)


@pytest.mark.parametrize(
    "text",
    [
        "根据《社会救助暂行办法》（国务院令第649号）执行。",
        "按照示民发〔2026〕12号执行，金额1000.5元，占37%。",
        "于2026年2月8日10:30开会。",
        "联系电话：0000-1234567。",
        "1.限时办理。",
        "（1）补正期限。",
        "“救急难”“济时救”工作。",
    ],
)
def test_right_writing_is_left_alone(text: str) -> None:
    assert list(slips(text)) == []


def test_every_occurrence_is_told() -> None:
    found = [
        words for rule, words in slips("示民发【2017】72号和示民发【2018】3号") if rule == "L-01"
    ]
    assert found == ["【2017】72号", "【2018】3号"]


def test_personal_data_is_shown_masked() -> None:
    assert list(personal_data("电话13812345678")) == ["138******78"]


def test_what_stands_in_book_marks_is_another_title() -> None:
    assert outside_books("印发《关于救助的方案》的通知") == "印发的通知"


@given(st.text(alphabet="“”《》（）甲乙", max_size=40))
def test_marks_pair_or_the_lonely_one_is_named(text: str) -> None:
    wrong = unpaired(text)
    assert wrong == "" or wrong in "“”《》（）"
    assert unpaired(f"“{''.join(one for one in text if one in '甲乙')}”") == ""


@pytest.mark.parametrize("piece", ["(", "（一", "〔2", "a" * 7, " ", "1.", "〔2014", "，", "6222"])
def test_a_very_long_line_takes_no_time(piece: str) -> None:
    line = (piece * 100_000)[:100_000]
    begun = time.perf_counter()
    list(slips(line))
    list(personal_data(line))
    assert time.perf_counter() - begun < 1
