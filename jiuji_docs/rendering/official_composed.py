"""Compose all pages of an official document once: head, title, body, sign-off, attachments, colophon."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from jiuji_docs.domain.documents.layout import MM_PER_POINT
from jiuji_docs.domain.documents.official import OfficialDocument
from jiuji_docs.domain.errors import PaperError
from jiuji_docs.domain.forms.sheet import Place
from jiuji_docs.rendering.official_closing import close
from jiuji_docs.rendering.official_colophon import page_number
from jiuji_docs.rendering.official_flow import Segment, segments, title_rows
from jiuji_docs.rendering.official_head import set_head
from jiuji_docs.rendering.official_head_parts import Head
from jiuji_docs.rendering.official_marks import BODY, Page, PlannedDocument, Text
from jiuji_docs.rendering.official_paginate import FilledPage, paginate
from jiuji_docs.rendering.official_rows import Row, Setter
from jiuji_docs.rendering.official_signoff import places_of, set_sign_off
from jiuji_docs.rendering.official_signoff_parts import DATE, ISSUER, SIGNATURE, SignOff

#: A document of more pages is a mistake, or an attack on the press.
MOST_PAGES = 400
#: Lines of text the first page must show (公文首页必须显示正文).
_SHOWN = 2


@dataclass(frozen=True, slots=True)
class ComposedPages:
    """The plan, and its parts: the head, and the rows of every page that text flows on."""

    planned: PlannedDocument
    head: Head
    filled: tuple[tuple[Segment, FilledPage], ...]
    setter: Setter

    @property
    def shows_body(self) -> bool:
        """Whether the first page shows text (7.3.2)."""
        return any(row.role == "body" for _, row in self.filled[0][1].rows)

    @property
    def lone_sign_off(self) -> bool:
        """Whether a page shows the sign-off and no text, which 7.3.5.5 forbids."""
        return any(
            any(_signs(row) for _, row in page.rows)
            and not any(row.role == "body" and row.texts for _, row in page.rows)
            for _, page in self.filled
        )

    @property
    def sign_off_height(self) -> float:
        """The mm from the title to the foot of the sign-off, with its seals, were it one page."""
        height = 0.0
        for _, page in self.filled:
            for _, row in page.rows:
                height += row.height
                if row.role == DATE:
                    return height + row.room
        return height


def compose_once(
    document: OfficialDocument,
    setter: Setter,
    *,
    moved: bool,
    below: float = 0.0,
    spread: bool = False,
) -> ComposedPages:
    """Return the pages; raises PaperError for too many, or a sign-off taller than a page.

    *moved*: the addressees stand in the colophon. *below*: mm to keep free under a joint mark.
    *spread*: a text of one line is set wider, on two.
    """
    below = max(below, _below(document, setter, moved=moved))
    head = set_head(document, setter, below=below)
    sign_off = set_sign_off(document, setter)
    parts = segments(document, sign_off, setter, moved=moved, spread=spread)
    filled = _fill(parts, head)
    places = _places(sign_off, [page for _, page in filled], setter)
    pages = _pages(filled, head, document, setter)
    last = None if filled[-1][0].landscape else filled[-1][1].cursor
    pages, colophon = close(document, pages, last, places, setter, moved=moved)
    lines = tuple(row.texts[0].text for row in title_rows(document, setter))
    pitch = setter.layout.pitch / MM_PER_POINT
    planned = PlannedDocument(pages, places, head.mark_size, lines, colophon, moved, pitch)
    return ComposedPages(planned, head, tuple(filled), setter)


def _signs(row: Row) -> bool:
    return row.role == DATE or row.role.startswith((ISSUER, SIGNATURE))


def _below(document: OfficialDocument, setter: Setter, *, moved: bool) -> float:
    """Return the mm that title, addressees and the first lines of text need under the head."""
    if not document.joint_issuers:
        return 0.0
    rows = len(title_rows(document, setter)) + 1 + _SHOWN
    if document.addressees and not moved:
        glyphs = setter.faces.glyphs(BODY, f"{document.addressees}：")
        rows += len(setter.paragraph(glyphs, first=0))
    return rows * setter.layout.pitch


def _fill(parts: Sequence[Segment], head: Head) -> list[tuple[Segment, FilledPage]]:
    """Return the pages of every segment; the very first begins under the head."""
    filled: list[tuple[Segment, FilledPage]] = []
    for part in parts:
        layout = part.setter.layout
        first = layout.top if filled else head.title_top
        pages = paginate(part.rows, first=first, top=layout.top, bottom=layout.bottom)
        filled += [(part, page) for page in pages]
    if len(filled) > MOST_PAGES:
        raise PaperError(f"公文超过 {MOST_PAGES} 页，不予排版")
    return filled


def _places(sign_off: SignOff, filled: Sequence[FilledPage], setter: Setter) -> dict[str, Place]:
    """Return where seals and signature stamps go; all stand on one page."""
    if not sign_off.seats:
        return {}
    wanted = {row.role for row in sign_off.rows if row.role}
    for number, page in enumerate(filled, start=1):
        tops = {row.role: top for top, row in page.rows if row.role in wanted}
        if wanted <= set(tops):
            return places_of(sign_off, tops, number, setter)
    raise PaperError("落款在一页内排不下：请减少用印机关，或使用规范化简称")


def _pages(
    filled: Sequence[tuple[Segment, FilledPage]],
    head: Head,
    document: OfficialDocument,
    setter: Setter,
) -> tuple[Page, ...]:
    """Return the rows at their places on the paper, with the page numbers."""
    pages = []
    for number, (part, page) in enumerate(filled, start=1):
        texts = [
            replace(text, baseline=top + text.baseline)
            for top, row in page.rows
            for text in row.texts
        ]
        rules = [replace(rule, top=top + rule.top) for top, row in page.rows for rule in row.rules]
        if number == 1:
            texts, rules = [*head.texts, *texts], [*head.rules, *rules]
        numbered = _bears_number(document, number, len(filled))
        if numbered:
            printed = page_number(number, setter)
            texts.append(_turned(printed, setter) if part.landscape else printed)
        pages.append(Page(tuple(texts), tuple(rules), number if numbered else 0, part.landscape))
    return tuple(pages)


def _bears_number(document: OfficialDocument, page: int, pages: int) -> bool:
    """Tell whether a page shows its number: a letter's first does not, nor a notice's only one."""
    if document.style == "letter":
        return page > 1
    return document.style != "notice" or pages > 1


def _turned(text: Text, setter: Setter) -> Text:
    """Return a text of an upright page as it stands on the turned page lying on its left side."""
    across = setter.figures.page_height - text.baseline
    return replace(text, left=across, baseline=text.left, turned=True)
