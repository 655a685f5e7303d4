"""Set a text of one line on two by wider spacing, so that one goes with the sign-off (字距, 7.3.5.5)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from jiuji_docs.rendering.line_composer import ComposedLine, Glyph, atoms, width_of
from jiuji_docs.rendering.official_metrics import em
from jiuji_docs.rendering.official_rows import Row, Setter
from jiuji_docs.rendering.title_words import word_edges

#: Em between characters: at most this to fill a line, and this where even that would not fill it.
#: Farther apart they would no longer read as words.
_WIDEST, _SHORT = 1.5, 1.0
#: The second line shows at least this many characters, a mark at the end among them.
_LEAST = 2


def spread_rows(row: Row, setter: Setter) -> list[Row]:
    """Return *row* as two rows at the same wider spacing; as it is where it cannot be parted.

    The first line is flush on both edges when its characters need not stand too far apart for that.
    """
    text = row.texts[0]
    glyphs = [
        glyph
        for stretch in text.stretches
        for glyph in setter.faces.glyphs(stretch.face, stretch.text)
    ]
    indent = (text.left - setter.figures.left_margin) / em(text.size)
    room = setter.limit - indent
    parted = _parting(glyphs, room)
    if parted is None:
        return [row]
    at, spacing = parted
    lines = (
        ComposedLine(indent, tuple(glyphs[:at]), spacing),
        ComposedLine(0.0, tuple(glyphs[at:]), spacing, last=True),
    )
    of = object()
    return [replace(row, texts=(setter.line(line),), of=of) for line in lines]


def _parting(glyphs: Sequence[Glyph], room: float) -> tuple[int, float] | None:
    """Return how many characters stand on the first line, and the spacing (em) of both."""
    places = list(_places(glyphs))
    filling = [(at, _flush(glyphs[:at], room)) for at in places]
    close = [(at, spacing) for at, spacing in filling if spacing <= _WIDEST]
    if close:
        return max(close)
    return (places[-1], _SHORT) if places else None


def _places(glyphs: Sequence[Glyph]) -> Iterator[int]:
    """Yield where a line may end: between words where there are any, else between characters."""
    ends, at = [], 0
    for atom in atoms(glyphs):
        at += len(atom)
        if at <= len(glyphs) - _LEAST:
            ends.append(at)
    words = word_edges("".join(glyph.character for glyph in glyphs))
    yield from [end for end in ends if end in words] or ends


def _flush(glyphs: Sequence[Glyph], room: float) -> float:
    return (room - width_of(glyphs)) / max(len(glyphs) - 1, 1)
