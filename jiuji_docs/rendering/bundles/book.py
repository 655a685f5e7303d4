"""Bind parts to one PDF for the printer (装订): faces embedded once, every side marked as a copy."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

from jiuji_docs.rendering.bundles.faces import BuiltFace, cmap_of
from jiuji_docs.rendering.bundles.part import MARK, STUB, fonts_in, note_of

#: The face of the line that marks a copy; its size in points and its distance from the lower edge in mm.
FACE, SIZE, UP = "JiujiSong", 8, 7.0
_POINTS = 72 / 25.4
_EM = 1000
#: The name under which a page knows the face of its mark.
_NAME = "/JiujiMark"
COPY = "打印副本，签名和印章以电子原件为准"


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part to bind: its file, and the bookmark that leads to it."""

    path: Path
    title: str


@dataclass(slots=True)
class _Book:
    """The bundle while it is bound: glyphs needed so far, and the side reached."""

    out: Pdf
    faces: Mapping[str, BuiltFace]
    glyphs: dict[str, dict[int, str]] = field(default_factory=dict)
    side: int = 0


def bind(
    chapters: Sequence[Chapter],
    faces: Mapping[str, BuiltFace],
    target: Path,
    *,
    title: str,
    say: Callable[[int], None] = lambda _done: None,
) -> int:
    """Write the bundle to *target*, whole or not at all, and return its sides; *say* hears chapters done."""
    with ExitStack() as open_files:
        book = _Book(open_files.enter_context(Pdf.new()), faces)
        marks = []
        with book.out.open_outline() as outline:
            for done, chapter in enumerate(chapters, start=1):
                part = open_files.enter_context(pikepdf.open(chapter.path))
                outline.root.append(pikepdf.OutlineItem(chapter.title, len(book.out.pages)))
                marks += _append(book, part)
                say(done)
        _mark(book, marks)
        _embed(book)
        _drop_twins(book.out)
        book.out.docinfo["/Title"] = title
        book.out.docinfo["/Subject"] = COPY
        _publish(book.out, target)
        return len(book.out.pages)


def _append(book: _Book, part: Pdf) -> list[tuple[int, str]]:
    """Append a part's pages; return (side, words) of each that bears ink."""
    for family, texts in note_of(part).glyphs.items():
        book.glyphs.setdefault(family, {}).update(texts)
    book.out.pages.extend(part.pages)
    lines = []
    for page in part.pages:
        book.side += 1
        if MARK in page.obj:
            original = str(page.obj[MARK])
            told = f"　原件 {original}" if original else ""
            lines.append((book.side, f"{COPY}{told}　第 {book.side} 面"))
    return lines


def _mark(book: _Book, lines: Sequence[tuple[int, str]]) -> None:
    """Write the line at the foot of every side that bears ink, outside the paper's own type area."""
    face = book.faces[FACE]
    used = {face.glyph(one): one for _side, words in lines for one in words}
    book.glyphs.setdefault(FACE, {}).update(used)
    stub = book.out.make_indirect(Dictionary(Type=Name.Font, BaseFont=Name(f"/{STUB}{FACE}")))
    for side, words in lines:
        page = book.out.pages[side - 1]
        resources = page.obj["/Resources"]
        if "/Font" not in resources:
            resources["/Font"] = Dictionary()
        resources["/Font"][_NAME] = stub
        del page.obj[MARK]
        page.contents_add(b"q", prepend=True)
        page.contents_add(_line(words, face, page), prepend=False)


def _line(words: str, face: BuiltFace, page: Any) -> bytes:
    left, bottom, right, _top = (float(edge) for edge in page.mediabox)
    glyphs = [face.glyph(one) for one in words]
    width = sum(face.width(glyph) for glyph in glyphs) * SIZE / _EM
    x, y = (left + right - width) / 2, bottom + UP * _POINTS
    drawn = "".join(f"{glyph:04x}" for glyph in glyphs)
    return f"Q q 0 g BT {_NAME} {SIZE} Tf {x:.2f} {y:.2f} Td <{drawn}> Tj ET Q".encode()


def _embed(book: _Book) -> None:
    """Put the shared faces in the place of their stubs."""
    shared = {
        family: _font(book.out, book.faces[family], texts) for family, texts in book.glyphs.items()
    }
    for fonts in fonts_in(book.out):
        for name, font in list(fonts.items()):
            base = str(font.get("/BaseFont", ""))
            if base.startswith(f"/{STUB}"):
                fonts[name] = shared[base.removeprefix(f"/{STUB}")]


def _font(out: Pdf, face: BuiltFace, texts: Mapping[int, str]) -> Any:
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


def _drop_twins(out: Pdf) -> None:
    """Let equal pictures (seals) and colour profiles be one object each."""
    first: dict[tuple[bytes, str], Any] = {}
    for item in out.objects:
        if not isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
            continue
        for holder in (item, item.get("/Resources")):
            if isinstance(holder, pikepdf.Dictionary):
                _join(holder.get("/XObject"), first)
                _join_profiles(holder.get("/ColorSpace"), first)


def _join(group: Any, first: dict[tuple[bytes, str], Any]) -> None:
    if isinstance(group, pikepdf.Dictionary):
        for name, item in list(group.items()):
            if isinstance(item, pikepdf.Stream):
                group[name] = first.setdefault(_key(item), item)


def _join_profiles(group: Any, first: dict[tuple[bytes, str], Any]) -> None:
    if isinstance(group, pikepdf.Dictionary):
        for item in group.values():
            if isinstance(item, Array) and item[0] == Name.ICCBased:
                item[1] = first.setdefault(_key(item[1]), item[1])


def _key(stream: Any) -> tuple[bytes, str]:
    """Return what tells streams apart: their bytes, their box, and what they draw with."""
    inside = stream.get("/Resources")
    drawn = inside.get("/XObject") if isinstance(inside, pikepdf.Dictionary) else None
    parts = (
        [str(item.objgen) for item in drawn.values()]
        if isinstance(drawn, pikepdf.Dictionary)
        else []
    )
    shape = [str(list(stream.get(name, []))) for name in ("/BBox", "/Matrix")]
    return stream.read_raw_bytes(), "|".join([*shape, *parts])


def _publish(out: Pdf, target: Path) -> None:
    draft = target.with_name(f".{target.name}.new")
    with draft.open("wb") as stream:
        out.save(stream, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        stream.flush()
        os.fsync(stream.fileno())
    draft.replace(target)
