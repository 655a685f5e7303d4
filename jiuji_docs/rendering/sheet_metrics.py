"""Measure text with the advance widths of the faces that are really printed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Protocol

from jiuji_docs.domain.errors import GlyphMissing
from jiuji_docs.rendering.face_reader import read_face
from jiuji_docs.rendering.fonts import FontSet

VALUE_FACE = "JiujiFang"
LABEL_FACE = "JiujiHei"
TITLE_FACE = "JiujiBiao"
SUBTITLE_FACE = "JiujiKai"
SMALL_FACE = "JiujiSong"
#: Tried in this order when the wanted face lacks a character; the rare-character face first.
FALLBACKS = ("JiujiRare", "JiujiSong", "JiujiHei", "JiujiKai")

#: Boxes to tick (勾选框) and lines to write on come from one face: ☑ matches □.
SIGNS, SIGNS_FACE = frozenset("□☐☑☒＿"), "JiujiRare"


class Widths(Protocol):
    """Anything that knows how wide a character is."""

    def advance(self, face: str, character: str) -> float:
        """Return the advance width in em."""
        ...


class NominalWidths:
    """The widths of the official Windows faces: one em for Chinese, half an em for the rest."""

    def advance(self, face: str, character: str) -> float:
        """Return 1.0 for full-width and ambiguous characters, else 0.5."""
        del face
        return 1.0 if unicodedata.east_asian_width(character) in "WFA" else 0.5


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one family."""

    family: str
    text: str


class Typeface:
    """The built font set as the sheet press sees it: a family and a width for each character."""

    def __init__(self, fonts: FontSet) -> None:
        self._fonts = fonts
        self._family = lru_cache(maxsize=None)(self._find_family)
        self._advance = lru_cache(maxsize=None)(self._find_advance)

    def family(self, face: str, character: str) -> str:
        """Return the family that prints *character* when *face* is wanted; empty when none can."""
        return self._family(face, character)

    def advance(self, face: str, character: str) -> float:
        """Return the advance width in em; a missing character counts as one em."""
        return self._advance(face, character)

    def runs(self, face: str, text: str) -> tuple[Run, ...]:
        """Cut *text* into stretches of one family each."""
        groups = groupby(text, key=lambda item: self.family(face, item))
        return tuple(Run(family, "".join(group)) for family, group in groups)

    def audit(self, pieces: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
        """Return (character, family) for each character that left its face (生僻字).

        *pieces* are (face, text). Raises GlyphMissing naming every character no face has.
        """
        used = {(face, item) for face, text in pieces for item in text}
        found = {(item, self.family(face, item), face) for face, item in used}
        if missing := sorted({item for item, family, _ in found if not family}):
            raise GlyphMissing("、".join(_name(item) for item in missing))
        left = {(item, family) for item, family, face in found if family != face}
        return tuple(sorted(pair for pair in left if pair[0] not in SIGNS))

    def _find_family(self, face: str, character: str) -> str:
        first = SIGNS_FACE if character in SIGNS else face
        order = dict.fromkeys((first, face, *FALLBACKS))
        families = (name for name in order if name in self._fonts.families)
        return next((name for name in families if self._fonts.covers(name, character)), "")

    def _find_advance(self, face: str, character: str) -> float:
        family = self._find_family(face, character)
        width = read_face(self._fonts.families[family]).advance(character) if family else None
        return 1.0 if width is None else width


def plain(text: str) -> str:
    """Return *text* with one kind of line end and one kind of narrow space."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(
        "".join(" " if item.isspace() and item != "\u3000" else item for item in line).rstrip(" ")
        for line in lines
    ).strip("\n")


def _name(character: str) -> str:
    shown = character if character.isprintable() else ""
    return f"{shown}(U+{ord(character):04X})"
