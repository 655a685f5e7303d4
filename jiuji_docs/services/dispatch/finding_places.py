"""Say which box of the entry form a finding is about, and on which page it shows (问题所在)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from jiuji_docs.domain.documents.elements import Block, Heading, Paragraph, Roster, Table
from jiuji_docs.domain.documents.official import OfficialDocument

#: Place as a finding names it → box of the entry form.
_BOXES: Mapping[str, str] = {
    "标题": "title",
    "主送机关": "addressees",
    "发文字号": "number",
    "令号": "number",
    "签发人": "signers",
    "发文机关标志": "mark",
    "正文": "body",
    "被印发件": "issued_body",
    "附件说明": "attachment_notes",
    "被印发件的附件说明": "issued_notes",
    "附注": "note",
    "抄送机关": "cc",
    "人员名单": "attendance",
    "落款": "signatories",
    "发文机关署名": "signatories",
    "成文日期": "date",
    "份号": "copy_number",
    "版记": "print_date",
    "印发机关和印发日期": "printer",
    "印发日期": "print_date",
}
_PART = re.compile(r"(正文|被印发件|附件\d*)(?:第 (\d+) 段|“(.*)”)?$", re.DOTALL)
#: Characters of a text that are looked for on the pages.
_NEEDLE = 14
_LAST_PAGE = frozenset({"cc", "printer", "print_date"})


def box_of(place: str, document: OfficialDocument) -> tuple[str, int]:
    """Return (dotted path of the box, number of the block in it or 0) of a finding's *place*."""
    if place in _BOXES:
        return _BOXES[place], 0
    found = _PART.match(place)
    if not found:
        return "", 0
    path = _box_of_part(found.group(1), document)
    return path, int(found.group(2) or _heading(path, found.group(3), document))


def _box_of_part(part: str, document: OfficialDocument) -> str:
    if part in _BOXES:
        return _BOXES[part]
    at = max(int(part.removeprefix("附件") or 1) - 1, 0)
    nested = document.issued is not None and at < len(document.issued.attachments)
    rows = "attachments" if at < len(document.attachments) or not nested else "issued_attachments"
    return f"{rows}.{at}.body"


def _heading(path: str, text: str | None, document: OfficialDocument) -> int:
    """Return the number of the block whose heading is *text*, 0 for none."""
    blocks = enumerate(_blocks(path, document), start=1) if text else ()
    return next(
        (at for at, one in blocks if isinstance(one, Heading) and one.text.startswith(text or " ")),
        0,
    )


def page_of(
    path: str,
    block: int,
    plain: Mapping[str, Any],
    document: OfficialDocument,
    pages: Sequence[str],
) -> int:
    """Return the page (from 1) on which a box's text, or its block, shows; 0 when it does not."""
    if path in _LAST_PAGE:
        return len(pages)
    needle = _text(path, block, plain, document)
    if not needle:
        return 1 if path in {"number", "mark", "signers", "copy_number"} and pages else 0
    short = "".join(needle.split())[:_NEEDLE]
    return next((at for at, words in enumerate(pages, start=1) if short in words), 0)


def _text(path: str, block: int, plain: Mapping[str, Any], document: OfficialDocument) -> str:
    blocks = _blocks(path, document)
    if blocks:
        return _words(blocks[min(max(block, 1), len(blocks)) - 1])
    value = plain.get(path, "")
    return str(value[0]) if isinstance(value, list) and value else str(value or "")


def _blocks(path: str, document: OfficialDocument) -> tuple[Block, ...]:
    issued = document.issued
    if path == "body":
        return document.body
    if path == "issued_body":
        return issued.blocks if issued else ()
    rows, _, rest = path.partition(".")
    if not rest:
        return ()
    attachments = (
        document.attachments if rows == "attachments" else issued.attachments if issued else ()
    )
    at = int(rest.split(".")[0])
    return attachments[at].blocks if at < len(attachments) else ()


def _words(block: Block) -> str:
    match block:
        case Paragraph(text) | Heading(_, text):
            return text
        case Roster(entries):
            return entries[0].name if entries else ""
        case Table(heads):
            return heads[0]
