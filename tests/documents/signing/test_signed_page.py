"""What a signed and sealed page looks like, measured on the finished file."""

from __future__ import annotations

import io
import re
from typing import Any

import pikepdf
import pypdfium2
import pytest

from jiuji_docs.domain.signing.signature import ExpectedSignature
from jiuji_docs.signing.fields import read_fields
from jiuji_docs.signing.verification import verify_pdf

PER_MM = 12


@pytest.fixture(scope="module")
def picture(signed: Any) -> Any:
    """Return the page at 12 pixels a millimetre, form fields painted."""
    document = pypdfium2.PdfDocument(signed.pdf)
    try:
        document.init_forms()
        page = document[0]
        return page.render(scale=PER_MM * 25.4 / 72).to_pil().convert("RGB")
    finally:
        document.close()


def pixels(picture: Any, box: Any, wanted: Any) -> Any:
    """Return (x, y) in millimetres of the pixels in *box* (left, top, right, bottom) that pass."""
    left, top, right, bottom = (round(edge * PER_MM) for edge in box)
    part = picture.crop((left, top, right, bottom))
    width, data = part.width, part.tobytes()
    colours = zip(data[::3], data[1::3], data[2::3], strict=True)
    return [
        ((left + index % width) / PER_MM, (top + index // width) / PER_MM)
        for index, colour in enumerate(colours)
        if wanted(*colour)
    ]


def is_red(red: int, green: int, blue: int) -> Any:
    return red > 180 and green < 90 and blue < 100


def is_grey(red: int, green: int, blue: int) -> Any:
    return 140 < red < 215 and abs(red - green) < 12 and abs(red - blue) < 12


def is_black(red: int, green: int, blue: int) -> Any:
    return max(red, green, blue) < 60


def seal_square(signed: Any) -> Any:
    place = signed.places["seal"]
    return place.left - 3, place.top - 3, place.left + 45, place.top + 45


def test_the_paper_verifies_as_its_workflow_expects(signed: Any) -> None:
    wanted = (
        ExpectedSignature("town", "person:yangshan.auditor"),
        ExpectedSignature("decision_county", "person:county.head"),
        ExpectedSignature("seal", "unit:county"),
    )
    report = verify_pdf(signed.pdf, [signed.keyring.root_certificate()], expected=wanted)
    assert report.findings == ()


def test_the_fields_bear_the_names_of_their_places(signed: Any) -> None:
    assert list(read_fields(signed.pdf)) == list(signed.places)


def test_the_seal_measures_42_mm_on_the_finished_page(signed: Any, picture: Any) -> None:
    red = pixels(picture, seal_square(signed), is_red)
    across = max(x for x, _ in red) - min(x for x, _ in red)
    along = max(y for _, y in red) - min(y for _, y in red)
    assert across == pytest.approx(42.0, abs=0.2)
    assert along == pytest.approx(42.0, abs=0.2)


def test_the_seal_stands_where_it_was_asked_for(signed: Any, picture: Any) -> None:
    red = pixels(picture, seal_square(signed), is_red)
    place = signed.places["seal"]
    assert min(x for x, _ in red) == pytest.approx(place.left, abs=0.2)
    assert min(y for _, y in red) == pytest.approx(place.top, abs=0.2)


def test_the_specimens_watermark_is_on_the_finished_page(signed: Any, picture: Any) -> None:
    assert len(pixels(picture, seal_square(signed), is_grey)) > 0.01 * (42 * PER_MM) ** 2


def test_name_and_date_stay_readable_below_the_seal(signed: Any, picture: Any) -> None:
    place = signed.places["seal"]
    sealed = pixels(picture, (place.left, 200, place.left + 42, 218), is_black)
    document = pypdfium2.PdfDocument(signed.pdf)
    bare = document[0].render(scale=PER_MM * 25.4 / 72, may_draw_forms=False).to_pil()
    document.close()
    unsealed = pixels(bare.convert("RGB"), (place.left, 200, place.left + 42, 218), is_black)
    assert len(unsealed) > 1000
    assert len(sealed) >= 0.95 * len(unsealed)


def test_the_opinion_stands_in_its_box_and_nowhere_else(signed: Any, picture: Any) -> None:
    place = signed.places["town"]
    inner = (place.left + 0.5, place.top + 0.5, place.left + 129.5, place.top + 23.5)
    ink = pixels(picture, inner, is_black)
    assert len(ink) > 2000
    assert min(x for x, _ in ink) > place.left + 0.7
    assert max(y for _, y in ink) < place.top + place.height - 0.4


def test_every_font_of_the_signed_file_is_embedded(signed: Any) -> None:
    with pikepdf.open(io.BytesIO(signed.pdf)) as pdf:
        descriptors = [
            item
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor"
        ]
        assert len(descriptors) >= 3
        assert all("/FontFile3" in item or "/FontFile2" in item for item in descriptors)


def test_nothing_in_the_file_names_the_signing_librarys_own_stamp(signed: Any) -> None:
    with pikepdf.open(io.BytesIO(signed.pdf)) as pdf:
        fonts = {
            str(item.BaseFont)
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and "/BaseFont" in item
        }
    assert not any(re.search("Courier|Helvetica", name) for name in fonts)
