"""Cut a text into its body, its 附件说明 and its attachments."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from jiuji_docs.domain.documents.elements import Attachment, Block
from jiuji_docs.domain.documents.import_blocks import blocks_of
from jiuji_docs.domain.documents.import_notes import Notes, RawLine
from jiuji_docs.domain.documents.import_patterns import ATTACHMENT, NOTES_LINE
from jiuji_docs.domain.documents.import_title import NO_TITLE, joined_title, title_length

_ORDER = re.compile(r"^\d+[.．、]\s*")


@dataclass(frozen=True, slots=True)
class Part:
    """Body, names of 附件说明 and attachments of a notice or of what it issues."""

    blocks: tuple[Block, ...]
    notes: tuple[str, ...]
    attachments: tuple[Attachment, ...]


def part_of(lines: Sequence[RawLine], notes: Notes) -> Part:
    """Cut lines into body, 附件说明 and attachments."""
    starts = [at for at, line in enumerate(lines) if ATTACHMENT.match(line.text)]
    body, names = _split_notes(lines[: starts[0]] if starts else lines, notes)
    attachments = [
        _attachment(lines[start:stop], notes) for start, stop in pairwise([*starts, len(lines)])
    ]
    return Part(blocks_of(body, notes), tuple(names), tuple(attachments))


def _attachment(lines: Sequence[RawLine], notes: Notes) -> Attachment:
    label, *rest = lines
    match = ATTACHMENT.match(label.text)
    number = int(match.group(1)) if match and match.group(1) else 0
    if label.text.endswith("："):
        notes.add("L-10", label.number, "附件页的“附件”后不加冒号", removed="：")
    count = title_length(rest)
    title = joined_title(rest[:count], notes) or NO_TITLE
    turned = any(line.landscape for line in lines)
    return Attachment(title, blocks_of(rest[count:], notes), number, landscape=turned)


def _split_notes(lines: Sequence[RawLine], notes: Notes) -> tuple[list[RawLine], list[str]]:
    """Take 附件：1. … and the numbered lines under it off the end of a body."""
    for at in range(len(lines) - 1, -1, -1):
        if match := NOTES_LINE.match(lines[at].text):
            first = replace(lines[at], text=match.group(1))
            return list(lines[:at]), [_note(line, notes) for line in (first, *lines[at + 1 :])]
    return list(lines), []


def _note(line: RawLine, notes: Notes) -> str:
    """Return an attachment's name without its order number and closing mark (7.3.4)."""
    order = _ORDER.match(line.text)
    name = line.text[order.end() if order else 0 :]
    bare = name.rstrip("。；")
    if bare != name:
        notes.add("L-10", line.number, "附件名称后不加标点", removed=name[len(bare) :])
    return bare


def compare(names: Sequence[str], attachments: Sequence[Attachment], notes: Notes) -> None:
    """Note that 附件说明 and the attachments' titles differ in wording or order (7.3.7)."""
    titles = [one.title for one in attachments]
    if names and titles and titles != list(names):
        notes.add("L-10", 0, "附件说明与附件页的标题不一致", "doubtful")
    elif bool(names) != bool(titles):
        message = "有附件说明，没有附件" if names else "有附件，正文后没有附件说明"
        notes.add("L-10", 0, message, "doubtful")
