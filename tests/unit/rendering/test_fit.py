"""Check the decision whether a text fits and what gives."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiuji_docs.rendering.fit import LEAST_SIZE, MM_PER_POINT, Room, begin, fit, flush, sizes
from jiuji_docs.rendering.sheet_lines import Line
from jiuji_docs.rendering.sheet_metrics import NominalWidths

MEASURE = partial(NominalWidths().advance, "")


def room(width: float, height: float = 9.0) -> Room:
    return Room.inside(width, height, MEASURE)


def test_the_sizes_go_down_by_half_points_to_eight() -> None:
    assert sizes() == (12, 11.5, 11, 10.5, 10, 9.5, 9, 8.5, 8)


def test_a_short_text_stands_at_full_size() -> None:
    fitted = fit("阳山镇", room(30), shrink=True, centred=False)
    assert fitted is not None
    assert (fitted.size, fitted.outcome, len(fitted.lines)) == (12, "", 1)


def test_a_longer_text_shrinks_to_the_greatest_size_that_fits() -> None:
    width = 10 * 10.5 * MM_PER_POINT + 1.81
    fitted = fit("示范县阳山镇示范一村", room(width, 6), shrink=True, centred=False)
    assert fitted is not None
    assert (fitted.size, fitted.outcome) == (10.5, "shrink")


def test_a_box_that_may_not_shrink_says_so() -> None:
    assert fit("示范县阳山镇示范一村", room(30, 6), shrink=False, centred=False) is None


def test_an_identity_number_shrinks_before_it_is_cut() -> None:
    fitted = fit("210000196203051239", room(30, 18), shrink=True, centred=False)
    assert fitted is not None
    assert len(fitted.lines) == 1
    assert fitted.size == 8.5


def test_a_number_too_wide_at_any_size_is_cut_at_full_size() -> None:
    fitted = fit("6228480000000000018000", room(24, 18), shrink=True, centred=False)
    assert fitted is not None
    assert (len(fitted.lines), fitted.size) == (3, 12)


@given(
    st.text(alphabet="救助，。（）a1", min_size=1, max_size=300),
    st.floats(min_value=14, max_value=170),
    st.floats(min_value=6, max_value=60),
)
def test_whatever_is_said_to_fit_stays_inside_its_box(
    text: str, width: float, height: float
) -> None:
    fitted = fit(text, room(width, height), shrink=True, centred=True)
    if fitted is None:
        fitted = begin(text, room(width, height))
        assert fitted.outcome == "continue"
        assert "续页" in fitted.lines[-1].text
    assert max(line.width for line in fitted.lines) * fitted.size * MM_PER_POINT <= width
    assert len(fitted.lines) == 1 or fitted.height <= height
    assert fitted.size >= LEAST_SIZE


def test_a_text_that_goes_on_elsewhere_shows_its_beginning_and_says_where() -> None:
    fitted = begin("申请人因病住院，" * 30, room(60, 18))
    assert [line.text for line in fitted.lines][-1] == "（详见续页）"
    assert fitted.lines[0].text.startswith("申请人因病住院，")


def test_a_narrow_box_says_it_in_fewer_words() -> None:
    assert begin("很长" * 50, room(13.75)).lines[-1].text == "详见续页"


def test_a_full_line_is_brought_to_the_right_edge() -> None:
    line = Line("救助" * 10, 19.5)
    assert flush(line, 20) * (len(line.text) - 1) == pytest.approx(0.5)


def test_the_last_line_of_a_paragraph_stays_as_it_is() -> None:
    assert flush(Line("救助" * 10, 19.5, last=True), 20) == 0
