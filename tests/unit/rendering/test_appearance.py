"""An approver's signature: readable, inside its box, of the box's size."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pypdfium2
import pytest

from jiuji_docs.domain.errors import DoesNotFit, GlyphMissing, SetUpError
from jiuji_docs.rendering.appearance import signature_appearance
from jiuji_docs.rendering.fonts import FontSet, installed_fonts

NAME, DAY = "张玥珺（民政办主任）", "2024年2月8日"


@pytest.fixture(scope="module")
def fonts() -> Any:
    try:
        return installed_fonts()
    except SetUpError as missing:
        pytest.skip(str(missing))


def text_of(pdf: bytes) -> Any:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return document[0].get_textpage().get_text_range().replace("\r\n", "\n")
    finally:
        document.close()


def picture_of(pdf: bytes) -> Any:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return document[0].render(scale=8).to_pil().convert("L")
    finally:
        document.close()


def test_the_page_is_the_box(fonts: FontSet) -> None:
    pdf = signature_appearance(["同意。", NAME, DAY], 80, 22, fonts)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert len(opened.pages) == 1
        width, height = (float(edge) * 25.4 / 72 for edge in opened.pages[0].mediabox[2:])
    assert (width, height) == pytest.approx((80, 22), abs=0.02)


@pytest.mark.parametrize(
    "opinion", ["同意。", "拟同意救助500.00元，报请审批。" * 6, "第一行\n第二行"]
)
def test_every_character_of_opinion_name_and_date_is_printed(fonts: FontSet, opinion: str) -> None:
    told = text_of(signature_appearance([opinion, NAME, DAY], 90, 24, fonts))
    kept = "".join(told.split())
    for words in (opinion, NAME, DAY):
        assert "".join(words.split()) in kept


def test_markup_prints_as_text(fonts: FontSet) -> None:
    told = text_of(signature_appearance(["<b>同意</b> & 照办", NAME, DAY], 90, 24, fonts))
    assert "<b>同意</b> & 照办" in told


def test_nothing_is_painted_outside_a_margin_at_the_edge(fonts: FontSet) -> None:
    picture = picture_of(signature_appearance(["同意。" * 60, NAME, DAY], 90, 24, fonts))
    inked = picture.point(lambda value: 255 if value < 128 else 0).getbbox()
    edge = 0.5 * 72 / 25.4 * 8
    assert inked[0] > edge
    assert inked[1] > edge
    assert inked[2] < picture.width - edge
    assert inked[3] < picture.height - edge


def test_the_page_has_no_background(fonts: FontSet) -> None:
    pdf = signature_appearance(["同意。", NAME, DAY], 80, 22, fonts)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        operators = {str(step.operator) for step in pikepdf.parse_content_stream(opened.pages[0])}
    assert "Tj" in operators or "TJ" in operators
    assert not operators & {"f", "f*", "B", "Do", "sh"}


def test_a_long_opinion_is_set_smaller_never_below_7_points(fonts: FontSet) -> None:
    short = text_size(signature_appearance(["同意。", NAME, DAY], 80, 22, fonts))
    long = text_size(signature_appearance(["同意。" * 50, NAME, DAY], 80, 22, fonts))
    assert short == pytest.approx(12, abs=0.01)
    assert 6.99 < long < 11


def text_size(pdf: bytes) -> Any:
    """Return the size of the first text operator in points."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        scale = 1.0
        for operands, operator in pikepdf.parse_content_stream(opened.pages[0]):
            if str(operator) == "cm":
                scale *= abs(float(operands[3]))
            elif str(operator) == "Tf":
                return float(operands[1]) * scale
    raise AssertionError


def test_an_opinion_that_fits_at_no_size_is_refused(fonts: FontSet) -> None:
    with pytest.raises(DoesNotFit):
        signature_appearance(["同意。" * 200, NAME, DAY], 60, 15, fonts)


def test_a_box_too_small_for_name_and_date_is_refused(fonts: FontSet) -> None:
    with pytest.raises(DoesNotFit):
        signature_appearance(["同意。", NAME, DAY], 10, 22, fonts)


def test_a_character_no_font_has_is_named(fonts: FontSet) -> None:
    with pytest.raises(GlyphMissing, match="U\\+1F600"):
        signature_appearance(["同意\U0001f600", NAME, DAY], 80, 22, fonts)


def test_name_and_date_alone_are_enough(fonts: FontSet) -> None:
    told = text_of(signature_appearance([NAME, DAY], 60, 12, fonts))
    assert NAME in told
    assert DAY in told
