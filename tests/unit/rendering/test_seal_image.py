"""Specimen seals: true size, round, red, with the star and always with the watermark."""

from __future__ import annotations

import inspect
import io
import itertools
import math
import re
from typing import Any
from xml.etree import ElementTree as ET

import pikepdf
import pypdfium2
import pytest

from jiuji_docs.domain.errors import GlyphMissing, PaperError, SetUpError
from jiuji_docs.domain.signing.seal import LONGEST_NAME, SealStyle
from jiuji_docs.rendering import seal_image
from jiuji_docs.rendering.fonts import FontSet, installed_fonts
from jiuji_docs.rendering.outlines import Lettering
from jiuji_docs.rendering.seal_image import seal_pdf, seal_svg

PER_MM = 10
LONGEST = ("示范县阳山民族自治乡人民政府社会救助事务综合服务中心" * 2)[:LONGEST_NAME]
STYLES = [
    SealStyle("示范县民政局"),
    SealStyle("示范县阳山镇人民政府"),
    SealStyle("某局", bottom="救助专用章"),
    SealStyle(LONGEST),
    SealStyle(LONGEST, bottom="救助业务专用章"),
    SealStyle("示范县人民政府", diameter=45.0),
]


@pytest.fixture(scope="module")
def fonts() -> Any:
    try:
        return installed_fonts()
    except SetUpError as missing:
        pytest.skip(str(missing))


def painted(style: SealStyle, fonts: FontSet) -> Any:
    document = pypdfium2.PdfDocument(seal_pdf(style, fonts))
    try:
        return document[0].render(scale=PER_MM * 25.4 / 72).to_pil().convert("RGB")
    finally:
        document.close()


def count(picture: Any, wanted: Any) -> Any:
    data = picture.tobytes()
    return sum(map(wanted, data[::3], data[1::3], data[2::3]))


def is_red(red: int, green: int, blue: int) -> Any:
    return red > 180 and green < 90 and blue < 100


def is_grey(red: int, green: int, blue: int) -> Any:
    return 140 < red < 215 and abs(red - green) < 12 and abs(red - blue) < 12


@pytest.mark.parametrize("style", STYLES, ids=lambda style: f"{len(style.name)}字{style.bottom}")
def test_the_page_is_as_large_as_the_seal_and_has_no_font(style: SealStyle, fonts: FontSet) -> None:
    with pikepdf.open(io.BytesIO(seal_pdf(style, fonts))) as pdf:
        page = pdf.pages[0]
        assert float(page.mediabox[2]) * 25.4 / 72 == pytest.approx(style.diameter, abs=0.01)
        assert "/Font" not in page.Resources
        assert "/XObject" not in page.Resources


@pytest.mark.parametrize("style", STYLES, ids=lambda style: f"{len(style.name)}字{style.bottom}")
def test_ring_touches_the_page_on_all_sides_and_leaves_the_corners_free(
    style: SealStyle, fonts: FontSet
) -> None:
    picture = painted(style, fonts)
    ink = picture.convert("L").point(lambda value: 255 if value < 200 else 0)
    assert ink.getbbox() == pytest.approx((0, 0, picture.width, picture.height), abs=2)
    corner = round(style.diameter * 0.14 * PER_MM)
    assert ink.crop((0, 0, corner, corner)).getbbox() is None


@pytest.mark.parametrize("style", STYLES, ids=lambda style: f"{len(style.name)}字{style.bottom}")
def test_every_seal_bears_the_specimen_watermark(style: SealStyle, fonts: FontSet) -> None:
    picture = painted(style, fonts)
    assert count(picture, is_grey) > 0.015 * picture.width * picture.height
    content = seal_pdf(style, fonts)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert pdf.pages[0].Contents.read_bytes().count(b"/specimen BMC") == 2


def test_no_parameter_or_setting_leaves_the_watermark_out() -> None:
    for function in (seal_pdf, seal_svg, seal_image._strokes):
        assert list(inspect.signature(function).parameters) == ["style", "fonts"]
    with pytest.raises(PaperError):
        SealStyle("示范县民政局", specimen=False)
    assert "environ" not in inspect.getsource(seal_image)


def test_the_centre_is_a_star_and_never_an_emblem(fonts: FontSet) -> None:
    picture = painted(SealStyle("示范县民政局"), fonts)
    middle = picture.width // 2
    radius = round(seal_image.STAR / 2 * PER_MM)
    column = [picture.getpixel((middle, y)) for y in range(middle - radius, middle + radius)]
    assert sum(is_red(*colour) for colour in column) > radius * 0.5
    notch = picture.getpixel((middle, middle + radius - 3))
    assert not is_red(*notch)


@pytest.mark.parametrize("bottom", ["", "救助业务专用章"])
def test_no_two_characters_of_the_longest_name_touch(fonts: FontSet, bottom: str) -> None:
    style = SealStyle(LONGEST, bottom=bottom)
    letters = [
        stroke.outline
        for stroke in seal_image._strokes(style, fonts)
        if stroke.filled and stroke.layer == "seal"
    ][1:]
    assert len(letters) == len(style.name) + len(bottom)
    reach = [_angles(outline, style.diameter / 2) for outline in letters[: len(style.name)]]
    for before, after in itertools.pairwise(reach):
        assert after[1] < before[0]


def _angles(outline: Any, middle: Any) -> Any:
    """Return the least and greatest angle an outline spans, counted from straight down."""
    spans = [
        (math.degrees(math.atan2(y - middle, x - middle)) + 90) % 360
        for _, points in outline.steps
        for x, y in points
    ]
    return min(spans), max(spans)


def test_the_name_stays_inside_the_ring(fonts: FontSet) -> None:
    for style in STYLES:
        middle = style.diameter / 2
        inner = middle - seal_image.RING * style.diameter / 42
        for stroke in list(seal_image._strokes(style, fonts))[1:]:
            for _, points in stroke.outline.steps:
                assert all((x - middle) ** 2 + (y - middle) ** 2 < inner**2 for x, y in points)


def test_the_red_is_multiplied_so_that_text_below_stays_readable(fonts: FontSet) -> None:
    with pikepdf.open(io.BytesIO(seal_pdf(STYLES[0], fonts))) as pdf:
        assert pdf.pages[0].Resources.ExtGState.Ink.BM == "/Multiply"


def test_the_drawing_is_the_same_every_time(fonts: FontSet) -> None:
    assert seal_pdf(STYLES[0], fonts) == seal_pdf(STYLES[0], fonts)


def test_the_svg_shows_the_same_strokes(fonts: FontSet) -> None:
    style = SealStyle("示范县民政局")
    root = ET.fromstring(seal_svg(style, fonts))  # noqa: S314 - our own drawing
    assert root.get("width") == "42mm"
    kinds = [path.get("class") for path in root]
    assert kinds.count("specimen") == 2
    assert kinds.count("seal") == 2 + len(style.name)
    assert not re.search("script|href|style=", seal_svg(style, fonts))


def test_a_rare_character_is_drawn_from_the_rare_face(fonts: FontSet) -> None:
    assert count(painted(SealStyle("示范县玥珺镇人民政府"), fonts), is_red) > 10_000


def test_a_character_no_font_has_is_named(fonts: FontSet) -> None:
    with pytest.raises(GlyphMissing, match="\U0001f600"):
        Lettering(fonts, "JiujiSong").glyphs("示范\U0001f600")
