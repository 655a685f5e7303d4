"""Draw characters as outlines, so that a picture needs no font (字形轮廓)."""

from __future__ import annotations

import io
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock

from fontTools.misc.transform import Transform
from fontTools.pens.basePen import BasePen
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont

from jiuji_docs.domain.errors import GlyphMissing
from jiuji_docs.rendering.fonts import RARE, FontSet

Point = tuple[float, float]

#: fontTools reads lazily and is not safe to share between threads while it does.
_reading = Lock()


@dataclass(frozen=True, slots=True)
class Outline:
    """Closed curves of (operator, points): m move, l line, c cubic curve, h close; y points up."""

    steps: tuple[tuple[str, tuple[Point, ...]], ...]

    def moved(self, transform: Transform) -> Outline:
        """Return the outline under an affine transform."""
        return Outline(
            tuple((name, tuple(transform.transformPoints(points))) for name, points in self.steps)
        )


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character's outline and its ink box (left, bottom, right, top), in em."""

    outline: Outline
    box: tuple[float, float, float, float]

    def filling(self, width: float, height: float) -> Outline:
        """Return the outline with its em stretched to *width* × *height*, ink centred on 0, 0."""
        left, bottom, right, top = self.box
        centred = (
            Transform().scale(width, height).translate(-(left + right) / 2, -(bottom + top) / 2)
        )
        return self.outline.moved(centred)


class Lettering:
    """Characters of one family as outlines, rare ones from the rare-character face."""

    def __init__(self, fonts: FontSet, family: str) -> None:
        self._fonts, self._family = fonts, family

    def glyphs(self, text: str) -> tuple[Glyph, ...]:
        """Return a glyph for each character; GlyphMissing names those that no face has."""
        places = [self._face(character) for character in text]
        missing = [item for item, path in zip(text, places, strict=True) if path is None]
        if missing:
            raise GlyphMissing("、".join(missing))
        return tuple(
            _glyph(path, character)
            for character, path in zip(text, places, strict=True)
            if path is not None
        )

    def _face(self, character: str) -> Path | None:
        for family in (self._family, RARE):
            if self._fonts.covers(family, character):
                return self._fonts.families[family]
        return None


def circle(centre: Point, radius: float) -> Outline:
    """Return a circle of four cubic curves, true to 0.03 % of the radius."""
    x, y = centre
    pull = radius * 4 / 3 * (math.sqrt(2) - 1)
    return Outline(
        (
            ("m", ((x + radius, y),)),
            ("c", ((x + radius, y + pull), (x + pull, y + radius), (x, y + radius))),
            ("c", ((x - pull, y + radius), (x - radius, y + pull), (x - radius, y))),
            ("c", ((x - radius, y - pull), (x - pull, y - radius), (x, y - radius))),
            ("c", ((x + pull, y - radius), (x + radius, y - pull), (x + radius, y))),
            ("h", ()),
        )
    )


def polygon(points: Iterable[Point]) -> Outline:
    """Return a closed polygon."""
    first, *rest = points
    return Outline((("m", (first,)), *(("l", (point,)) for point in rest), ("h", ())))


@lru_cache(maxsize=512)
def _glyph(path: Path, character: str) -> Glyph:
    """Read one character's outline and ink box."""
    with _reading:
        font, characters = _open(path)
        glyph_set, unit = font.getGlyphSet(), font["head"].unitsPerEm
        glyph = glyph_set[characters[ord(character)]]
        pen, bounds = _StepPen(glyph_set), BoundsPen(glyph_set)
        glyph.draw(pen)
        glyph.draw(bounds)
    ink = bounds.bounds or (0, 0, unit, unit)
    left, bottom, right, top = (edge / unit for edge in ink)
    outline = Outline(tuple(pen.steps)).moved(Transform().scale(1 / unit, 1 / unit))
    return Glyph(outline, (left, bottom, right, top))


@lru_cache(maxsize=2)
def _open(path: Path) -> tuple[TTFont, dict[int, str]]:
    """Keep the font in memory: its tables cost more to open than a seal's glyphs to draw."""
    font = TTFont(io.BytesIO(path.read_bytes()), lazy=True)
    return font, font.getBestCmap()


class _StepPen(BasePen):  # type: ignore[misc] # fontTools ships no types
    """Collect path operators; the base class turns quadratic curves into cubic ones."""

    def __init__(self, glyph_set: object) -> None:
        super().__init__(glyph_set)
        self.steps: list[tuple[str, tuple[Point, ...]]] = []

    def _moveTo(self, point: Point) -> None:  # noqa: N802 - the pen protocol's names
        self.steps.append(("m", (point,)))

    def _lineTo(self, point: Point) -> None:  # noqa: N802
        self.steps.append(("l", (point,)))

    def _curveToOne(self, first: Point, second: Point, end: Point) -> None:  # noqa: N802
        self.steps.append(("c", (first, second, end)))

    def _closePath(self) -> None:  # noqa: N802
        self.steps.append(("h", ()))
