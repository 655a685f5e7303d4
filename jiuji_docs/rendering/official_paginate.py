"""Fill pages with rows: what must stay together does, and a page ends where the grid ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

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
        needed = sum(row.height for row in group) + group[-1].room
        fits = pages[-1].cursor + needed <= bottom + _HAIR
        if group[0].break_before or (not fits and pages[-1].rows):
            pages.append(FilledPage(top))
        for row in group:
            _put(row, pages, top, bottom)
    return pages


def _put(row: Row, pages: list[FilledPage], top: float, bottom: float) -> None:
    """Put one row; a group taller than a page breaks where it must."""
    page = pages[-1]
    if row.soft and not page.rows:
        return
    if page.cursor + row.height > bottom + _HAIR and page.rows:
        page = FilledPage(top)
        pages.append(page)
    page.rows.append((page.cursor, row))
    page.cursor += row.height


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
