"""Turn an official document into plain data and back, for storage, hashing and files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from jiuji_docs.domain.documents.elements import (
    Attachment,
    Attendance,
    Block,
    Heading,
    Paragraph,
    Roster,
    RosterEntry,
    SignatureStamp,
    Table,
)
from jiuji_docs.domain.documents.official import IssuedDocument, OfficialDocument

_TEXTS = (
    "style", "direction", "mark", "copy_number", "number", "urgency", "secrecy", "addressees",
    "note", "cc", "printer",
)  # fmt: skip
_LISTS = ("joint_issuers", "signers", "signatories")
_DATES = ("date", "print_date")
_OF_ATTACHMENT = ("number", "landscape", "loose")


def freeze(document: OfficialDocument) -> dict[str, Any]:
    """Return plain data without what is empty; dates are ISO text. :func:`thaw` undoes it."""
    plain: dict[str, Any] = {name: getattr(document, name) for name in _TEXTS}
    plain |= {name: day.isoformat() for name in _DATES if (day := getattr(document, name))}
    plain |= _freeze_content(document.title, document.attachment_notes, document.attachments)
    plain["body"] = [_freeze_block(block) for block in document.body]
    plain |= {name: list(getattr(document, name)) for name in _LISTS}
    plain["signature_stamps"] = [[one.post, one.name] for one in document.signature_stamps]
    plain["attendance"] = [[one.label, one.names] for one in document.attendance]
    plain["stamped"], plain["seal_diameter"] = document.stamped, document.seal_diameter
    if document.issued is not None:
        plain["issued"] = _freeze_issued(document.issued)
    return {name: value for name, value in plain.items() if value not in ("", [])}


def thaw(plain: Mapping[str, Any]) -> OfficialDocument:
    """Return the document that :func:`freeze` or a document file describes."""
    issued = plain.get("issued")
    return OfficialDocument(
        title=tuple(plain["title"]),
        body=thaw_blocks(plain.get("body", ())),
        signature_stamps=tuple(SignatureStamp(*one) for one in plain.get("signature_stamps", ())),
        attendance=tuple(Attendance(*one) for one in plain.get("attendance", ())),
        stamped=plain.get("stamped", True),
        seal_diameter=plain.get("seal_diameter", 42),
        attachment_notes=tuple(plain.get("attachment_notes", ())),
        attachments=_thaw_attachments(plain.get("attachments", ())),
        issued=None if issued is None else _thaw_issued(issued),
        date=_day(plain.get("date")),
        print_date=_day(plain.get("print_date")),
        **_words(plain),
    )


def _words(plain: Mapping[str, Any]) -> dict[str, Any]:
    """Return the texts and lists of texts that are there, by field name."""
    texts = {name: str(plain[name]) for name in _TEXTS if name in plain}
    return texts | {name: tuple(plain[name]) for name in _LISTS if name in plain}


def _freeze_content(
    title: tuple[str, ...], notes: tuple[str, ...], attachments: tuple[Attachment, ...]
) -> dict[str, Any]:
    return {
        "title": list(title),
        "attachment_notes": list(notes),
        "attachments": [_freeze_attachment(item) for item in attachments],
    }


def _freeze_issued(issued: IssuedDocument) -> dict[str, Any]:
    plain = _freeze_content(issued.title, issued.attachment_notes, issued.attachments)
    plain["body"] = [_freeze_block(block) for block in issued.blocks]
    return {name: value for name, value in plain.items() if value}


def _freeze_attachment(attachment: Attachment) -> dict[str, Any]:
    blocks = [_freeze_block(block) for block in attachment.blocks]
    kept = {name: value for name in _OF_ATTACHMENT if (value := getattr(attachment, name))}
    return {"title": attachment.title, **kept, "body": blocks}


def _freeze_block(block: Block) -> dict[str, Any]:
    match block:
        case Heading(level, text, run_on):
            return {"heading": text, "level": level} | ({"run_on": run_on} if run_on else {})
        case Paragraph(text):
            return {"paragraph": text}
        case Roster(entries):
            return {"roster": [[one.role, one.name, one.post] for one in entries]}
        case Table(heads, rows):
            return {"table": [list(heads), *(list(row) for row in rows)]}


def _thaw_issued(plain: Mapping[str, Any]) -> IssuedDocument:
    return IssuedDocument(
        title=tuple(plain["title"]),
        blocks=thaw_blocks(plain.get("body", ())),
        attachment_notes=tuple(plain.get("attachment_notes", ())),
        attachments=_thaw_attachments(plain.get("attachments", ())),
    )


def _thaw_attachments(plain: Sequence[Mapping[str, Any]]) -> tuple[Attachment, ...]:
    return tuple(
        Attachment(
            one["title"],
            thaw_blocks(one.get("body", ())),
            **{name: one[name] for name in _OF_ATTACHMENT if name in one},
        )
        for one in plain
    )


def freeze_blocks(blocks: Sequence[Block]) -> list[dict[str, Any]]:
    """Return blocks as plain data; :func:`thaw_blocks` undoes it."""
    return [_freeze_block(block) for block in blocks]


def thaw_blocks(plain: Sequence[Mapping[str, Any]]) -> tuple[Block, ...]:
    """Return the blocks of plain data; PaperError when one is no block."""
    return tuple(_thaw_block(one) for one in plain)


def _thaw_block(plain: Mapping[str, Any]) -> Block:
    if "heading" in plain:
        return Heading(plain.get("level", 1), plain["heading"], plain.get("run_on", ""))
    if "roster" in plain:
        return Roster(tuple(RosterEntry(*row) for row in plain["roster"]))
    if "table" in plain:
        heads, *rows = plain["table"]
        return Table(tuple(heads), tuple(tuple(row) for row in rows))
    return Paragraph(plain["paragraph"])


def _day(value: dt.date | str | None) -> dt.date | None:
    return dt.date.fromisoformat(value) if isinstance(value, str) else value
