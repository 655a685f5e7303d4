"""Compose Chinese lines on a grid of cells: kinsoku, squeezed punctuation, both edges flush.

WeasyPrint can neither justify Chinese nor squeeze its punctuation, so every line is composed here
and printed as a block of its own. Sources: GB/T 15834-2011 5.1 for marks at line ends.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

#: Marks that never begin a line (行首禁则).
NOT_FIRST = frozenset("，。、；：！？）》〉」』】〕｝”’…—·％‰℃°,.;:!?)]}%")
#: Marks that never end a line (行尾禁则).
NOT_LAST = frozenset("（《〈「『【〔｛“‘([{￥¥")
#: Marks whose right half is empty and may be given up, and those whose left half is.
TRIM_RIGHT = frozenset("，。、）》〉」』】”’")
TRIM_LEFT = frozenset("（《〈「『【“‘")
HALF = 0.5
#: A line is never squeezed by more than one character: the page would look patched.
MOST_SQUEEZED = 1.0
#: Nor stretched by more than this only to keep a document number whole.
MOST_LOOSE = 1.5
#: Widths are rounded to font units; less than this is no difference.
TOLERANCE = 0.002
#: A stretch longer than this is cut anywhere: nothing readable is that long.
LONGEST_ATOM = 24
_WORD = re.compile(r"[0-9A-Za-z.,:%/+\-]")


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character in a face; widths in em. ``cut_left`` and ``cut_right`` are squeezed away."""

    character: str
    face: str
    advance: float
    cut_left: float = 0.0
    cut_right: float = 0.0

    @property
    def width(self) -> float:
        """The width that is left."""
        return self.advance - self.cut_left - self.cut_right


@dataclass(frozen=True, slots=True)
class ComposedLine:
    """One line: em from the left edge, its glyphs, and the extra space (em) between them."""

    indent: float
    glyphs: tuple[Glyph, ...]
    spacing: float = 0.0
    last: bool = False

    @property
    def text(self) -> str:
        """The characters of the line."""
        return "".join(glyph.character for glyph in self.glyphs)

    @property
    def width(self) -> float:
        """Printed width in em, without the indent."""
        return width_of(self.glyphs) + self.spacing * max(len(self.glyphs) - 1, 0)


def compose(
    glyphs: Sequence[Glyph],
    limit: float,
    *,
    first: float = 0.0,
    rest: float = 0.0,
    tracking: float = 0.0,
) -> tuple[ComposedLine, ...]:
    """Return one paragraph as lines that end at *limit* em.

    *first* and *rest* are the indents of the first line and of the others, *tracking* the usual
    space between two characters (negative on the 28-cell grid, see :func:`grid_tracking`). Every
    line but the last is set flush; a mark that may not begin a line is squeezed in, or takes its
    neighbour with it.
    """
    lines: list[ComposedLine] = []
    current: list[Glyph] = []
    indent = first
    waiting = deque(atoms(glyphs))
    while waiting:
        atom = waiting.popleft()
        fitted = _join(current, atom, limit - indent, tracking)
        if fitted is None:
            loose = limit - indent - width_of(current, tracking)
            parts = tuple(atoms(atom, whole_numbers=False)) if loose > MOST_LOOSE else ()
            if len(parts) > 1:
                waiting.extendleft(reversed(parts))
                continue
            lines.append(_flush(current, indent, limit))
            indent, fitted = rest, list(atom)
        current = fitted
    if current:
        lines.append(_last(current, indent, limit, tracking))
    return tuple(lines)


def grid_tracking(limit: float, cells: float) -> float:
    """Return the space between characters (em) that puts *cells* of them on *limit* em."""
    return (limit - cells) / (cells - 1)


def atoms(glyphs: Sequence[Glyph], *, whole_numbers: bool = True) -> Iterator[tuple[Glyph, ...]]:
    """Yield the stretches that no line end may cut.

    ``whole_numbers`` keeps 示民救〔2024〕1号 from its 〔 on together, as far as lines allow.
    """
    atom: list[Glyph] = []
    for glyph in glyphs:
        before = atom[-1].character if atom else ""
        apart = _may_break(before, glyph.character) and not (
            whole_numbers and _in_number(before, glyph.character)
        )
        if atom and (apart or len(atom) >= LONGEST_ATOM):
            yield tuple(atom)
            atom = []
        atom.append(glyph)
    if atom:
        yield tuple(atom)


def width_of(glyphs: Sequence[Glyph], tracking: float = 0.0) -> float:
    """Return the width in em with *tracking* between each two characters."""
    return sum(glyph.width for glyph in glyphs) + tracking * max(len(glyphs) - 1, 0)


def _may_break(before: str, after: str) -> bool:
    if after in NOT_FIRST or before in NOT_LAST:
        return False
    return not (_WORD.match(before) and _WORD.match(after))


def _in_number(before: str, after: str) -> bool:
    """Tell whether a document number goes on from *before* to *after*."""
    if after == "〔" or (before == "〕" and after.isdigit()):
        return True
    return before.isdigit() and after == "号"


def _join(
    current: list[Glyph], atom: tuple[Glyph, ...], limit: float, tracking: float
) -> list[Glyph] | None:
    """Return the line with *atom* on it, squeezed where it must be; None when it goes below."""
    together = [*current, *atom]
    over = width_of(together, tracking) - limit
    if over <= TOLERANCE or not current:
        return together
    loose = limit - width_of(current, tracking)
    # Squeezing is worth it only when the other way would stretch the line at least as much.
    worth = over <= min(loose, MOST_SQUEEZED) + TOLERANCE
    if not worth or atom[-1].character not in TRIM_RIGHT:
        return None
    return squeeze(together, over)


def squeeze(glyphs: Sequence[Glyph], over: float) -> list[Glyph] | None:
    """Take *over* em out of the marks: first of the last one, then of all others alike.

    A mark that begins the line keeps its empty half, as every line's first one does.
    """
    result = list(glyphs)
    if result[-1].character in TRIM_RIGHT and not result[-1].cut_right:
        part = min(over, HALF)
        result[-1] = replace(result[-1], cut_right=part)
        over -= part
    places = [
        place
        for place, glyph in enumerate(result[:-1])
        if glyph.character in TRIM_RIGHT | (TRIM_LEFT if place else frozenset())
        and glyph.cut_left + glyph.cut_right == 0
    ]
    if over > HALF * len(places) + TOLERANCE:
        return None
    for place in places if over > TOLERANCE else ():
        part = over / len(places)
        mark = result[place]
        right = mark.character in TRIM_RIGHT
        result[place] = replace(mark, cut_right=part) if right else replace(mark, cut_left=part)
    return result


def _flush(glyphs: Sequence[Glyph], indent: float, limit: float) -> ComposedLine:
    """Spread what is left over all gaps, so that the line ends at the right edge."""
    gaps = max(len(glyphs) - 1, 1)
    return ComposedLine(indent, tuple(glyphs), (limit - indent - width_of(glyphs)) / gaps)


def _last(glyphs: Sequence[Glyph], indent: float, limit: float, tracking: float) -> ComposedLine:
    """Set the last line at its usual spacing, pulled in when it is a hair too wide."""
    over = width_of(glyphs, tracking) - (limit - indent)
    extra = over / max(len(glyphs) - 1, 1) if over > 0 else 0.0
    return ComposedLine(indent, tuple(glyphs), tracking - extra, last=True)
