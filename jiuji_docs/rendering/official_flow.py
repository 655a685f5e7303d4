"""Put a document's parts in reading order as rows, cut where the paper turns (正文到附件)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from jiuji_docs.domain.documents.elements import Attachment, Attendance
from jiuji_docs.domain.documents.official import IssuedDocument, OfficialDocument
from jiuji_docs.rendering.official_marks import BODY, HEI
from jiuji_docs.rendering.official_paginate import needed
from jiuji_docs.rendering.official_rows import Row, Setter
from jiuji_docs.rendering.official_signoff_parts import DATE, SignOff, bind
from jiuji_docs.rendering.official_spread import spread_rows

#: Formats whose mark is title enough.
_TITLED_BY_MARK = ("command", "minutes")


@dataclass(slots=True)
class Segment:
    """Rows for pages that lie the same way, and the setter that made them."""

    setter: Setter
    rows: list[Row] = field(default_factory=list)

    @property
    def landscape(self) -> bool:
        """Whether the pages are turned."""
        return self.setter.layout.turned


def segments(
    document: OfficialDocument,
    sign_off: SignOff,
    setter: Setter,
    *,
    moved: bool,
    spread: bool = False,
) -> list[Segment]:
    """Return everything from the title to the last attachment.

    *moved*: the addressees stand in the colophon instead. *spread*: a text of one line has two.
    """
    made = [Segment(setter, [*title_rows(document, setter)])]
    made[0].rows += _opening(document, setter, moved=moved)
    made[0].rows += _text(document, sign_off, setter, spread=spread)
    attachments = list(document.attachments)
    if document.issued:
        made[0].rows += _issued(document.issued, setter)
        attachments = [*document.issued.attachments, *attachments]
    for one in attachments:
        _add(one, document.number, made, setter)
    return made


def title_rows(document: OfficialDocument, setter: Setter) -> list[Row]:
    """Return the title's rows; commands and minutes have none besides their mark (10.2, 10.3)."""
    if document.style in _TITLED_BY_MARK and document.full_title == document.mark:
        return []
    return setter.title(document.title)


def _opening(document: OfficialDocument, setter: Setter, *, moved: bool) -> Iterator[Row]:
    """Yield the empty line under the title, and the addressees."""
    if title_rows(document, setter):
        yield replace(setter.blank(), keep=True)
    if document.addressees and not moved:
        glyphs = setter.faces.glyphs(BODY, f"{document.addressees}：")
        yield from setter.paragraph(glyphs, first=0, role="addressees")


def _text(
    document: OfficialDocument, sign_off: SignOff, setter: Setter, *, spread: bool
) -> Iterator[Row]:
    """Yield body, 附件说明, who was there, the sign-off bound to them, and the note."""
    text = list(setter.blocks(document.body))
    body = [
        *(spread_rows(text[0], setter) if spread and len(text) == 1 and text[0].of else text),
        *_notes(document.attachment_notes, setter),
        *_attendances(document.attendance, setter),
    ]
    closing = [*_closing(document, sign_off, setter)]
    least = 2 if not document.attachment_notes else 3 + len(document.attachment_notes)
    room = setter.layout.bottom - setter.layout.top - needed(closing)
    yield from bind(body, least, room) if sign_off.rows else body
    yield from closing


def _closing(document: OfficialDocument, sign_off: SignOff, setter: Setter) -> Iterator[Row]:
    """Yield the sign-off and the note under it."""
    for row in sign_off.rows:
        yield replace(row, keep=True) if row.role == DATE and document.note else row
    if document.note:
        glyphs = setter.faces.glyphs(BODY, f"（{document.note}）")
        indent = setter.figures.paragraph_indent_characters
        yield from setter.paragraph(glyphs, first=indent, role="note")


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


def _attendances(lines: Sequence[Attendance], setter: Setter) -> Iterator[Row]:
    """Yield 出席：… one line under the text; names go on behind the colon (10.3)."""
    if not lines:
        return
    for _ in range(int(setter.figures.attendance_gap_lines)):
        yield setter.blank(soft=True, role="body")
    indent = setter.figures.paragraph_indent_characters
    for one in lines:
        glyphs = (
            *setter.faces.glyphs(HEI, one.label),
            *setter.faces.glyphs(BODY, f"：{one.names}"),
        )
        rest = indent + setter.wide(one.label, HEI) + setter.wide("：")
        yield from setter.paragraph(glyphs, first=indent, rest=rest)


def _issued(issued: IssuedDocument, setter: Setter) -> Iterator[Row]:
    """Yield the issued document on pages of its own: title on the second line."""
    yield setter.blank(break_before=True)
    yield from setter.title(issued.title)
    yield setter.blank()
    yield from setter.blocks(issued.blocks)
    yield from _notes(issued.attachment_notes, setter)


def _add(attachment: Attachment, number: str, made: list[Segment], setter: Setter) -> None:
    """Put an attachment on the pages before it, or on pages that lie its own way."""
    if attachment.landscape != made[-1].landscape:
        turned = Setter(setter.layout.landscape(), setter.faces) if attachment.landscape else setter
        made.append(Segment(turned))
    made[-1].rows += _attachment(attachment, number, made[-1].setter)


def _attachment(attachment: Attachment, number: str, setter: Setter) -> Iterator[Row]:
    """Yield an attachment: its label on line 1 in 黑体, its title on line 3 (7.3.7).

    One that is not bound with the document carries the document's number on line 1 too.
    """
    words = [(f"{number}", BODY)] if attachment.loose and number else []
    words.append((attachment.label, HEI))
    texts, left = [], 0.0
    for text, face in words:
        texts.append(setter.words(text, face=face, left=left))
        left += setter.wide(text, face)
    yield replace(setter.row(texts, role="label"), break_before=True)
    for _ in range(int(setter.figures.attachment_title_line) - 2):
        yield setter.blank()
    yield from setter.title((attachment.title,))
    yield setter.blank()
    yield from setter.blocks(attachment.blocks)
