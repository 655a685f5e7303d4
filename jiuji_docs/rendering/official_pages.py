"""Plan all pages of an official document: head, title, body, sign-off, attachments, colophon."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from jiuji_docs.domain.documents.elements import Attachment
from jiuji_docs.domain.documents.layout import MM_PER_POINT, Layout
from jiuji_docs.domain.documents.official import IssuedDocument, OfficialDocument
from jiuji_docs.domain.errors import PaperError
from jiuji_docs.domain.forms.sheet import Place
from jiuji_docs.rendering.official_colophon import Colophon, page_number, set_colophon
from jiuji_docs.rendering.official_head import Head, set_head
from jiuji_docs.rendering.official_marks import BODY, HEI, Page, PlannedDocument
from jiuji_docs.rendering.official_metrics import Measures
from jiuji_docs.rendering.official_paginate import FilledPage, paginate
from jiuji_docs.rendering.official_rows import Row, Setter
from jiuji_docs.rendering.official_signoff import (
    DATE,
    GAP,
    ISSUER,
    SignOff,
    bind,
    seal_place,
    set_sign_off,
)

#: A document of more pages is a mistake, or an attack on the press.
MOST_PAGES = 400


#: Steps in points by which a notice's lines move closer.
_CLOSER = 0.95


def plan(document: OfficialDocument, layout: Layout, faces: Measures) -> PlannedDocument:
    """Return every page.

    A circular's addressees go to the colophon when they leave no room for text (7.3.2). A notice's
    lines move closer, within a limit, when it would need a second page (5.2.3, 7.3.5.5).
    """
    if document.style == "notice":
        return _one_page(document, layout, faces)
    setter = Setter(layout, faces)
    made = _plan(document, setter, moved=False)
    if document.addressees and not made.shows_body:
        made = _plan(document, setter, moved=True)
    return made.planned


def _one_page(document: OfficialDocument, layout: Layout, faces: Measures) -> PlannedDocument:
    wide = closer = _plan(document, Setter(layout, faces), moved=False).planned
    pitch = wide.pitch
    while len(closer.pages) > 1 and pitch * _CLOSER >= layout.figures.notice_least_pitch:
        pitch *= _CLOSER
        setter = Setter(layout.with_pitch(pitch), faces)
        closer = _plan(document, setter, moved=False).planned
    return closer if len(closer.pages) == 1 else wide


@dataclass(frozen=True, slots=True)
class _Made:
    planned: PlannedDocument
    shows_body: bool


def _plan(document: OfficialDocument, setter: Setter, *, moved: bool) -> _Made:
    head, sign_off = set_head(document, setter), set_sign_off(document, setter)
    title = setter.title(document.title)
    rows = [*title, *_content(document, sign_off, setter, moved=moved)]
    layout = setter.layout
    filled = paginate(rows, first=head.title_top, top=layout.top, bottom=layout.bottom)
    if len(filled) > MOST_PAGES:
        raise PaperError(f"公文超过 {MOST_PAGES} 页，不予排版")
    places = _places(document, sign_off, filled, setter)
    pages = _pages(filled, head, document, setter)
    pages, colophon = _close(document, pages, filled, places, setter, moved=moved)
    shows = any(row.role == "body" for _, row in filled[0].rows)
    lines = tuple(row.texts[0].text for row in title)
    return _Made(
        PlannedDocument(
            pages, places, head.mark_size, lines, colophon, moved, layout.pitch / MM_PER_POINT
        ),
        shows,
    )


def _content(
    document: OfficialDocument, sign_off: SignOff, setter: Setter, *, moved: bool
) -> Iterator[Row]:
    """Yield the rows after the title: addressees, body, notes, sign-off, what follows on new pages."""
    yield replace(setter.blank(), keep=True)
    if document.addressees and not moved:
        glyphs = setter.faces.glyphs(BODY, f"{document.addressees}：")
        yield from setter.paragraph(glyphs, first=0, role="addressees")
    body = [*setter.blocks(document.body), *_notes(document.attachment_notes, setter)]
    least = 2 if not document.attachment_notes else 3 + len(document.attachment_notes)
    yield from bind(body, least) if sign_off.rows else body
    yield from sign_off.rows
    if document.note:
        glyphs = setter.faces.glyphs(BODY, f"（{document.note}）")
        indent = setter.figures.paragraph_indent_characters
        yield from setter.paragraph(glyphs, first=indent, role="note")
    if document.issued:
        yield from _issued(document.issued, setter)
    for attachment in document.attachments:
        yield from _attachment(attachment, setter)


def _notes(notes: Sequence[str], setter: Setter) -> Iterator[Row]:
    """Yield 附件：1. … under the body; each name goes on under its own first character (7.3.4)."""
    if not notes:
        return
    yield setter.blank(soft=True, role="body")
    indent = setter.figures.paragraph_indent_characters
    label = setter.wide("附件：")
    for number, name in enumerate(notes, start=1):
        order = f"{number}." if len(notes) > 1 else ""
        rest = indent + label + setter.wide(order)
        words = f"附件：{order}{name}" if number == 1 else f"{order}{name}"
        first = indent if number == 1 else indent + label
        yield from setter.paragraph(setter.faces.glyphs(BODY, words), first=first, rest=rest)


def _issued(issued: IssuedDocument, setter: Setter) -> Iterator[Row]:
    """Yield the issued document on pages of its own: title on the second line."""
    yield setter.blank(break_before=True)
    yield from setter.title(issued.title)
    yield setter.blank()
    yield from setter.blocks(issued.blocks)
    yield from _notes(issued.attachment_notes, setter)
    for attachment in issued.attachments:
        yield from _attachment(attachment, setter)


def _attachment(attachment: Attachment, setter: Setter) -> Iterator[Row]:
    """Yield an attachment: its label on line 1 in 黑体, its title on line 3 (7.3.7)."""
    label = setter.row([setter.words(attachment.label, face=HEI)], role="label")
    yield replace(label, break_before=True)
    for _ in range(int(setter.figures.attachment_title_line) - 2):
        yield setter.blank()
    yield from setter.title((attachment.title,))
    yield setter.blank()
    yield from setter.blocks(attachment.blocks)


def _places(
    document: OfficialDocument, sign_off: SignOff, filled: Sequence[FilledPage], setter: Setter
) -> dict[str, Place]:
    """Return the seal's place, for a stamped document with name and date."""
    if not (document.stamped and document.signatories and document.date):
        return {}
    for number, page in enumerate(filled, start=1):
        tops = {row.role: top for top, row in page.rows if row.role in {GAP, ISSUER, DATE}}
        if DATE in tops:
            return {"seal": seal_place(sign_off, tops, number, document.seal_diameter, setter)}
    return {}


def _pages(
    filled: Sequence[FilledPage], head: Head, document: OfficialDocument, setter: Setter
) -> tuple[Page, ...]:
    """Return the rows at their places on the paper; a notice of one page bears no number."""
    pages = []
    numbered = document.style == "circular" or len(filled) > 1
    for number, page in enumerate(filled, start=1):
        texts = [
            replace(text, baseline=top + text.baseline)
            for top, row in page.rows
            for text in row.texts
        ]
        rules = [replace(rule, top=top + rule.top) for top, row in page.rows for rule in row.rules]
        if number == 1:
            texts, rules = [*head.texts, *texts], [*head.rules, *rules]
        if numbered:
            texts.append(page_number(number, setter))
        pages.append(Page(tuple(texts), tuple(rules), number if numbered else 0))
    return tuple(pages)


def _close(
    document: OfficialDocument,
    pages: tuple[Page, ...],
    filled: Sequence[FilledPage],
    places: dict[str, Place],
    setter: Setter,
    *,
    moved: bool,
) -> tuple[tuple[Page, ...], str]:
    """Add the colophon: on the last page if it is even and has room, else alone on the next even one.

    The page it has alone and a blank page before it bear no number (7.5).
    """
    if document.style != "circular" or not (document.has_colophon or moved):
        return pages, "none"
    colophon = set_colophon(document, setter, addressees=moved)
    even = setter.figures.colophon_on_even_page > 0
    if (not even or len(pages) % 2 == 0) and _has_room(colophon, filled, places, setter):
        return (*pages[:-1], _with_colophon(pages[-1], colophon)), "shared"
    blank = (Page(()),) if even and len(pages) % 2 == 0 else ()
    alone = _with_colophon(Page(()), colophon)
    return (*pages, *blank, alone), "alone"


def _has_room(
    colophon: Colophon, filled: Sequence[FilledPage], places: dict[str, Place], setter: Setter
) -> bool:
    """Tell whether text and seal of the last page end at least half a line above the colophon."""
    ends = [filled[-1].cursor]
    ends += [seat.top + seat.height for seat in places.values() if seat.page == len(filled)]
    return max(ends) + setter.layout.pitch / 2 <= colophon.top


def _with_colophon(page: Page, colophon: Colophon) -> Page:
    """Put the colophon's texts before the page number, which is read last."""
    count = len(page.texts) - (1 if page.number else 0)
    texts = (*page.texts[:count], *colophon.texts, *page.texts[count:])
    return Page(texts, (*page.rules, *colophon.rules), page.number)
