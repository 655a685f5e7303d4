"""Measure a finished PDF in millimetres from its upper left corner; knows nothing of the figures."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

import pypdfium2 as pdfium
from pypdfium2 import raw

MM = 25.4 / 72


@dataclass(frozen=True)
class Mark:
    """One printed character: its ink, its origin's x and its baseline."""

    character: str
    left: float
    top: float
    right: float
    bottom: float
    x: float
    baseline: float


@dataclass(frozen=True)
class Line:
    """Characters on one baseline, in reading order."""

    baseline: float
    marks: tuple[Mark, ...]

    @property
    def text(self) -> str:
        return "".join(mark.character for mark in self.marks)


@dataclass(frozen=True)
class Bar:
    """A filled rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def thickness(self) -> float:
        return self.bottom - self.top


class Ruler:
    """Reads pages, lines and bars of a PDF."""

    def __init__(self, pdf: bytes) -> None:
        self._pdf = pdfium.PdfDocument(pdf)
        self.pages = len(self._pdf)

    def size(self, page: int) -> tuple[float, float]:
        width, height = self._pdf[page - 1].get_size()
        return width * MM, height * MM

    def words(self) -> str:
        """Return all text without white space and page numbers."""
        return "".join(
            line.text
            for page in range(1, self.pages + 1)
            for line in self.lines(page)
            if not line.text.startswith("—")
        )

    def lines(self, page: int) -> list[Line]:
        rows: dict[float, list[Mark]] = {}
        for mark in self._marks(page):
            rows.setdefault(round(mark.baseline, 1), []).append(mark)
        return [
            Line(key, tuple(sorted(rows[key], key=lambda mark: mark.x))) for key in sorted(rows)
        ]

    def bars(self, page: int) -> list[Bar]:
        sheet = self._pdf[page - 1]
        height = sheet.get_height()
        found = []
        for item in sheet.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]):
            left, bottom, right, top = item.get_bounds()
            bar = Bar(left * MM, (height - top) * MM, right * MM, (height - bottom) * MM)
            if bar.thickness < 1:
                found.append(bar)
        return sorted(found, key=lambda bar: bar.top)

    def metadata(self) -> dict[str, str]:
        return self._pdf.get_metadata_dict()

    def _marks(self, page: int) -> list[Mark]:
        sheet = self._pdf[page - 1]
        height = sheet.get_height()
        text = sheet.get_textpage()
        return [
            mark
            for index in range(text.count_chars())
            if (mark := self._mark(text, index, height)) is not None
        ]

    @staticmethod
    def _mark(text: pdfium.PdfTextPage, index: int, height: float) -> Mark | None:
        character = text.get_text_range(index, 1)
        if not character.strip():
            return None
        left, bottom, right, top = text.get_charbox(index)
        x, y = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetCharOrigin(text.raw, index, ctypes.byref(x), ctypes.byref(y))
        return Mark(
            character,
            left * MM,
            (height - top) * MM,
            right * MM,
            (height - bottom) * MM,
            x.value * MM,
            (height - y.value) * MM,
        )
