"""Recognise headings, paragraphs, rosters and tables among the lines of a copied text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from jiuji_docs.domain.documents.elements import (
    Block,
    Heading,
    Paragraph,
    Roster,
    RosterEntry,
    Table,
)
from jiuji_docs.domain.documents.import_notes import Notes, RawLine
from jiuji_docs.domain.documents.import_patterns import ordinal_level, ordinal_of
from jiuji_docs.domain.documents.import_repairs import without_spaces

_NAME = re.compile(r"^[\u3400-\u9fff\U00020000-\U0003ffff·]{2,8}$")
_ROSTER_TAIL = re.compile(
    r"^([\u3400-\u9fff\U00020000-\U0003ffff]{2,4}|[\u3400-\u9fff] [\u3400-\u9fff]) (\S{4,40})$"
)
_ROLE = re.compile(r"^([\u3400-\u9fff](?:\s*[\u3400-\u9fff]){1,5})[：:]?$")
_ROLE_AND_NAME = re.compile(
    r"^([\u3400-\u9fff](?:\s*[\u3400-\u9fff]){1,5})[：:]\s*"
    r"([\u3400-\u9fff\U00020000-\U0003ffff·](?:\s*[\u3400-\u9fff\U00020000-\U0003ffff·]){1,7})$"
)
#: A level-1 heading longer than this is a paragraph that happens to begin with 一、.
_LONGEST_HEADING = 60
_ROSTER_CELLS = 3
_WITHOUT_ROLES = 2


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
        blocks.append(_table(line, notes) if line.rows else _block(line, notes))
    if entries:
        blocks.append(Roster(tuple(entries)))
    _check_depths(lines, notes)
    return tuple(blocks)


def _entry(line: RawLine, notes: Notes, *, going_on: bool) -> RosterEntry | None:
    """Return a roster's entry; a row that a page break tore off its table counts too."""
    if len(line.cells) == _ROSTER_CELLS:
        role, name, post = line.cells
        match = _ROLE.match(role)
        if (not role and _NAME.match(_bare(name))) or match:
            shown = _named(name, line, notes)
            return RosterEntry(_bare(match.group(1) if match else ""), shown, post)
    if len(line.cells) == _WITHOUT_ROLES and (match := _ROLE_AND_NAME.match(line.cells[0])):
        shown = _named(match.group(2), line, notes)
        return RosterEntry(_bare(match.group(1)), shown, line.cells[1])
    if len(line.cells) == _WITHOUT_ROLES and _NAME.match(_bare(line.cells[0])):
        return RosterEntry("", _named(line.cells[0], line, notes), line.cells[1])
    if going_on and not line.cells and (match := _ROSTER_TAIL.match(line.text)):
        notes.add("L-16", line.number, "名单中被分页切断的一行接回名单")
        return RosterEntry("", _named(match.group(1), line, notes), match.group(2))
    return None


def _named(name: str, line: RawLine, notes: Notes) -> str:
    """Return a name without the space that spread it; typesetting does that."""
    bare = _bare(name)
    if bare != name:
        notes.count("L-07", line.number, "去掉姓名中间的空格")
    return bare


def _bare(name: str) -> str:
    return re.sub(r"\s", "", name)


def _table(line: RawLine, notes: Notes) -> Table:
    """Return a table as wide as its widest row; the first row is its head."""
    width = max(map(len, line.rows))
    if any(len(row) != width for row in line.rows):
        notes.add("T-1", line.number, "表格各行格数不一，缺格已补空，请核对", "doubtful")
    heads, *rows = [(*row, *[""] * (width - len(row))) for row in line.rows]
    return Table(heads, tuple(rows))


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
    written = ordinal_of(level, text)
    digits = re.sub(r"[^0-9]", "", written)
    right = f"{digits}." if level == 3 else f"（{digits}）"  # noqa: PLR2004 - the third level
    if right != written:
        message = "层次序号的写法改为“1.”“（1）”，其后不空格"
        notes.add("L-06", line.number, message, removed=written.strip())
    return right + text.removeprefix(written)


def _heading(level: int, text: str) -> Block:
    """Split a heading from the text that goes on behind it: the heading ends at the first 。"""
    head, stop, rest = text.partition("。")
    if rest:
        if len(head) <= _LONGEST_HEADING:
            return Heading(level, head + stop, rest)
        return Paragraph(text)
    return Paragraph(text) if stop and len(head) > _LONGEST_HEADING else Heading(level, text)


def _check_depths(lines: Sequence[RawLine], notes: Notes) -> None:
    """Note headings whose Markdown depth is not that of the others of their level."""
    usual: dict[int, int] = {}
    for line in lines:
        level = ordinal_level(line.text) if line.depth else 0
        if level and line.depth != usual.setdefault(level, line.depth):
            ordinal = ordinal_of(level, line.text).strip()
            message = f"标记的层级与同级标题不一，按序号“{ordinal}”定为第 {level} 层"
            notes.add("L-06", line.number, message)
