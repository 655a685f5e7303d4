"""Divide a seal over the right edges of a document's pages, so that a lost page is seen (骑缝章).

No standard gives its geometry; the strips follow practice: equal widths, from the first page to the
last as the pages lie fanned out, half-way up the paper.
"""

from __future__ import annotations

from dataclasses import dataclass

from jiuji_docs.domain.errors import PaperError

#: A strip of a 42 mm seal over more pages than these is too narrow to be compared.
MOST_PAGES = 20
_LEAST_PAGES = 2


@dataclass(frozen=True, slots=True)
class Strip:
    """The part of a seal that one page carries: from *start* to *end*, as shares of its width.

    ``page`` is 1-based.
    """

    page: int
    start: float
    end: float


def strips(pages: int) -> tuple[Strip, ...]:
    """Return one strip a page, in order; more than 20 pages carry several whole seals.

    PaperError for a document of a single page: there is nothing to join.
    """
    if pages < _LEAST_PAGES:
        raise PaperError("骑缝章至少需要 2 页，这份公文只有 1 页")
    groups = -(-pages // MOST_PAGES)
    made: list[Strip] = []
    for group in range(groups):
        first, end = pages * group // groups, pages * (group + 1) // groups
        count = end - first
        made += [Strip(first + at + 1, at / count, (at + 1) / count) for at in range(count)]
    return tuple(made)
