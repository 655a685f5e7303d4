"""Put the filing stamp (归档章) on the first page of a print copy."""

from __future__ import annotations

import io
from typing import Any

from jiuji_docs.domain.archives.stamp import HEIGHT, WIDTH, FilingStamp
from jiuji_docs.rendering.appearance import signature_appearance
from jiuji_docs.rendering.fonts import FontSet

#: Millimetres from the top edge of the page to the stamp.
TOP = 6.0
_POINTS = 72 / 25.4


def stamped_copy(original: bytes, stamp: FilingStamp, fonts: FontSet) -> bytes:
    """Return a new PDF with the stamp centred at the top of page one.

    The copy carries no valid signature any more, which is why it is only for paper; the original in
    the store keeps its bytes.
    """
    import pikepdf

    with pikepdf.open(io.BytesIO(original)) as pdf:
        page = pdf.pages[0]
        left, _bottom, right, top = (float(edge) for edge in page.mediabox)
        x = left + (right - left - WIDTH * _POINTS) / 2
        y = top - (TOP + HEIGHT) * _POINTS
        page.contents_add(_frame(x, y), prepend=False)
        for row, texts in enumerate(stamp.cells()):
            for column, text in enumerate(texts):
                if text:
                    left = x + column * WIDTH / 3 * _POINTS
                    bottom = y + (1 - row) * HEIGHT / 2 * _POINTS
                    _write(page, text, (left, bottom), fonts)
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


def _frame(x: float, y: float) -> bytes:
    """Return the drawing of the six red cells."""
    width, height = WIDTH * _POINTS, HEIGHT * _POINTS
    lines = ["q 0.85 0 0.1 RG 0.8 w", f"{x:.2f} {y:.2f} {width:.2f} {height:.2f} re S"]
    for part in (1, 2):
        at = x + width * part / 3
        lines.append(f"{at:.2f} {y:.2f} m {at:.2f} {y + height:.2f} l S")
    lines.append(f"{x:.2f} {y + height / 2:.2f} m {x + width:.2f} {y + height / 2:.2f} l S Q")
    return "\n".join(lines).encode()


def _write(page: Any, text: str, corner: tuple[float, float], fonts: FontSet) -> None:
    """Lay one cell's text over the page; *corner* is the cell's lower left in points."""
    import pikepdf

    width, height = WIDTH / 3, HEIGHT / 2
    cell = signature_appearance([text], width, height, fonts)
    left, bottom = corner
    with pikepdf.open(io.BytesIO(cell)) as source:
        box = pikepdf.Rectangle(left, bottom, left + width * _POINTS, bottom + height * _POINTS)
        page.add_overlay(source.pages[0], box)
