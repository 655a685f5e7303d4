"""Make the part of a bundle that is one case (分册): print copies without fonts, with blank backs.

A part is kept on disk until the bundle is bound, so that a killed run goes on where it stopped.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name, Pdf

from jiuji_docs.rendering.bundles.faces import BuiltFace, family_of, texts_of, widths_of

#: Raise it when parts are made differently: older ones are then made anew.
RECIPE = 1
#: Where a part says of a page which original it copies; a blank back says nothing.
MARK = "/JiujiOriginal"
#: What stands in a part for a face that the whole bundle shares.
STUB = "JiujiShared-"
#: Where a part keeps what the binder needs to know of it.
NOTE = "/JiujiPart"
#: Entries of a page that belong to screens and to the signed original, not to paper.
_ON_SCREEN = ("/Annots", "/StructParents", "/Tabs", "/AA", "/Group")
#: Hexadecimal digits of the original's SHA-256 shown on each page.
DIGITS = 12


@dataclass(frozen=True, slots=True)
class Original:
    """A finished paper that goes into the bundle: its bytes and their SHA-256."""

    pdf: bytes
    digest: str


@dataclass(frozen=True, slots=True)
class PartNote:
    """How many sides each paper takes, blank backs included, and which glyphs of which face it needs."""

    sides: tuple[int, ...]
    glyphs: Mapping[str, Mapping[int, str]]


def make_part(
    originals: Sequence[Original], faces: Mapping[str, BuiltFace], *, duplex: bool
) -> bytes:
    """Return the part as PDF bytes; with *duplex* every paper begins on a sheet of its own."""
    part = Pdf.new()
    sides, sources = [], []
    for original in originals:
        source = pikepdf.open(io.BytesIO(original.pdf))
        sources.append(source)
        _flatten(source)
        for page in source.pages:
            page.obj[MARK] = pikepdf.String(original.digest[:DIGITS])
        part.pages.extend(source.pages)
        blank = duplex and len(source.pages) % 2 == 1
        if blank:
            part.add_blank_page(page_size=_size(source.pages[-1]))
        sides.append(len(source.pages) + blank)
    glyphs = _take_out_fonts(part, faces)
    told = {"sides": sides, "glyphs": glyphs}
    part.docinfo[NOTE] = json.dumps(told, ensure_ascii=False)
    target = io.BytesIO()
    part.save(target, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return target.getvalue()


def note_of(part: Pdf) -> PartNote:
    """Return what a part says of itself."""
    told = json.loads(str(part.docinfo[NOTE]))
    glyphs = {
        family: {int(glyph): text for glyph, text in texts.items()}
        for family, texts in told["glyphs"].items()
    }
    return PartNote(tuple(told["sides"]), glyphs)


def _flatten(source: Pdf) -> None:
    """Let what signatures and seals look like become part of the page; no field, no signature stays."""
    if "/AcroForm" in source.Root:
        source.flatten_annotations("all")
    for page in source.pages:
        for name in _ON_SCREEN:
            if name in page.obj:
                del page.obj[name]


def _size(page: Any) -> tuple[float, float]:
    left, bottom, right, top = (float(edge) for edge in page.mediabox)
    return right - left, top - bottom


def _take_out_fonts(part: Pdf, faces: Mapping[str, BuiltFace]) -> dict[str, dict[int, str]]:
    """Put a stub in the place of every face that the bundle shares; return the glyphs needed of each."""
    glyphs: dict[str, dict[int, str]] = {}
    stubs: dict[str, Any] = {}
    for fonts in fonts_in(part):
        for name, font in list(fonts.items()):
            family = _shared(font, faces, glyphs)
            if family:
                stub = Dictionary(Type=Name.Font, BaseFont=Name(f"/{STUB}{family}"))
                stubs.setdefault(family, part.make_indirect(stub))
                fonts[name] = stubs[family]
    return glyphs


def fonts_in(pdf: Pdf) -> Iterator[Any]:
    """Yield every dictionary that names fonts, of pages and of pictures in them."""
    for item in pdf.objects:
        if not isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
            continue
        for holder in (item, item.get("/Resources")):
            if isinstance(holder, pikepdf.Dictionary) and isinstance(
                fonts := holder.get("/Font"), pikepdf.Dictionary
            ):
                yield fonts


def _shared(font: Any, faces: Mapping[str, BuiltFace], glyphs: dict[str, dict[int, str]]) -> str:
    """Return the family of a font that the bundle shares and note its glyphs; empty for one to be kept."""
    if font.get("/Subtype") != Name.Type0 or "/ToUnicode" not in font:
        return ""
    family = family_of(str(font.BaseFont), faces)
    if not family:
        return ""
    texts = texts_of(font.ToUnicode.read_bytes())
    if not faces[family].agrees(texts, widths_of(font.DescendantFonts[0].W)):
        return ""
    glyphs.setdefault(family, {}).update(texts)
    return family
