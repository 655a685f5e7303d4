"""Embed one face with the glyphs of a whole bundle (共用字库)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf

from jiuji_docs.rendering.bundles.faces import BuiltFace, cmap_of


def shared_font(out: Pdf, face: BuiltFace, texts: Mapping[int, str]) -> Any:
    """Return a Type 0 font with these glyphs, embedded."""
    name = Name(f"/JIUJIB+{face.family}")
    program = out.make_stream(face.subset(frozenset(texts)), Subtype=Name.OpenType)
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=name,
        Flags=4,
        FontBBox=Array([0, -120, 1000, 880]),
        ItalicAngle=0,
        Ascent=880,
        Descent=-120,
        CapHeight=880,
        StemV=80,
        FontFile3=program,
    )
    below = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType0,
        BaseFont=name,
        CIDSystemInfo=Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0),
        CIDToGIDMap=Name.Identity,
        FontDescriptor=out.make_indirect(descriptor),
        W=Array(_widths(face, sorted(texts))),
    )
    return out.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=name,
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([out.make_indirect(below)]),
            ToUnicode=out.make_stream(cmap_of(texts)),
        )
    )


def _widths(face: BuiltFace, glyphs: Sequence[int]) -> Iterator[Any]:
    for glyph in glyphs:
        yield glyph
        yield Array([face.width(glyph)])
