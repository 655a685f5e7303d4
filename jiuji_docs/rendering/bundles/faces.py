"""Cut each face once for a whole bundle (字体合用): papers keep glyph numbers, so one subset serves them all.

The press's subsets keep the numbers of the built font's glyphs. A paper printed with other fonts does not agree
with the built ones and keeps its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import uharfbuzz

from jiuji_docs.rendering.fonts import FontSet

#: A line of a ToUnicode map: glyph, text as UTF-16.
_LINE = re.compile(rb"<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]+)>")
#: Lines a ToUnicode map may have in one block (Adobe Technical Note 5411).
_MOST = 100
#: How many thousandths of an em a width may differ by rounding.
_SLACK = 1
_EM = 1000
_HEAD = b"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
"""
_FOOT = b"endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"


class BuiltFace:
    """One built font file, read once: its glyphs by character, their widths, and subsets of it."""

    def __init__(self, family: str, path: Path) -> None:
        self.family, self._path = family, path
        self._glyphs: dict[str, int] = {}

    @cached_property
    def _face(self) -> Any:
        return uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(self._path)))

    @cached_property
    def _font(self) -> Any:
        return uharfbuzz.Font(self._face)

    def glyph(self, character: str) -> int:
        """Return the glyph of a character, 0 where there is none."""
        if character not in self._glyphs:
            found = self._font.get_nominal_glyph(ord(character))
            self._glyphs[character] = int(found or 0)
        return self._glyphs[character]

    def width(self, glyph: int) -> int:
        """Return a glyph's advance in thousandths of an em."""
        return round(int(self._font.get_glyph_h_advance(glyph)) * _EM / int(self._face.upem))

    def agrees(self, texts: Mapping[int, str], widths: Mapping[int, int]) -> bool:
        """Say whether a paper's glyphs are this font's: same characters, same widths."""
        return all(
            len(text) == 1
            and self.glyph(text) == glyph
            and abs(widths.get(glyph, _EM) - self.width(glyph)) <= _SLACK
            for glyph, text in texts.items()
        )

    def subset(self, glyphs: frozenset[int]) -> bytes:
        """Return an OpenType file with these glyphs under their own numbers."""
        wanted = uharfbuzz.SubsetInput()
        wanted.sets(uharfbuzz.SubsetInputSets.GLYPH_INDEX).update({0, *glyphs})
        flags = uharfbuzz.SubsetFlags
        wanted.flags = flags.RETAIN_GIDS | flags.NO_LAYOUT_CLOSURE | flags.NO_HINTING
        for table in ("GSUB", "GPOS", "GDEF", "vhea", "vmtx", "VORG", "BASE"):
            wanted.sets(uharfbuzz.SubsetInputSets.DROP_TABLE_TAG).add(
                int.from_bytes(table.encode(), "big")
            )
        cut: bytes = uharfbuzz.subset(self._face, wanted).blob.data
        return cut


def built_faces(fonts: FontSet) -> dict[str, BuiltFace]:
    """Return the built faces by family."""
    return {family: BuiltFace(family, path) for family, path in fonts.families.items()}


def family_of(base_font: str, families: Mapping[str, Any]) -> str:
    """Return the family of ``/PQXCSP+JiujiFang`` or ``/…+JiujiBiao-Bold``, empty for a foreign one."""
    name = base_font.rpartition("+")[2].partition("-")[0].lstrip("/")
    return name if name in families else ""


def texts_of(cmap: bytes) -> dict[int, str]:
    """Return character by glyph, as a ToUnicode map says."""
    return {
        int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be", "replace")
        for glyph, text in _LINE.findall(cmap)
    }


def widths_of(array: Any) -> dict[int, int]:
    """Return width by glyph, as a /W array of runs says: first glyph, then its and the next ones' widths."""
    items = list(array)
    found: dict[int, int] = {}
    for first, run in zip(items[::2], items[1::2], strict=True):
        found |= {int(first) + index: round(float(width)) for index, width in enumerate(run)}
    return found


def cmap_of(texts: Mapping[int, str]) -> bytes:
    """Return a ToUnicode map."""
    return _HEAD + b"".join(_blocks(sorted(texts.items()))) + _FOOT


def _blocks(lines: list[tuple[int, str]]) -> Iterator[bytes]:
    for start in range(0, len(lines), _MOST):
        block = lines[start : start + _MOST]
        rows = "".join(
            f"<{glyph:04x}> <{text.encode('utf-16-be').hex()}>\n" for glyph, text in block
        )
        yield f"{len(block)} beginbfchar\n{rows}endbfchar\n".encode()
