"""Set what stands below a flow chart: tiers, time limits, what may be made up later (图注)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jiuji_docs.domain.charts.chart import Chart
from jiuji_docs.domain.charts.sheet_shapes import FOOT, HEAD, MARGIN, PAGE, SMALL, SPACING, TITLE
from jiuji_docs.domain.charts.sheet_text import wrapped

#: Columns of the notes, and the room between them.
COLUMNS, BETWEEN = 3, 6.0


@dataclass(frozen=True, slots=True)
class Note:
    """One line of the notes; ``head`` for the title of a group."""

    text: str
    head: bool
    x: float = 0
    y: float = 0


def notes_of(chart: Chart) -> tuple[Note, ...]:
    """Return the notes of a chart, line by line, broken to the width of a column."""
    return tuple(_lines(chart))


def pages_of_notes(notes: tuple[Note, ...], top: float) -> list[list[Note]]:
    """Return the notes in columns, first on the sheet whose rest begins at *top*, then on whole ones.

    The first page may hold none: what does not fit where the flow ends begins a sheet of its own.
    """
    last = PAGE[1] - MARGIN - FOOT
    left = list(notes)
    pages = [_columns(left, top, last) if _fits(left, last - top) else []]
    while left:
        pages.append(_columns(left, MARGIN + HEAD, last))
    return pages


def _lines(chart: Chart) -> Iterator[Note]:
    room = _column_width()
    for head, lines in chart.notes.items():
        yield Note(head, head=True)
        for line in lines:
            first, *rest = wrapped(f"· {line}", SMALL, room)
            yield Note(first, head=False)
            for text in rest:
                yield Note(f"　{text}", head=False)


def _column_width() -> float:
    return (PAGE[0] - 2 * MARGIN - (COLUMNS - 1) * BETWEEN) / COLUMNS - SMALL


def _height(note: Note) -> float:
    return TITLE * 1.9 if note.head else SMALL * SPACING


def _fits(notes: list[Note], room: float) -> bool:
    return sum(_height(note) for note in notes) + TITLE * 3 <= room * COLUMNS


def _columns(left: list[Note], top: float, last: float) -> list[Note]:
    """Take as many notes as three columns hold, evenly filled."""
    whole = sum(_height(note) for note in left)
    bottom = min(last, top + max(whole / COLUMNS + TITLE * 3, 20))
    found: list[Note] = []
    for column in range(COLUMNS):
        x = MARGIN + column * ((PAGE[0] - 2 * MARGIN + BETWEEN) / COLUMNS)
        y = top
        while left and y + _height(left[0]) <= bottom and not _ends_a_column(left, y, bottom):
            y += _height(left[0])
            note = left.pop(0)
            found.append(Note(note.text, note.head, x, y))
    return found


def _ends_a_column(left: list[Note], y: float, bottom: float) -> bool:
    """Say whether a title would stand alone at the end of a column."""
    return left[0].head and y + 2 * _height(left[0]) > bottom
