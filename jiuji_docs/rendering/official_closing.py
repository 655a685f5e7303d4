"""Close a document with its colophon on the right page (版记的位置, 7.4, 7.5)."""

from __future__ import annotations

from collections.abc import Sequence

from jiuji_docs.domain.documents.official import OfficialDocument
from jiuji_docs.domain.forms.sheet import Place
from jiuji_docs.rendering.official_colophon import Colophon, set_colophon
from jiuji_docs.rendering.official_marks import Page
from jiuji_docs.rendering.official_rows import Setter


def close(
    document: OfficialDocument,
    pages: Sequence[Page],
    cursor: float | None,
    places: dict[str, Place],
    setter: Setter,
    *,
    moved: bool,
) -> tuple[tuple[Page, ...], str]:
    """Return the pages with the colophon, and how it stands: none, shared or alone.

    On the last page if that is even and has room below *cursor* (mm; None: it has none), else alone
    on the next even page. The page it has alone and a blank page before it bear no number (7.5). A
    letter's colophon needs no even page (10.1).
    """
    letter = document.style == "letter"
    wanted = document.cc if letter else document.has_colophon
    if document.style == "notice" or not (wanted or moved):
        return tuple(pages), "none"
    colophon = set_colophon(document, setter, addressees=moved)
    even = setter.figures.colophon_on_even_page > 0 and not letter
    right_side = not even or len(pages) % 2 == 0
    if (
        right_side
        and cursor is not None
        and _has_room(colophon, cursor, len(pages), places, setter)
    ):
        return (*pages[:-1], _with_colophon(pages[-1], colophon)), "shared"
    blank = (Page(()),) if even and len(pages) % 2 == 0 else ()
    alone = _with_colophon(Page(()), colophon)
    return (*pages, *blank, alone), "alone"


def _has_room(
    colophon: Colophon, cursor: float, page: int, places: dict[str, Place], setter: Setter
) -> bool:
    """Tell whether text and seals of the last page end at least half a line above the colophon."""
    ends = [seat.top + seat.height for seat in places.values() if seat.page == page]
    return max([cursor, *ends]) + setter.layout.pitch / 2 <= colophon.top


def _with_colophon(page: Page, colophon: Colophon) -> Page:
    """Put the colophon's texts before the page number, which is read last."""
    count = len(page.texts) - (1 if page.number else 0)
    texts = (*page.texts[:count], *colophon.texts, *page.texts[count:])
    return Page(texts, (*page.rules, *colophon.rules), page.number)
