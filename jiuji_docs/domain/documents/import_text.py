"""Read lines of an official document into the model, listing what was changed or is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jiuji_docs.domain.documents.import_attachments import compare, part_of
from jiuji_docs.domain.documents.import_draft import Draft
from jiuji_docs.domain.documents.import_ends import take_colophon, take_sign_off
from jiuji_docs.domain.documents.import_head import take_head
from jiuji_docs.domain.documents.import_joins import join_broken
from jiuji_docs.domain.documents.import_kept import note_the_lost
from jiuji_docs.domain.documents.import_missing import complain
from jiuji_docs.domain.documents.import_notes import ImportFinding, Notes, SourceLine
from jiuji_docs.domain.documents.import_patterns import ATTACHMENT, begins
from jiuji_docs.domain.documents.import_title import joined_title, title_length
from jiuji_docs.domain.documents.official import IssuedDocument, OfficialDocument
from jiuji_docs.domain.documents.scraps import clean_lines, source_lines
from jiuji_docs.domain.errors import PaperError

#: A document of more characters than this, or of more paragraphs, is not one.
LONGEST_TEXT = 400_000
MOST_PARAGRAPHS = 20_000


@dataclass(frozen=True, slots=True)
class Imported:
    """A document read from a file, and the findings (导入结果); ``unit`` says what they count."""

    document: OfficialDocument
    findings: tuple[ImportFinding, ...]
    unit: str = "行"


def import_circular(text: str) -> Imported:
    """Return the document that plain text is; see :func:`import_lines`."""
    if len(text) > LONGEST_TEXT:
        raise PaperError(f"文本过长（{len(text)} 字），不像一份公文")
    return import_lines(source_lines(text))


def import_lines(
    source: Sequence[SourceLine], notes: Notes | None = None, *, unit: str = "行"
) -> Imported:
    """Return the document and what was changed; no character is lost without a finding.

    *notes* holds what the reader of the file has already found. Raises PaperError when there is no
    text or too much, Refused when it bears a classification.
    """
    notes = notes or Notes()
    _bound(source)
    lines = clean_lines(source, begins, notes)
    if not lines:
        raise PaperError("文本是空的")
    draft = Draft()
    lines = take_colophon(lines, draft, notes)
    lines = take_head(lines, draft, notes)
    lines = join_broken(lines, begins, notes)
    take_sign_off(lines, draft, notes)
    document = _build(draft, notes)
    complain(document, draft.title_line, notes)
    return Imported(document, note_the_lost(source, document, notes), unit)


def _bound(source: Sequence[SourceLine]) -> None:
    if len(source) > MOST_PARAGRAPHS:
        raise PaperError(f"段落过多（{len(source)} 段），不像一份公文")
    length = sum(
        len(one.text) + sum(len(cell) for row in one.rows for cell in row) for one in source
    )
    if length > LONGEST_TEXT:
        raise PaperError(f"文本过长（{length} 字），不像一份公文")


def _build(draft: Draft, notes: Notes) -> OfficialDocument:
    notice, issued = part_of(draft.notice, notes), None
    behind = draft.issued
    attachments = notice.attachments
    if behind and not ATTACHMENT.match(behind[0].text):
        count = max(title_length(behind), 1)
        part = part_of(behind[count:], notes)
        title = joined_title(behind[:count], notes)
        issued = IssuedDocument((title,), part.blocks, part.notes, part.attachments)
        compare(part.notes, part.attachments, notes)
    else:
        attachments += part_of(behind, notes).attachments
    compare(notice.notes, attachments, notes)
    return OfficialDocument(
        title=(draft.title,),
        body=notice.blocks,
        style=draft.style,
        direction=_direction(draft),
        mark=draft.mark,
        joint_issuers=tuple(draft.joint_issuers),
        copy_number=draft.copy_number,
        number=draft.number,
        urgency=draft.urgency,
        signers=tuple(draft.signers),
        addressees=draft.addressees,
        attachment_notes=notice.notes,
        signatories=tuple(draft.signatories),
        date=draft.date,
        stamped=draft.style != "minutes",
        signature_stamps=tuple(draft.stamps),
        note=draft.note,
        attendance=tuple(draft.attendance),
        issued=issued,
        attachments=attachments,
        cc=draft.cc,
        printer=draft.printer,
        print_date=draft.print_date,
    )


def _direction(draft: Draft) -> str:
    if draft.signers or draft.title.endswith(("请示", "报告")):
        return "up"
    return "level" if draft.style == "letter" else "down"
