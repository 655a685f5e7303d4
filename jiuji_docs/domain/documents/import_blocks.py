"""Recognise headings, paragraphs and rosters among the lines of a copied text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from jiuji_docs.domain.documents.elements import Block, Heading, Paragraph, Roster, RosterEntry
from jiuji_docs.domain.documents.scraps import Notes, RawLine, without_spaces

#: How each level is numbered (7.3.3).
_LEVELS = {
    1: re.compile(r"^[一二三四五六七八九十]{1,3}、"),
    2: re.compile(r"^（[一二三四五六七八九十]{1,3}）"),
    3: re.compile(r"^\d{1,2}[.．、](?!\d)\s*"),
    4: re.compile(r"^[（(]\d{1,2}[)）]\s*"),
}
_ROSTER_TAIL = re.compile(r"^([\u3400-\u9fff]{2,4}|[\u3400-\u9fff] [\u3400-\u9fff]) (\S{4,40})$")
_ROLE = re.compile(r"^([\u3400-\u9fff](?:\s*[\u3400-\u9fff]){1,5})[：:]?$")
#: A level-1 heading longer than this is a paragraph that happens to begin with 一、.
_LONGEST_HEADING = 60
_ROSTER_CELLS = 3


def ordinal_level(text: str) -> int:
    """Return the heading level of a text that begins with an ordinal, 0 for other text."""
    return next((level for level, pattern in _LEVELS.items() if pattern.match(text)), 0)


def blocks_of(lines: Sequence[RawLine], notes: Notes) -> tuple[Block, ...]:
    """Return the blocks of *lines* in order; lines with tabs are rosters."""
    blocks: list[Block] = []
    entries: list[RosterEntry] = []
    for line in lines:
        entry = _entry(line, notes, going_on=bool(entries))
        if entry is not None:
            entries.append(entry)
            continue
        if entries:
            blocks.append(Roster(tuple(entries)))
            entries = []
        blocks.append(_block(line, notes))
    if entries:
        blocks.append(Roster(tuple(entries)))
    return tuple(blocks)


def _entry(line: RawLine, notes: Notes, *, going_on: bool) -> RosterEntry | None:
    """Return a roster's entry; a row that a page break tore off its table counts too."""
    if len(line.cells) == _ROSTER_CELLS:
        role, name, post = line.cells
        match = _ROLE.match(role)
        if not role or match:
            return RosterEntry(_bare(match.group(1) if match else ""), _bare(name), post)
    if going_on and not line.cells and (match := _ROSTER_TAIL.match(line.text)):
        notes.add("L-16", line.number, "名单中被分页切断的一行接回名单")
        return RosterEntry("", _bare(match.group(1)), match.group(2))
    return None


def _bare(name: str) -> str:
    return re.sub(r"\s", "", name)


def _block(line: RawLine, notes: Notes) -> Block:
    text = without_spaces(line, notes)
    level = ordinal_level(text)
    if not level:
        return Paragraph(text)
    return _heading(level, _ordinal(level, text, line, notes))


def _ordinal(level: int, text: str, line: RawLine, notes: Notes) -> str:
    """Write the ordinal as the standard does: 1. and （1）, no space behind it."""
    if level <= 2:  # noqa: PLR2004 - Chinese numerals are right already
        return text
    pattern = _LEVELS[level]
    match = pattern.match(text)
    digits = re.sub(r"\D", "", match.group()) if match else ""
    right = f"{digits}." if level == 3 else f"（{digits}）"  # noqa: PLR2004 - the third level
    changed = right + pattern.sub("", text, count=1)
    if changed != text:
        notes.add("L-06", line.number, "层次序号的写法改为“1.”“（1）”，其后不空格")
    return changed


def _heading(level: int, text: str) -> Block:
    """Split a heading from the text that goes on behind it: the heading ends at the first 。"""
    head, stop, rest = text.partition("。")
    if rest:
        if len(head) <= _LONGEST_HEADING:
            return Heading(level, head + stop, rest)
        return Paragraph(text)
    return Paragraph(text) if stop and len(head) > _LONGEST_HEADING else Heading(level, text)
