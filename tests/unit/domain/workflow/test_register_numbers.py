"""Numbers of register items: the unit's 代字 and the register's word, or ids where either is not laid down."""

from __future__ import annotations

import pytest

from jiuji_docs.domain.workflow.register_numbers import RegisterSeries, as_written, check_word


def test_a_number_has_code_word_year_and_serial() -> None:
    series = RegisterSeries("transfer", "yangshan", "阳政救", "转办")
    assert series.number(2024, 1) == "阳政救转办〔2024〕1号"
    assert series.plain(2024, 1) == "YANGSHAN-转办-2024-0001"


@pytest.mark.parametrize(
    ("code", "word", "number"),
    [
        ("", "转办", "YANGSHAN-转办-2024-0001"),
        ("阳政救", "", "YANGSHAN-TRANSFER-2024-0001"),
        ("", "", "YANGSHAN-TRANSFER-2024-0001"),
    ],
)
def test_what_is_not_laid_down_leaves_the_ids(code: str, word: str, number: str) -> None:
    assert RegisterSeries("transfer", "yangshan", code, word).number(2024, 1) == number


@pytest.mark.parametrize(
    ("code", "word", "number"),
    [
        ("阳政救", "受", "阳政救受〔2024〕1号"),
        ("阳政救", "", "YANGSHAN-2024-0001"),
        ("", "受", "YANGSHAN-2024-0001"),
    ],
)
def test_a_relief_case_is_numbered_alike(code: str, word: str, number: str) -> None:
    assert RegisterSeries("", "yangshan", code, word).number(2024, 1) == number


@pytest.mark.parametrize("word", ["", "转 办", "转办1", "转办〔", "转/办", "一二三四五六七八九"])
def test_a_word_is_a_few_letters(word: str) -> None:
    assert check_word(word)


def test_a_number_is_found_with_the_brackets_people_type() -> None:
    for typed in ("阳政救转办[2024]1号", " 阳政救转办（2024）1号 ", "阳政救转办【2024】1号"):
        assert as_written(typed) == "阳政救转办〔2024〕1号"
    assert as_written("yangshan-2024-0001") == "YANGSHAN-2024-0001"
