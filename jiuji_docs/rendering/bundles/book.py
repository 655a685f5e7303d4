"""Bind parts to one PDF for the printer (装订): faces embedded once, every side marked as a copy."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name, Pdf

from jiuji_docs.rendering.bundles.faces import BuiltFace
from jiuji_docs.rendering.bundles.part import MARK, STUB, fonts_in, note_of
from jiuji_docs.rendering.bundles.shared_font import shared_font
from jiuji_docs.rendering.bundles.twins import drop_twins

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
    pause: Callable[[], None] = lambda: None,
) -> int:
    """Write the bundle to *target*, whole or not at all, and return its sides.

    *say* hears chapters done; *pause* is called between pieces of the work, which may wait there.
    """
    with ExitStack() as open_files:
        book = _Book(open_files.enter_context(Pdf.new()), faces)
        marks = []
        with book.out.open_outline() as outline:
            for done, chapter in enumerate(chapters, start=1):
                part = open_files.enter_context(pikepdf.open(chapter.path))
                outline.root.append(pikepdf.OutlineItem(chapter.title, len(book.out.pages)))
                marks += _append(book, part)
                say(done)
                pause()
        _mark(book, marks, pause)
        _embed(book)
        pause()
        drop_twins(book.out)
        pause()
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


def _mark(book: _Book, lines: Sequence[tuple[int, str]], pause: Callable[[], None]) -> None:
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
        pause()


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
        family: shared_font(book.out, book.faces[family], texts)
        for family, texts in book.glyphs.items()
    }
    for fonts in fonts_in(book.out):
        for name, font in list(fonts.items()):
            base = str(font.get("/BaseFont", ""))
            if base.startswith(f"/{STUB}"):
                fonts[name] = shared[base.removeprefix(f"/{STUB}")]


def _publish(out: Pdf, target: Path) -> None:
    draft = target.with_name(f".{target.name}.new")
    with draft.open("wb") as stream:
        out.save(stream, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        stream.flush()
        os.fsync(stream.fileno())
    draft.replace(target)
