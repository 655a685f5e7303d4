"""Draw what no free Chinese face has: the ballot boxes ☐ ☑ ☒ of official forms.

A CID-keyed font cannot easily gain glyphs, so three square katakana words (U+3300–3302), which no
Chinese paper uses, give up theirs.
"""

from __future__ import annotations

from typing import Any

from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont

Polygon = tuple[tuple[int, int], ...]

_BOX: tuple[Polygon, ...] = (
    ((100, -20), (900, -20), (900, 780), (100, 780)),
    ((148, 28), (148, 732), (852, 732), (852, 28)),  # the other way round: a hole
)
_TICK: Polygon = ((230, 400), (420, 150), (790, 620), (735, 655), (423, 258), (280, 445))
_CROSS: tuple[Polygon, ...] = (
    ((250, 166), (286, 130), (750, 594), (714, 630)),
    ((250, 594), (714, 130), (750, 166), (286, 630)),
)
#: Ballot box → (the code point that gives up its glyph, the polygons in thousandths of an em).
MARKS: dict[int, tuple[int, tuple[Polygon, ...]]] = {
    0x2610: (0x3300, _BOX),
    0x2611: (0x3301, (*_BOX, _TICK)),
    0x2612: (0x3302, (*_BOX, *_CROSS)),
}


def draw_marks(font: TTFont) -> None:
    """Draw the ballot boxes into ``font``, one em wide, where it has the spare glyphs."""
    cmap = font.getBestCmap()
    for point, (spare, polygons) in MARKS.items():
        if spare not in cmap:
            continue
        glyph = cmap[spare]
        put_glyph(font, glyph, lambda pen, polygons=polygons: _draw(pen, polygons), (1000, 100))
        for table in font["cmap"].tables:
            if table.isUnicode():
                table.cmap.pop(spare, None)
                table.cmap[point] = glyph


def put_glyph(font: TTFont, glyph: str, draw: Any, metrics: tuple[int, int]) -> None:
    """Replace an outline by what ``draw(pen)`` draws; ``metrics`` are width and left bearing."""
    drawn = font["CFF "].cff.topDictIndex[0].CharStrings
    old = drawn[glyph]
    width = metrics[0]
    told = None if width == old.private.defaultWidthX else width - old.private.nominalWidthX
    pen = T2CharStringPen(told, None)
    draw(pen)
    strings = pen.getCharString(old.private, old.globalSubrs)
    strings.fdSelectIndex = getattr(old, "fdSelectIndex", None)
    drawn[glyph] = strings
    font["hmtx"][glyph] = metrics


def _draw(pen: Any, polygons: tuple[Polygon, ...]) -> None:
    for first, *others in polygons:
        pen.moveTo(first)
        for point in others:
            pen.lineTo(point)
        pen.closePath()
