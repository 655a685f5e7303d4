"""Find the rules of a Word file, however they were made: shapes, old drawing lines, paragraph borders."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from jiuji_docs.conformance.word_model import WordBar
from jiuji_docs.conformance.word_place import AREA
from jiuji_docs.conformance.word_styles import TWIP, Styles, W, attribute, number

_EMU = 36000.0
_POINT = 25.4 / 72
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_V = "{urn:schemas-microsoft-com:vml}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_ENDS = re.compile(r"^(-?[\d.]{1,9})(pt|mm|cm)?,")
_UNITS = {"pt": _POINT, "mm": 1.0, "cm": 10.0, None: 0.75 * _POINT}
_NAMED = {"red": "FF0000", "black": "000000"}


def read_bars(root: Any, styles: Styles) -> Iterator[WordBar]:
    """Yield every rule of the body: shapes first, as they stand in the file."""
    yield from _shapes(root)
    yield from _lines(root)
    yield from _borders(root, styles)


def _shapes(root: Any) -> Iterator[WordBar]:
    for anchor in root.iter(f"{_WP}anchor"):
        extent, colour = anchor.find(f"{_WP}extent"), next(anchor.iter(f"{_A}srgbClr"), None)
        if extent is None or colour is None:
            continue
        width, height = (number(extent.get(name), 0.0) / _EMU for name in ("cx", "cy"))
        across, down = anchor.find(f"{_WP}positionH"), anchor.find(f"{_WP}positionV")
        yield WordBar(
            _offset(across),
            _offset(down),
            width,
            height,
            str(colour.get("val", "")).upper(),
            "" if down is None else str(down.get("relativeFrom", "")),
        )


def _offset(position: Any | None) -> float:
    found = position.find(f"{_WP}posOffset") if position is not None else None
    return number(found.text if found is not None else None, 0.0) / _EMU


def _lines(root: Any) -> Iterator[WordBar]:
    """Yield lines of the drawing language before 2010 that do not repeat a newer shape."""
    for line in root.iter(f"{_V}line"):
        if any(parent.tag == _FALLBACK for parent in line.iterancestors()):
            continue
        begins, ends = (_across(str(line.get(name, ""))) for name in ("from", "to"))
        colour = re.sub(r"[\s#].*$", "", str(line.get("strokecolor", "")).lstrip("#"))
        wide = abs(ends - begins) if begins is not None and ends is not None else AREA
        told = _NAMED.get(colour.lower(), colour.upper())
        yield WordBar(begins or 0.0, 0.0, wide, 0.35, told, "paragraph")


def _across(text: str) -> float | None:
    found = _ENDS.match(text)
    return number(found.group(1), 0.0) * _UNITS[found.group(2)] if found else None


def _borders(root: Any, styles: Styles) -> Iterator[WordBar]:
    """Yield upper and lower borders of paragraphs, the commonest way to draw the red rule."""
    for paragraph in root.iter(f"{W}p"):
        own = paragraph.find(f"{W}pPr")
        borders = own.find(f"{W}pBdr") if own is not None else None
        for side in () if borders is None else borders:
            if side.tag not in {f"{W}top", f"{W}bottom"}:
                continue
            if attribute(side, "val") in {"nil", "none", ""}:
                continue
            ind = styles.paragraph(own).get("ind", {})
            left, right = (number(ind.get(name), 0.0) * TWIP for name in ("left", "right"))
            colour = attribute(side, "color").upper()
            height = number(attribute(side, "sz"), 4.0) / 8 * _POINT
            yield WordBar(left, 0.0, AREA - left - right, height, colour, "paragraph")
