"""Put a face's glyphs in the order of how often papers use them (字形次序)."""

from __future__ import annotations

from fontTools.ttLib import TTFont
from fontTools.ttLib.reorderGlyphs import reorderGlyphs

from jiuji_docs.rendering.character_order import by_frequency


def order_glyphs(font: TTFont) -> None:
    """Renumber the glyphs of a CID-keyed CFF face: .notdef, signs, frequent characters, the rest."""
    before = font.getGlyphOrder()
    cmap = font.getBestCmap()
    first = dict.fromkeys([before[0], *(cmap[point] for point in by_frequency(cmap))])
    after = [*first, *(name for name in before if name not in first)]
    numbers = {name: number for number, name in enumerate(before)}
    _move_outlines(font, [numbers[name] for name in after])
    reorderGlyphs(font, after)


def _move_outlines(font: TTFont, numbers: list[int]) -> None:
    """Put the outlines in the new order: *numbers* are the old ones; fontTools moves names only."""
    top = font["CFF "].cff.topDictIndex[0]
    drawn = top.CharStrings
    outlines = drawn.charStringsIndex
    # Each outline is read with the part (FD) of the face it belongs to before that list moves too.
    outlines.items = [outlines[number] for number in numbers]
    parts = getattr(top, "FDSelect", None)
    if parts is not None:
        parts.gidArray = [parts.gidArray[number] for number in numbers]
    old = {number: name for name, number in drawn.charStrings.items()}
    drawn.charStrings = {old[number]: at for at, number in enumerate(numbers)}
