"""Measure faces for official documents: widths, runs of one face, and where ink begins."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any, Protocol

from jiuji_docs.domain.documents.layout import MM_PER_POINT
from jiuji_docs.rendering.fonts import FontSet
from jiuji_docs.rendering.line_composer import Glyph
from jiuji_docs.rendering.official_marks import BIAO, Stretch
from jiuji_docs.rendering.sheet_metrics import NominalWidths, Typeface

#: The strut's baseline below the upper edge of a box one em high: half the leading of the body
#: face, whose ascent is 0.88 em and whose descent 0.12 em.
BASELINE = 0.88
#: A line's characters stand in the middle of its row: this far below the middle is the baseline.
BELOW_MIDDLE = BASELINE - 0.5
_BRACKETS = frozenset("〔〕（）《》")
#: Measured characters that a press remembers.
_MOST_GLYPHS = 16384


class Measures(Protocol):
    """Anything that knows widths and ink in em."""

    def glyphs(self, face: str, text: str) -> tuple[Glyph, ...]:
        """Return the characters of *text* with their widths."""
        ...

    def width(self, face: str, text: str) -> float:
        """Return the width of *text*."""
        ...

    def ink_top(self, face: str, text: str) -> float:
        """Return how far the highest ink of *text* stands above the baseline."""
        ...

    def ink_bottom(self, face: str, text: str) -> float:
        """Return how far the lowest ink of *text* reaches below the baseline."""
        ...


#: Letters and signs that are not half a character wide in the built faces, in thousandths of an em.
_LATIN = {
    character: width / 1000
    for width, characters in (
        (277, ",:il"),
        (278, "!'.;[]|"),
        (305, "fj"),
        (333, "-"),
        (361, "I"),
        (388, "()t"),
        (391, "r"),
        (394, "s"),
        (444, "cez"),
        (472, "?"),
        (513, "J"),
        (527, "kqvxy"),
        (555, "Sbdhnpu"),
        (611, "Z^~"),
        (625, "L"),
        (652, "F"),
        (680, "EP"),
        (708, "B"),
        (722, "CTw"),
        (736, "R"),
        (750, "AHNUVXY"),
        (763, "D"),
        (777, "&@KOQ"),
        (778, "+<=>_"),
        (784, "G"),
        (833, "#%m"),
        (916, "M"),
        (1027, "W"),
    )
    for character in characters
}


class NominalFaces:
    """The official Windows faces as far as they are known: full-width 1 em, digits half.

    Letters are as wide as the built faces have them, so that Word file and PDF end a line alike.
    """

    def __init__(self) -> None:
        self._widths = NominalWidths()

    def glyphs(self, face: str, text: str) -> tuple[Glyph, ...]:
        """Return the characters of *text* with their nominal widths."""
        return tuple(Glyph(one, face, self._advance(face, one)) for one in text)

    def width(self, face: str, text: str) -> float:
        """Return the nominal width of *text* in em."""
        return sum(self._advance(face, one) for one in text)

    def _advance(self, face: str, character: str) -> float:
        return _LATIN.get(character) or self._widths.advance(face, character)

    def ink_top(self, face: str, text: str) -> float:
        """Return where Chinese ink usually begins; a mark's strokes reach a little higher."""
        del text
        return 0.85 if face == BIAO else 0.77

    def ink_bottom(self, face: str, text: str) -> float:
        """Return where Chinese ink usually ends; brackets reach lower."""
        if face == BIAO:
            return 0.095
        return 0.18 if _BRACKETS.intersection(text) else 0.1


class Faces:
    """The built faces as the planner of official documents sees them."""

    def __init__(self, fonts: FontSet) -> None:
        self._fonts = fonts
        self.typeface = Typeface(fonts)
        self._glyph = lru_cache(maxsize=_MOST_GLYPHS)(self._make_glyph)

    def glyphs(self, face: str, text: str) -> tuple[Glyph, ...]:
        """Return the characters of *text* with their real widths."""
        return tuple(self._glyph(face, one) for one in text)

    def _make_glyph(self, face: str, character: str) -> Glyph:
        return Glyph(character, face, self.typeface.advance(face, character))

    def width(self, face: str, text: str) -> float:
        """Return the width of *text* in em."""
        return sum(self.typeface.advance(face, one) for one in text)

    def ink_top(self, face: str, text: str) -> float:
        """Return how far the highest ink of *text* stands above the baseline, in em."""
        return max((self._bounds(face, one)[1] for one in text), default=0.0)

    def ink_bottom(self, face: str, text: str) -> float:
        """Return how far the lowest ink of *text* reaches below the baseline, in em."""
        return -min((self._bounds(face, one)[0] for one in text), default=0.0)

    def _bounds(self, face: str, character: str) -> tuple[float, float]:
        family = self.typeface.family(face, character)
        path = self._fonts.families.get(family)
        return _bounds(path, character) if path else (0.0, 0.0)


def stretches(glyphs: Iterable[Glyph]) -> tuple[Stretch, ...]:
    """Join neighbours of one face; a squeezed mark is a stretch of its own."""
    joined: list[Stretch] = []
    run: list[str] = []
    face = ""
    for glyph in glyphs:
        cut = glyph.cut_left or glyph.cut_right
        if run and (cut or glyph.face != face):
            joined.append(Stretch("".join(run), face))
            run = []
        if cut:
            joined.append(Stretch(glyph.character, glyph.face, glyph.cut_left, glyph.cut_right))
        else:
            run.append(glyph.character)
            face = glyph.face
    return (*joined, Stretch("".join(run), face)) if run else tuple(joined)


def em(size: float) -> float:
    """Return one em of *size* points in millimetres."""
    return size * MM_PER_POINT


@lru_cache(maxsize=4096)
def _bounds(path: Path, character: str) -> tuple[float, float]:
    """Return lowest and highest ink of a glyph over the baseline, in em."""
    from fontTools.pens.boundsPen import BoundsPen  # noqa: PLC0415 - only a press needs it

    font = _font(path)
    name = font.getBestCmap().get(ord(character))
    if name is None:
        return (0.0, 0.0)
    glyphs = font.getGlyphSet()
    pen = BoundsPen(glyphs)
    glyphs[name].draw(pen)
    unit = font["head"].unitsPerEm
    _, low, _, high = pen.bounds or (0, 0, 0, 0)
    return (low / unit, high / unit)


@lru_cache(maxsize=8)
def _font(path: Path) -> Any:
    """Open a font from memory: no file handle stays open behind the cache."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - as above

    return TTFont(BytesIO(path.read_bytes()), lazy=True)
