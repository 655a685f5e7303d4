"""Lay empty signature fields (签名处) on a paper, in millimetres from the page's top left."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any, cast

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigFieldSpec, append_signature_field, enumerate_sig_fields
from pyhanko.sign.general import SigningError as PyHankoSigningError

from jiuji_docs.domain.errors import SigningError
from jiuji_docs.domain.forms.sheet import Place
from jiuji_docs.domain.signing.seal import LARGEST
from jiuji_docs.domain.signing.signature import is_seal_place
from jiuji_docs.signing.writer import QuietWriter

POINTS_PER_MM = 72 / 25.4

#: Left, bottom, right, top in points, as PDF counts.
Rectangle = tuple[float, float, float, float]


def prepare(pdf: bytes, places: Mapping[str, Place]) -> bytes:
    """Return the PDF with one empty signature field for each named place.

    All fields are made before the first signature, since later ones would count as tampering. A
    seal's field is a square that holds the largest lawful seal, around the place's centre: a seal
    may overlap text, a box need not.
    """
    try:
        writer = QuietWriter(io.BytesIO(pdf))
        for name, place in places.items():
            page = _page(writer, place.page, name)
            reserved = _square(place) if is_seal_place(name) else place
            box = _within(_rectangle(reserved, page), page, name)
            append_signature_field(writer, _spec(name, place.page, box))
        return writer.finished()
    except (PdfError, PyHankoSigningError) as error:
        raise SigningError(f"无法预留签名处：{error}") from error


def read_fields(pdf: bytes) -> dict[str, Rectangle | None]:
    """Return the empty signature fields with their rectangles, and the filled ones with None."""
    try:
        reader = PdfFileReader(io.BytesIO(pdf))
        found = [
            (name, value, reference.get_object())
            for name, value, reference in enumerate_sig_fields(reader)
        ]
    except PdfError as error:
        raise SigningError(f"不是可签名的 PDF：{error}") from error
    return {
        name: None if value is not None else _floats(field["/Rect"]) for name, value, field in found
    }


def _spec(name: str, page: int, box: Rectangle) -> SigFieldSpec:
    # pyHanko annotates whole points, but writes what it is given; rounding would move a seal by 0.3
    # mm.
    return SigFieldSpec(name, on_page=page - 1, box=cast("tuple[int, int, int, int]", box))


def _page(writer: QuietWriter, number: int, name: str) -> Rectangle:
    """Return the media box of a 1-based page."""
    count = int(writer.root["/Pages"]["/Count"])
    if not 1 <= number <= count:
        raise SigningError(f"签名处“{name}”在第 {number} 页，文书只有 {count} 页")
    found = writer.find_page_for_modification(number - 1)  # type: ignore[no-untyped-call]
    page = found[0].get_object()
    while "/MediaBox" not in page:
        page = page["/Parent"]
    return _floats(page["/MediaBox"])


def _floats(array: Any) -> Rectangle:
    left, bottom, right, top = (float(value) for value in array)
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)


def _square(place: Place) -> Place:
    """Return the square of the largest seal around a place's centre."""
    left = place.left + (place.width - LARGEST) / 2
    top = place.top + (place.height - LARGEST) / 2
    return Place(place.page, left, top, LARGEST, LARGEST)


def _rectangle(place: Place, page: Rectangle) -> Rectangle:
    """Turn millimetres from the top left into points from the bottom left."""
    left = page[0] + place.left * POINTS_PER_MM
    top = page[3] - place.top * POINTS_PER_MM
    return left, top - place.height * POINTS_PER_MM, left + place.width * POINTS_PER_MM, top


def _within(box: Rectangle, page: Rectangle, name: str) -> Rectangle:
    """Push a box back onto its page; a box larger than the page is refused."""
    if box[2] - box[0] > page[2] - page[0] or box[3] - box[1] > page[3] - page[1]:
        raise SigningError(f"签名处“{name}”大于页面")
    across = max(page[0] - box[0], 0.0) + min(page[2] - box[2], 0.0)
    along = max(page[1] - box[1], 0.0) + min(page[3] - box[3], 0.0)
    return box[0] + across, box[1] + along, box[2] + across, box[3] + along
