"""Turn planned lines into Word runs: faces, sizes, and spacing that ends each line where the PDF's ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jiuji_docs.rendering.official_docx_parts import Words
from jiuji_docs.rendering.official_marks import Text

#: Word counts spacing in twentieths of a point.
_TWIPS = 20


@dataclass(frozen=True, slots=True)
class _Cell:
    """One character: its face, and the twips that follow it."""

    character: str
    face: str
    after: float


def line_words(text: Text) -> list[Words]:
    """Return the runs of one line; neighbours of one face and spacing are one run."""
    cells = list(_cells(text))
    spaced = zip(cells, _whole([cell.after for cell in cells]), strict=True)
    joined: list[Words] = []
    for cell, twips in spaced:
        spacing = twips / _TWIPS
        last = joined[-1] if joined else None
        if last is not None and last.face == cell.face and last.spacing == spacing:
            joined[-1] = Words(
                last.text + cell.character, last.face, last.size, spacing, last.colour
            )
        else:
            joined.append(Words(cell.character, cell.face, text.size, spacing, text.colour))
    return joined


def _cells(text: Text) -> Iterator[_Cell]:
    """Yield the characters; a mark's given-up left half is taken from the character before it."""
    flat = [
        (character, stretch.face, stretch.cut_left, stretch.cut_right)
        for stretch in text.stretches
        for character in stretch.text
    ]
    unit = text.size * _TWIPS
    for at, (character, face, _, cut_right) in enumerate(flat):
        next_cut = flat[at + 1][2] if at + 1 < len(flat) else 0.0
        yield _Cell(character, face, (text.spacing - cut_right - next_cut) * unit)


def _whole(wanted: Sequence[float]) -> list[int]:
    """Return whole twips whose running sum never strays by more than half a twip."""
    made: list[int] = []
    exact = told = 0.0
    for one in wanted:
        exact += one
        step = round(exact - told)
        made.append(step)
        told += step
    return made
