"""Fill pages with rows: what must stay together does, and a page ends where the grid ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from jiuji_docs.rendering.official_rows import Row

#: Rounding of 22 pitches must not push a row over.
_HAIR = 0.05


@dataclass(slots=True)
class FilledPage:
    """Rows of one page with their upper edges in mm, and where the next would begin."""

    cursor: float
    rows: list[tuple[float, Row]] = field(default_factory=list)


def paginate(rows: Sequence[Row], *, first: float, top: float, bottom: float) -> list[FilledPage]:
    """Return the pages; the first begins at *first*, others at *top*; none passes *bottom* (mm)."""
    pages = [FilledPage(first)]
    for group in _groups(rows):
        fits = pages[-1].cursor + needed(group) <= bottom + _HAIR
        if pages[-1].rows and (group[0].break_before or not fits):
            pages.append(FilledPage(top))
        for row in group:
            _put(row, pages, top, bottom)
    return pages


def needed(group: Sequence[Row]) -> float:
    """Return the mm a group takes, with the room that one of its rows wants below itself."""
    heights = list(accumulate(row.height for row in group))
    return max((end + row.room for end, row in zip(heights, group, strict=True)), default=0.0)


def _put(row: Row, pages: list[FilledPage], top: float, bottom: float) -> None:
    """Put one row; a group taller than a page breaks where it must."""
    page = pages[-1]
    if row.soft and not page.rows:
        return
    if page.cursor + row.height > bottom + _HAIR and page.rows:
        page = FilledPage(top)
        pages.append(page)
    for one in (row.again, row) if row.again and not page.rows else (row,):
        page.rows.append((page.cursor, one))
        page.cursor += one.height


def _groups(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Yield rows that stand on one page: each that keeps the next, with the next."""
    group: list[Row] = []
    for row in rows:
        if group and row.break_before:
            yield group
            group = []
        group.append(row)
        if not row.keep:
            yield group
            group = []
    if group:
        yield group
