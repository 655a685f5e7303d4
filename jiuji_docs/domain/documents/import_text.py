"""Read plain text of a circular into the document model, listing what was changed or is missing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from jiuji_docs.domain.documents.elements import Attachment, Block
from jiuji_docs.domain.documents.import_blocks import blocks_of
from jiuji_docs.domain.documents.import_ends import (
    ATTACHMENT,
    NOTES_LINE,
    Draft,
    begins,
    joined_title,
    take_colophon,
    take_head,
    take_sign_off,
)
from jiuji_docs.domain.documents.official import IssuedDocument, OfficialDocument
from jiuji_docs.domain.documents.scraps import (
    ImportFinding,
    Notes,
    RawLine,
    clean_lines,
    join_broken,
)
from jiuji_docs.domain.errors import PaperError

#: A circular of more characters than this is not one.
LONGEST_TEXT = 400_000
_ORDER = re.compile(r"^\d+[.．、]\s*")


@dataclass(frozen=True, slots=True)
class Imported:
    """A document read from text, and the findings (导入结果)."""

    document: OfficialDocument
    findings: tuple[ImportFinding, ...]


def import_circular(text: str) -> Imported:
    """Return the document and what was changed; nothing of the text's words is lost silently.

    Raises PaperError when there is no text or too much, Refused when it bears a classification.
    """
    if len(text) > LONGEST_TEXT:
        raise PaperError(f"文本过长（{len(text)} 字），不像一份公文")
    notes = Notes()
    lines = clean_lines(text, notes)
    if not lines:
        raise PaperError("文本是空的")
    draft = Draft()
    lines = take_colophon(lines, draft, notes)
    lines = take_head(lines, draft, notes)
    lines = join_broken(lines, begins, notes)
    take_sign_off(lines, draft, notes)
    document = _build(draft, notes)
    _complain(document, draft, notes)
    return Imported(document, tuple(sorted(notes.found, key=lambda one: (one.line, one.rule))))


@dataclass(frozen=True, slots=True)
class _Part:
    blocks: tuple[Block, ...]
    notes: tuple[str, ...]
    attachments: tuple[Attachment, ...]


def _build(draft: Draft, notes: Notes) -> OfficialDocument:
    notice, issued = _part(draft.notice, notes), None
    if draft.issued and not ATTACHMENT.match(draft.issued[0].text):
        title = draft.issued[0]
        part = _part(draft.issued[1:], notes)
        issued = IssuedDocument(
            (joined_title([title], notes),), part.blocks, part.notes, part.attachments
        )
        attachments = notice.attachments
    else:
        attachments = (*notice.attachments, *_part(draft.issued, notes).attachments)
    return OfficialDocument(
        title=(draft.title,),
        body=notice.blocks,
        mark=draft.mark,
        number=draft.number,
        urgency=draft.urgency,
        addressees=draft.addressees,
        attachment_notes=notice.notes,
        signatories=(draft.signatory,) if draft.signatory else (),
        date=draft.date,
        note=draft.note,
        issued=issued,
        attachments=attachments,
        cc=draft.cc,
        printer=draft.printer,
        print_date=draft.print_date,
    )


def _part(lines: Sequence[RawLine], notes: Notes) -> _Part:
    """Cut lines into body, 附件说明 and attachments."""
    starts = [at for at, line in enumerate(lines) if ATTACHMENT.match(line.text)]
    body, names = _split_notes(lines[: starts[0]] if starts else lines)
    attachments = []
    for start, stop in pairwise([*starts, len(lines)]):
        label, *rest = lines[start:stop]
        match = ATTACHMENT.match(label.text)
        number = int(match.group(1)) if match and match.group(1) else 0
        if label.text.endswith("："):
            notes.add("L-10", label.number, "附件页的“附件”后不加冒号")
        title = joined_title(rest[:1], notes) if rest else "（无标题）"
        attachments.append(Attachment(title, blocks_of(rest[1:], notes), number))
    if names and [one.title for one in attachments] != names:
        notes.add("L-10", 0, "附件说明与附件页的标题不一致")
    return _Part(blocks_of(body, notes), tuple(names), tuple(attachments))


def _split_notes(lines: Sequence[RawLine]) -> tuple[list[RawLine], list[str]]:
    """Take 附件：1. … and the numbered lines under it off the end of a body."""
    for at in range(len(lines) - 1, -1, -1):
        if match := NOTES_LINE.match(lines[at].text):
            names = [match.group(1), *(line.text for line in lines[at + 1 :])]
            return list(lines[:at]), [_ORDER.sub("", name).rstrip("。；") for name in names]
    return list(lines), []


def _complain(document: OfficialDocument, draft: Draft, notes: Notes) -> None:
    """Note what a complete circular has and this one lacks."""
    missing = {
        "发文机关标志": document.mark,
        "发文字号": document.number,
        "主送机关": document.addressees,
        "发文机关署名": document.signatories,
        "成文日期": document.date,
        "印发机关和印发日期": document.printer and document.print_date,
    }
    for name, there in missing.items():
        if not there:
            notes.add("L-11", 0, f"缺少{name}")
    if "关于" not in draft.title:
        notes.add("L-08", 0, "标题没有“关于”引出的事由")
    if document.date and document.print_date and document.print_date < document.date:
        notes.add("L-11", 0, "印发日期早于成文日期")
