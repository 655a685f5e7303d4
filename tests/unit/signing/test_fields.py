"""Prepared fields stand where the places were, to a hundredth of a millimetre."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiuji_docs.domain.errors import SigningError
from jiuji_docs.domain.forms.sheet import Place
from jiuji_docs.signing.fields import POINTS_PER_MM, prepare, read_fields


def millimetres(box: Any, height: float = 297) -> Any:
    """Return left, top, width, height in millimetres from the page's top left."""
    left, bottom, right, top = (edge / POINTS_PER_MM for edge in box)
    return left, height - top, right - left, top - bottom


def test_fields_bear_the_names_of_their_places(desk: Any, places: Any) -> None:
    assert read_fields(prepare(desk.paper, places)).keys() == places.keys()


@settings(max_examples=25, deadline=None)
@given(st.floats(0, 150), st.floats(0, 250), st.floats(5, 60), st.floats(5, 40))
def test_a_field_stands_where_its_place_was(
    desk: Any, left: float, top: float, width: float, height: float
) -> None:
    prepared = prepare(desk.paper, {"town": Place(1, left, top, width, height)})
    found = millimetres(read_fields(prepared)["town"])
    assert found == pytest.approx((left, top, width, height), abs=0.01)


def test_a_seal_gets_a_square_of_45_mm_around_the_places_centre(desk: Any) -> None:
    prepared = prepare(desk.paper, {"seal": Place(1, 120, 110, 60, 20)})
    found = millimetres(read_fields(prepared)["seal"])
    assert found == pytest.approx((127.5, 97.5, 45, 45), abs=0.01)


def test_a_seal_at_the_pages_corner_is_pushed_back_onto_it(desk: Any) -> None:
    prepared = prepare(desk.paper, {"seal": Place(1, 200, 290, 8, 5)})
    found = millimetres(read_fields(prepared)["seal"])
    assert found == pytest.approx((165, 252, 45, 45), abs=0.01)


def test_a_page_box_that_does_not_begin_at_zero_is_counted_from(make_page: Any) -> None:
    with pikepdf.open(io.BytesIO(make_page(210, 297))) as pdf:
        pdf.pages[0].mediabox = [100, 200, 100 + 210 * POINTS_PER_MM, 200 + 297 * POINTS_PER_MM]
        moved = io.BytesIO()
        pdf.save(moved)
    box = read_fields(prepare(moved.getvalue(), {"town": Place(1, 10, 20, 30, 40)}))["town"]
    shifted = (box[0] - 100, box[1] - 200, box[2] - 100, box[3] - 200)
    assert millimetres(shifted) == pytest.approx((10, 20, 30, 40), abs=0.01)


@pytest.mark.parametrize("page", [0, 2, -1])
def test_a_place_on_a_page_that_is_not_there_is_refused(desk: Any, page: int) -> None:
    with pytest.raises(SigningError, match="只有 1 页"):
        prepare(desk.paper, {"town": Place(page, 10, 10, 20, 20)})


def test_a_place_larger_than_the_page_is_refused(desk: Any) -> None:
    with pytest.raises(SigningError, match="大于页面"):
        prepare(desk.paper, {"town": Place(1, 0, 0, 211, 20)})


def test_a_field_is_never_prepared_twice(desk: Any, places: Any) -> None:
    with pytest.raises(SigningError):
        prepare(prepare(desk.paper, places), places)


def test_what_is_not_a_pdf_is_refused() -> None:
    with pytest.raises(SigningError):
        prepare(b"not a pdf", {"town": Place(1, 10, 10, 20, 20)})
    with pytest.raises(SigningError):
        read_fields(b"not a pdf")
