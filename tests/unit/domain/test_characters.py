from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiuji_docs.domain.characters import clean


def test_text_is_composed_and_loses_the_blanks_round_it() -> None:
    assert clean(" \u3000e\u0301 ") == "é"
    assert clean("赵 秀英\n") == "赵 秀英"


@pytest.mark.parametrize("name", ["昇", "玥珺瑄", "旻", "㛃", "𠮷田", "\U00020bb7", "\U00031350"])
def test_rare_characters_of_names_pass(name: str) -> None:
    assert clean(name) == name


def test_markup_is_text_like_any_other() -> None:
    assert clean("<b>&amp;{{7*7}}</b>") == "<b>&amp;{{7*7}}</b>"


@pytest.mark.parametrize(
    ("code", "message"),
    [
        (0x00, "控制字符（U\\+0000）"),
        (0x07, "控制字符"),
        (0x1B, "控制字符"),
        (0x7F, "控制字符"),
        (0x9B, "控制字符"),
        (0xD800, "无法识别（U\\+D800）"),
        (0xDFFF, "无法识别"),
        (0x202E, "改变文字方向（U\\+202E）"),
        (0x2067, "改变文字方向"),
        (0x200B, "看不见"),
        (0xFEFF, "看不见"),
        (0x00AD, "看不见"),
        (0xE000, "改用标准汉字"),
        (0xFFFE, "无法识别"),
        (0xFDD0, "无法识别"),
        (0x1FFFF, "无法识别"),
    ],
)
@pytest.mark.parametrize("lines", [False, True])
def test_a_character_no_paper_can_hold_is_named_with_its_place(
    code: int, message: str, *, lines: bool
) -> None:
    with pytest.raises(ValueError, match=f"第 2 个字符.*{message}"):
        clean(f"赵{chr(code)}秀英", lines=lines)


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n", "\u0085", "\u2028", "\u2029"])
def test_every_line_end_becomes_one_newline(end: str) -> None:
    assert clean(f"一{end}二", lines=True) == "一\n二"
    with pytest.raises(ValueError, match="第 2 个字符"):
        clean(f"一{end}二")


def test_a_tab_stands_only_in_text_of_several_lines() -> None:
    assert clean("一\t二", lines=True) == "一\t二"
    with pytest.raises(ValueError, match="只能填写一行"):
        clean("一\t二")


def test_the_limit_counts_characters_after_composing() -> None:
    assert clean("e\u0301" * 5, limit=5) == "é" * 5
    with pytest.raises(ValueError, match="最多 5 字，现有 6 字"):
        clean("六个汉字在此", limit=5)


def test_a_book_is_refused_before_it_is_read() -> None:
    with pytest.raises(ValueError, match=r"最多 5 字$"):
        clean("\x00" * 10_000_000, limit=5)


@given(text=st.text(st.characters(exclude_categories=())), lines=st.booleans())
def test_what_passes_can_be_stored_and_stays_as_it_is(text: str, *, lines: bool) -> None:
    try:
        plain = clean(text, lines=lines)
    except ValueError as error:
        plain = str(error)
    assert plain.encode("utf-8").decode("utf-8") == plain
    assert "\x00" not in plain
    assert unicodedata.is_normalized("NFC", plain)
    assert clean(plain, lines=lines) == plain
