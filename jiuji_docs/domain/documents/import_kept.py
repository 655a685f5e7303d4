"""Make sure that no character of the source is lost without a word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from jiuji_docs.domain.documents.elements import (
    Attachment,
    Block,
    Heading,
    Paragraph,
    Roster,
    Table,
)
from jiuji_docs.domain.documents.import_notes import ImportFinding, Notes, SourceLine
from jiuji_docs.domain.documents.import_title import NO_TITLE
from jiuji_docs.domain.documents.official import OfficialDocument, chinese_date

#: Marks that a repair writes in another form.
_FORMS = str.maketrans(
    ",;:?!()[]【】〔〕［］０１２３４５６７８９．",
    "，；：？！（）（）（）（）（）0123456789.",
    "",
) | dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
_SHOWN = 40


def printed(document: OfficialDocument) -> Iterator[str]:
    """Yield every word of a document, with the signs that its layout adds."""
    yield "" if document.full_title == NO_TITLE else document.full_title
    mark = document.mark if document.full_title != document.mark else ""
    yield from (mark, *document.joint_issuers, document.copy_number, document.number)
    yield from (document.urgency, "签发人：" if document.signers else "", *document.signers)
    yield f"{document.addressees}：" if document.addressees else ""
    yield from _blocks(document.body)
    yield from _ends(document)
    if document.issued:
        yield from document.issued.title
        yield from _blocks(document.issued.blocks)
        yield from _attachments(document.issued.attachment_notes, document.issued.attachments)
    yield from _attachments(document.attachment_notes, document.attachments)


def _ends(document: OfficialDocument) -> Iterator[str]:
    yield from document.signatories
    yield from (f"{one.post}{one.name}" for one in document.signature_stamps)
    yield from (f"{one.label}：{one.names}" for one in document.attendance)
    yield chinese_date(document.date) if document.date else ""
    yield f"（{document.note}）" if document.note else ""
    yield f"抄送：{document.cc}。" if document.cc else ""
    yield document.printer
    yield f"{chinese_date(document.print_date)}印发" if document.print_date else ""


def _attachments(notes: Sequence[str], attachments: Sequence[Attachment]) -> Iterator[str]:
    yield "附件：" if notes else ""
    for number, name in enumerate(notes, 1):
        yield f"{number}.{name}" if len(notes) > 1 else name
    for one in attachments:
        yield from (one.label, one.title)
        yield from _blocks(one.blocks)


def _blocks(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph(text):
                yield text
            case Heading(_, text, run_on):
                yield text + run_on
            case Roster(entries):
                for one in entries:
                    yield f"{one.role}：" if one.role else ""
                    yield from (one.name, one.post)
            case Table(heads, rows):
                yield from heads
                for row in rows:
                    yield from row


def characters(texts: Iterable[str]) -> Counter[str]:
    """Return how often every character that is no space stands there, forms made equal."""
    joined = "".join(texts).translate(_FORMS)
    return Counter(char for char in joined if not char.isspace())


def note_the_lost(
    source: Sequence[SourceLine], document: OfficialDocument, notes: Notes
) -> tuple[ImportFinding, ...]:
    """Return the findings, with one for every line that has characters found nowhere else."""
    found = notes.told()
    kept = characters((*printed(document), *(one.removed for one in found)))
    for line in source:
        text = line.text + "".join(cell for row in line.rows for cell in row)
        lost = "".join(char for char in text if _is_lost(char, kept))
        if lost:
            message = f"有文字没有归入公文，请核对：{lost[:_SHOWN]}"
            notes.add("L-16", line.number, message, "doubtful", removed=lost)
    return notes.told()


def _is_lost(char: str, kept: Counter[str]) -> bool:
    """Use one of the characters that were kept; True when none is left."""
    plain = char.translate(_FORMS)
    if plain.isspace():
        return False
    if kept[plain] > 0:
        kept[plain] -= 1
        return False
    return True
