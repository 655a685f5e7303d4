"""Say what another program did with the circulars, and whether that is the work that ours does (同场比较)."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
from fontTools.ttLib import TTFont

from jiuji_docs.rendering.fonts import FontSet
from jiuji_docs.rendering.official_marks import BIAO, BODY

#: Faces without which a page is not set as ours: running text and title.
FACES = (BODY, BIAO)
#: What the file must be beside its pages, faces and words.
TAGGED, ARCHIVAL = "tagged", "archival"
_FILES = frozenset({"/FontFile", "/FontFile2", "/FontFile3"})


@dataclass(frozen=True, slots=True)
class Run:
    """What a program needed: seconds a document, None when it did not run; ``reason`` says why not.

    With seconds and a reason, it ran and did other work than ours.
    """

    seconds: float | None
    reason: str = ""

    @property
    def comparable(self) -> bool:
        """Whether it ran and did the same work."""
        return self.seconds is not None and not self.reason


def absent(program: str) -> Run:
    """Return the run of a program that is not on this machine."""
    return Run(None, f"未安装 {program}")


def judged(
    run: Run, pdf: bytes, asked: Sequence[str], pages: int, fonts: FontSet, *also: str
) -> Run:
    """Return the run with what its *pdf* lacks; *asked* are the words of the document it was given.

    *also*: TAGGED, ARCHIVAL where that was asked for.
    """
    return replace(run, reason="；".join(_faults(pdf, asked, pages, fonts, also)))


def _faults(
    pdf: bytes, asked: Sequence[str], pages: int, fonts: FontSet, also: Sequence[str]
) -> Iterator[str]:
    with pikepdf.open(io.BytesIO(pdf)) as file:
        if len(file.pages) != pages:
            yield f"排成 {len(file.pages)} 页，不是 {pages} 页"
        embedded = _embedded(file)
        missing = [face for face in FACES if not _used(embedded, fonts.families[face])]
        if missing:
            yield f"没有用上字体 {'、'.join(missing)}"
        if TAGGED in also and "/StructTreeRoot" not in file.Root:
            yield "没有结构标签"
        if ARCHIVAL in also and not _archival(file):
            yield "不是 PDF/A-2b"
    if lost := _lost(pdf, asked):
        yield f"缺字 {lost[:20]}"


def _embedded(file: pikepdf.Pdf) -> set[str]:
    """Return the names of all faces whose outlines are in the file, without their subset tags.

    Chromium draws a face with cubic outlines as Type 3 glyphs, which are outlines in the file too.
    """
    fonts = [one for one in file.objects if isinstance(one, pikepdf.Dictionary)]
    drawn = [one.FontDescriptor for one in fonts if {"/CharProcs", "/FontDescriptor"} <= one.keys()]
    filed = [one for one in fonts if not one.keys().isdisjoint(_FILES)]
    return {str(one.FontName).removeprefix("/").split("+")[-1] for one in (*drawn, *filed)}


def _used(embedded: set[str], path: Path) -> bool:
    """Tell whether a face is among the embedded; some programs append its weight or its encoding."""
    return any(one.startswith(name) for one in embedded for name in _names(path))


@lru_cache(maxsize=16)
def _names(path: Path) -> frozenset[str]:
    """Return what programs call a face in a PDF: its PostScript name, or one inside its outlines."""
    with TTFont(path, lazy=True) as font:
        told = {font["name"].getDebugName(identity) for identity in (1, 4, 6)}
        if "CFF " in font:
            top = font["CFF "].cff.topDictIndex[0]
            told |= {getattr(one, "FontName", None) for one in getattr(top, "FDArray", ())}
    return frozenset(filter(None, told))


def _archival(file: pikepdf.Pdf) -> bool:
    with file.open_metadata() as told:
        return (told.get("pdfaid:part"), told.get("pdfaid:conformance")) == ("2", "B")


def _lost(pdf: bytes, asked: Sequence[str]) -> str:
    """Return the characters asked for that the pages show too seldom."""
    wanted: Mapping[str, int] = Counter("".join("".join(asked).split()))
    shown: Counter[str] = Counter(_text(pdf))
    return "".join(one for one, count in wanted.items() if shown[one] < count)


def _text(pdf: bytes) -> str:
    file: Any = pypdfium2.PdfDocument(pdf)
    try:
        return "".join(page.get_textpage().get_text_range() for page in file)
    finally:
        file.close()
