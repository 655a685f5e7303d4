"""Cut one face down to the characters wanted and give it a family name of our own.

OFL reserves the names of changed fonts and the GPL asks that a change be told: hence new names
and a note in the file.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

from jiuji_docs.rendering.font_marks import draw_marks, put_glyph
from jiuji_docs.rendering.font_sources import FontSource

#: No kerning: a line composer that counts advance widths must meet the widths that are printed.
_FEATURES = ("ccmp", "mark", "mkmk", "halt", "chws", "palt", "vert", "vhal")
_LATIN = range(0x21, 0x7F)
_WINDOWS_ENGLISH = (3, 1, 0x409)


def build_face(
    source: FontSource,
    family: str,
    characters: frozenset[int],
    *,
    latin: FontSource | None = None,
    marks: bool = False,
) -> bytes:
    """Give an OpenType (CFF) file named ``family`` with those ``characters`` the face has.

    ``latin`` lends its letters and digits; ``marks`` adds the ballot boxes.
    """
    with _open(source) as font:
        _cut(font, characters)
        if latin is not None:
            with _open(latin) as other:
                _take_latin(font, other)
        if marks:
            draw_marks(font)
        _rename(font, family, source)
        stream = io.BytesIO()
        font.save(stream)
    return stream.getvalue()


def _open(source: FontSource) -> TTFont:
    """Open the face; of a collection, the one with the family name asked for."""
    number = -1
    if source.face:
        with TTCollection(source.path, lazy=True) as collection:
            names = [font["name"].getDebugName(1) for font in collection.fonts]
        number = names.index(source.face)
    # No new time stamp and no new bounds: the same source gives the same bytes, in half the time.
    return TTFont(
        source.path, fontNumber=number, lazy=True, recalcTimestamp=False, recalcBBoxes=False
    )


def _cut(font: TTFont, characters: frozenset[int]) -> None:
    """Keep ``characters`` and what the few kept features need; drop hints and stray tables."""
    options = subset.Options(
        hinting=False,
        layout_features=list(_FEATURES),
        name_IDs=["*"],
        notdef_outline=True,
        drop_tables=["DSIG", "VORG", "BASE"],
    )
    worker = subset.Subsetter(options)
    worker.populate(unicodes=characters)
    worker.subset(font)


def _take_latin(font: TTFont, other: TTFont) -> None:
    """Draw the letters, digits and signs of ``other`` into ``font``, with their widths."""
    ours, theirs, glyphs = font.getBestCmap(), other.getBestCmap(), other.getGlyphSet()
    for point in _LATIN:
        if point in ours and point in theirs:
            name = theirs[point]
            put_glyph(font, ours[point], glyphs[name].draw, other["hmtx"][name])


def _rename(font: TTFont, family: str, source: FontSource) -> None:
    """Write our family name everywhere, keep copyright and licence, and tell what was changed."""
    kept = {identity: text for identity, text in _english(font) if identity in {0, 7, 8, 9, 13, 14}}
    note = (
        f"Changed: subset and renamed from {source.path.name} of Debian's package {source.package}."
    )
    names = {
        1: family,
        2: "Regular",
        3: f"{family};1",
        4: family,
        5: "Version 1.000",
        6: family,
        10: note,
    }
    table = font["name"]
    table.names = []
    for identity, text in sorted((kept | names).items()):
        table.setName(text, identity, *_WINDOWS_ENGLISH)
    _rename_outlines(font["CFF "].cff, family)


def _rename_outlines(cff: Any, family: str) -> None:
    cff.fontNames = [family]
    top = cff.topDictIndex[0]
    for key in ("FamilyName", "FullName"):
        if key in top.rawDict:
            setattr(top, key, family)


def _english(font: TTFont) -> Iterator[tuple[int, str]]:
    for record in font["name"].names:
        if (record.platformID, record.langID) == (3, 0x409):
            yield record.nameID, record.toUnicode()
