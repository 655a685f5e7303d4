"""Cut one face down to the characters wanted and give it a family name of our own.

OFL reserves the names of changed fonts and the GPL asks that a change be told: hence new names
and a note in the file.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from fontTools.ttLib import TTCollection, TTFont

from jiuji_docs.rendering.font_marks import draw_marks, put_glyph
from jiuji_docs.rendering.font_order import order_glyphs
from jiuji_docs.rendering.font_sources import FontSource

#: No kerning: a line composer that counts advance widths must meet the widths that are printed.
_FEATURES = ("ccmp", "mark", "mkmk", "halt", "chws", "palt", "vert", "vhal")
_LATIN = range(0x21, 0x7F)
_DROPPED = ("DSIG", "VORG", "BASE")
#: Copyright, licence and designer are kept; the names themselves become ours.
_NAMES = range(26)
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
    # No new time stamp and no new bounds: the same source gives the same bytes, in half the time.
    with TTFont(
        io.BytesIO(_cut(source, characters)), lazy=True, recalcTimestamp=False, recalcBBoxes=False
    ) as font:
        order_glyphs(font)
        if latin is not None:
            with TTFont(latin.path, fontNumber=_number(latin), lazy=True) as other:
                _take_latin(font, other)
        if marks:
            draw_marks(font)
        _rename(font, family, source)
        stream = io.BytesIO()
        font.save(stream)
    return stream.getvalue()


def _number(source: FontSource) -> int:
    """Return the number of a face in its collection, found by its family name; 0 in a plain file."""
    if not source.face:
        return 0
    with TTCollection(source.path, lazy=True) as collection:
        names = [font["name"].getDebugName(1) for font in collection.fonts]
    return names.index(source.face)


def _cut(source: FontSource, characters: frozenset[int]) -> bytes:
    """Keep ``characters`` and what the few kept features need; drop hints and stray tables.

    HarfBuzz does in a tenth of a second what fontTools does in ten. Outlines that call no
    subroutines are cut quickly again for every paper.
    """
    import uharfbuzz as harfbuzz  # noqa: PLC0415 - a press that builds no fonts needs none of it

    wanted = harfbuzz.SubsetInput()
    wanted.flags = (
        harfbuzz.SubsetFlags.NO_HINTING
        | harfbuzz.SubsetFlags.NOTDEF_OUTLINE
        | harfbuzz.SubsetFlags.DESUBROUTINIZE
    )
    kinds = harfbuzz.SubsetInputSets
    wanted.sets(kinds.UNICODE).update(characters)
    wanted.sets(kinds.NAME_ID).update(_NAMES)
    wanted.sets(kinds.DROP_TABLE_TAG).update(map(_tag, _DROPPED))
    features = wanted.sets(kinds.LAYOUT_FEATURE_TAG)
    features.clear()
    features.update(map(_tag, _FEATURES))
    face = harfbuzz.Face(harfbuzz.Blob.from_file_path(str(source.path)), _number(source))
    cut: bytes = harfbuzz.subset(face, wanted).blob.data
    return cut


def _tag(name: str) -> int:
    return int.from_bytes(name.encode("ascii"), "big")


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
    # LibreOffice names a face in its PDFs after these.
    for part in getattr(top, "FDArray", ()):
        part.FontName = family


def _english(font: TTFont) -> Iterator[tuple[int, str]]:
    for record in font["name"].names:
        if (record.platformID, record.langID) == (3, 0x409):
            yield record.nameID, record.toUnicode()
