"""Measure a finished PDF with pdfium, which knows nothing of how it was made."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pypdfium2 as pdfium
from pypdfium2 import raw

MM = 25.4 / 72


@dataclass(frozen=True)
class Ink:
    """A character or rule: what it is and its edges in mm from the page's top left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@contextmanager
def opened(pdf: bytes) -> Iterator[pdfium.PdfDocument]:
    document = pdfium.PdfDocument(pdf)
    try:
        yield document
    finally:
        document.close()


def characters(pdf: bytes, page: int = 0) -> list[Ink]:
    """Return every visible character of a page."""
    with opened(pdf) as document:
        sheet = document[page]
        height, words = sheet.get_height(), sheet.get_textpage()
        found = []
        for index in range(words.count_chars()):
            text = chr(raw.FPDFText_GetUnicode(words.raw, index))
            if not text.isspace():
                found.append(_ink(text, words.get_charbox(index), height))
        return found


def rules(pdf: bytes, page: int = 0) -> list[Ink]:
    """Return the outer edges of every drawn path of a page."""
    with opened(pdf) as document:
        sheet = document[page]
        height = sheet.get_height()
        boxes = [
            item.get_bounds() for item in sheet.get_objects() if item.type == raw.FPDF_PAGEOBJ_PATH
        ]
        return [_ink("", box, height) for box in boxes]


def text(pdf: bytes) -> str:
    """Return all words of a file in drawing order, without spaces."""
    with opened(pdf) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    return "".join("".join(pages).split())


def size(pdf: bytes, page: int = 0) -> tuple[float, float]:
    """Return a page's width and height in mm."""
    with opened(pdf) as document:
        width, height = document[page].get_size()
        return round(width * MM, 2), round(height * MM, 2)


def _ink(text: str, box: tuple[float, float, float, float], height: float) -> Ink:
    left, bottom, right, top = box
    return Ink(text, left * MM, (height - top) * MM, right * MM, (height - bottom) * MM)
