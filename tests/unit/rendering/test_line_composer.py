"""Hold the line composer to kinsoku, flush edges and 28 cells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiuji_docs.rendering.line_composer import (
    NOT_FIRST,
    NOT_LAST,
    ComposedLine,
    Glyph,
    atoms,
    compose,
    grid_tracking,
)

LIMIT = 156 / (16 * 25.4 / 72)
CELL = LIMIT / 28
TRACKING = grid_tracking(LIMIT, 28)


def glyphs(text: str) -> tuple[Glyph, ...]:
    return tuple(Glyph(one, "JiujiFang", 0.5 if one.isascii() else 1.0) for one in text)


def lines(text: str, first: float = 2 * CELL) -> tuple[ComposedLine, ...]:
    return compose(glyphs(text), LIMIT, first=first, tracking=TRACKING)


def test_a_full_line_holds_28_characters_and_the_first_26() -> None:
    composed = lines("国" * 100)
    assert [len(line.glyphs) for line in composed] == [26, 28, 28, 18]


def test_every_line_but_the_last_ends_at_the_right_edge() -> None:
    text = (
        "为及时救助因突遇不测、因病因灾等陷入生存困境的居民，有效保障困难群众基本生存权利和人格尊严。"
        * 3
    )
    *full, last = lines(text)
    for line in full:
        assert line.indent + line.width == pytest.approx(LIMIT, abs=1e-6)
    assert last.last
    assert last.indent + last.width <= LIMIT + 1e-6


def test_a_mark_that_would_begin_a_line_is_squeezed_in() -> None:
    composed = lines("国" * 20 + "，" + "国" * 6 + "国，" + "国" * 5, first=0.0)
    assert composed[0].text.endswith("国，")
    assert len(composed[0].glyphs) == 29
    assert composed[0].glyphs[-1].cut_right == pytest.approx(0.5)


def test_without_marks_to_squeeze_the_neighbour_goes_to_the_next_line_too() -> None:
    composed = lines("国" * 28 + "，" + "国" * 5, first=0.0)
    assert composed[0].text == "国" * 27
    assert composed[1].text.startswith("国，")
    assert composed[0].spacing > 0


def test_no_line_is_squeezed_by_more_than_one_character() -> None:
    text = (
        "依据：《示范县临时救助工作实施办法》（示民发〔2021〕15号）“四、落实措施”第（三）项。" * 4
    )
    for line in lines(text):
        assert sum(one.cut_left + one.cut_right for one in line.glyphs) <= 1.001


def test_a_document_number_stays_whole_where_lines_allow() -> None:
    assert "".join(one.character for one in list(atoms(glyphs("见示民救〔2024〕15号文")))[3]) == (
        "救〔2024〕15号"
    )


def test_a_number_is_never_cut() -> None:
    composed = lines("国" * 27 + "5626190" + "国" * 10, first=0.0)
    assert all(line.text.count("5626190") or not line.text.strip("国") for line in composed)


TEXT = st.text(alphabet="国民救助一二，。、；：！？（）《》“”〔〕2024 -%号", max_size=200)


@given(TEXT)
def test_no_character_is_lost_or_moved(text: str) -> None:
    assert "".join(line.text for line in lines(text)) == text


@given(TEXT)
def test_kinsoku_holds_wherever_it_can(text: str) -> None:
    for before, after in zip(lines(text), lines(text)[1:], strict=False):
        # A stretch of marks longer than an atom may be cut anywhere.
        if all(one not in NOT_FIRST | NOT_LAST for one in before.text[-3:-1] + after.text[1:3]):
            assert after.text[0] not in NOT_FIRST
            assert before.text[-1] not in NOT_LAST
