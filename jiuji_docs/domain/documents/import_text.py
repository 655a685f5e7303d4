"""Read lines of an official document into the model, listing what was changed or is missing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from jiuji_docs.domain.documents.elements import Attachment, Block
from jiuji_docs.domain.documents.import_blocks import blocks_of
from jiuji_docs.domain.documents.import_draft import Draft
from jiuji_docs.domain.documents.import_ends import take_colophon, take_sign_off
from jiuji_docs.domain.documents.import_head import take_head
from jiuji_docs.domain.documents.import_joins import join_broken
from jiuji_docs.domain.documents.import_kept import note_the_lost
from jiuji_docs.domain.documents.import_missing import complain
from jiuji_docs.domain.documents.import_notes import ImportFinding, Notes, RawLine, SourceLine
from jiuji_docs.domain.documents.import_patterns import ATTACHMENT, NOTES_LINE, begins
from jiuji_docs.domain.documents.import_title import joined_title, may_be_title
from jiuji_docs.domain.documents.official import IssuedDocument, OfficialDocument
from jiuji_docs.domain.documents.scraps import clean_lines, source_lines
from jiuji_docs.domain.errors import PaperError

#: A document of more characters than this, or of more paragraphs, is not one.
LONGEST_TEXT = 400_000
MOST_PARAGRAPHS = 20_000
_ORDER = re.compile(r"^\d+[.．、]\s*")


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


@dataclass(frozen=True, slots=True)
class _Part:
    blocks: tuple[Block, ...]
    notes: tuple[str, ...]
    attachments: tuple[Attachment, ...]


def _build(draft: Draft, notes: Notes) -> OfficialDocument:
    notice, issued = _part(draft.notice, notes), None
    behind = draft.issued
    attachments = notice.attachments
    if behind and not ATTACHMENT.match(behind[0].text):
        count = 1
        while count < len(behind) and may_be_title(behind[count], behind[:count]):
            count += 1
        part = _part(behind[count:], notes)
        title = joined_title(behind[:count], notes)
        issued = IssuedDocument((title,), part.blocks, part.notes, part.attachments)
    else:
        attachments += _part(behind, notes).attachments
    signers = tuple(draft.signers)
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
        signers=signers,
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


def _part(lines: Sequence[RawLine], notes: Notes) -> _Part:
    """Cut lines into body, 附件说明 and attachments."""
    starts = [at for at, line in enumerate(lines) if ATTACHMENT.match(line.text)]
    body, names = _split_notes(lines[: starts[0]] if starts else lines, notes)
    attachments = [
        _attachment(lines[start:stop], notes) for start, stop in pairwise([*starts, len(lines)])
    ]
    if names and [one.title for one in attachments] != names:
        notes.add("L-10", 0, "附件说明与附件页的标题不一致", "doubtful")
    return _Part(blocks_of(body, notes), tuple(names), tuple(attachments))


def _attachment(lines: Sequence[RawLine], notes: Notes) -> Attachment:
    label, *rest = lines
    match = ATTACHMENT.match(label.text)
    number = int(match.group(1)) if match and match.group(1) else 0
    if label.text.endswith("："):
        notes.add("L-10", label.number, "附件页的“附件”后不加冒号", removed="：")
    count = 0
    while count < len(rest) and may_be_title(rest[count], rest[:count]):
        count += 1
    title = joined_title(rest[:count], notes) or "（无标题）"
    turned = any(line.landscape for line in lines)
    return Attachment(title, blocks_of(rest[count:], notes), number, landscape=turned)


def _split_notes(lines: Sequence[RawLine], notes: Notes) -> tuple[list[RawLine], list[str]]:
    """Take 附件：1. … and the numbered lines under it off the end of a body."""
    for at in range(len(lines) - 1, -1, -1):
        if match := NOTES_LINE.match(lines[at].text):
            first = _with_text(lines[at], match.group(1))
            return list(lines[:at]), [_note(line, notes) for line in (first, *lines[at + 1 :])]
    return list(lines), []


def _with_text(line: RawLine, text: str) -> RawLine:
    """Return *line* with other text."""
    return replace(line, text=text)


def _note(line: RawLine, notes: Notes) -> str:
    """Return an attachment's name without its order number and closing mark (7.3.4)."""
    order = _ORDER.match(line.text)
    name = line.text[order.end() if order else 0 :]
    bare = name.rstrip("。；")
    if bare != name:
        notes.add("L-10", line.number, "附件名称后不加标点", removed=name[len(bare) :])
    return bare
