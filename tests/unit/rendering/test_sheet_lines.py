"""Check line ends: nothing is lost, nothing is too wide, no mark stands where it must not."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from jiuji_docs.rendering.sheet_lines import (
    NOT_FIRST,
    NOT_LAST,
    balanced,
    compose,
    flow,
    joined,
    paragraphs,
)
from jiuji_docs.rendering.sheet_metrics import NominalWidths

_WIDTHS = NominalWidths()
MIXED = st.text(alphabet="救助对象因病，。；（）《》“”、abc123.- □☑　", max_size=120)


def measure(character: str) -> float:
    return _WIDTHS.advance("", character)


def texts(text: str, limit: float, *, strict: bool = True) -> list[str]:
    lines = compose(text, limit, measure, most=99, strict=strict)
    assert lines is not None
    return [line.text for line in lines]


def bare(text: str) -> str:
    return "".join(text.split())


@given(MIXED, st.integers(min_value=6, max_value=40))
def test_composing_loses_and_adds_nothing(text: str, limit: int) -> None:
    lines = list(flow(text, limit, measure, strict=False))
    assert bare("".join(line.text for line in lines if line)) == bare(text)


@given(MIXED, st.integers(min_value=6, max_value=40))
def test_no_line_is_wider_than_its_box(text: str, limit: int) -> None:
    for line in flow(text, limit, measure, strict=False):
        assert line is not None
        assert line.width <= limit + 0.01


@given(st.text(alphabet="救助对象，。（）《》、", max_size=80), st.integers(8, 20))
def test_marks_stand_where_they_may(text: str, limit: int) -> None:
    lines = compose(text, limit, measure, most=99)
    if lines is None:  # a run of marks longer than the line cannot be kept whole
        return
    for before, after in pairwise(lines):
        assert after.text[0] not in NOT_FIRST
        assert before.text[-1] not in NOT_LAST


def test_a_number_stays_whole() -> None:
    assert texts("自付31,208.75元", 6) == ["自付", "31,208.75元"]


def test_a_number_wider_than_the_line_does_not_fit_when_it_must_stay_whole() -> None:
    assert compose("210000196203051239", 6, measure, most=9) is None


def test_a_number_wider_than_the_line_is_cut_when_it_may() -> None:
    assert texts("210000196203051239", 6, strict=False) == ["210000196203", "051239"]


def test_an_option_stays_with_its_box() -> None:
    assert texts("□低保　☑低保边缘　□其他", 9) == ["□低保　☑低保边缘", "□其他"]
    assert texts("□低保　☑低保边缘　□其他", 8) == ["□低保", "☑低保边缘", "□其他"]


def test_line_ends_of_the_text_are_kept() -> None:
    assert texts("村级\n意见", 10) == ["村级", "意见"]


def test_more_lines_than_there_is_room_for_do_not_fit() -> None:
    assert compose("救助" * 10, 4, measure, most=4) is None
    assert compose("救助" * 10, 4, measure, most=5) is not None


def test_centred_lines_are_even() -> None:
    lines = compose("村民委员会", 4, measure, most=2)
    assert lines is not None
    assert [line.text for line in balanced(lines, 4, measure)] == ["村民委", "员会"]


@given(MIXED, st.integers(min_value=6, max_value=40))
def test_lines_joined_are_the_text_again(text: str, limit: int) -> None:
    lines = compose(text, limit, measure, most=999, strict=False)
    assert lines is not None
    assert "\n".join(joined(part) for part in paragraphs(lines)) == text


def test_options_keep_their_distance_when_they_are_evened_out() -> None:
    lines = compose("□低保　☑低保边缘　□特困　□其他", 14, measure, most=2)
    assert lines is not None
    assert joined(balanced(lines, 14, measure)) == "□低保　☑低保边缘　□特困　□其他"


def test_lines_are_told_apart_by_paragraph() -> None:
    lines = compose("救助救助\n对象", 2, measure, most=9)
    assert lines is not None
    assert [len(part) for part in paragraphs(lines)] == [2, 1]
