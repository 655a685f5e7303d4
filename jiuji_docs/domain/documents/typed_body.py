r"""Turn what a clerk types in one box into body blocks and back, losing nothing (正文输入框).

One line is one block: 一、 （一） 1. （1） begin headings, anything else is a paragraph. Lines that begin with
``|``, or were pasted with tabs, are a table whose first line holds the heads; under ``【名单】`` lines of cells
are a roster. What would be read as something else is written with a mark before it: ``\`` a paragraph,
``#2`` a heading of level 2 whose run-on text stands behind ``‖``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jiuji_docs.domain.documents.elements import (
    Block,
    Heading,
    Paragraph,
    Roster,
    Table,
)
from jiuji_docs.domain.documents.import_patterns import ordinal_level
from jiuji_docs.domain.documents.typed_marks import escaped, split, unescaped
from jiuji_docs.domain.documents.typed_rows import (
    is_entry,
    is_row,
    roster,
    row_line,
    rows_end,
    table,
)
from jiuji_docs.domain.errors import PaperError

ROSTER = "【名单】"
#: A heading ends at its first 。; behind more characters than this it is a paragraph that begins with 一、.
LONGEST_HEADING = 60
#: A typed body of more characters than this is no document.
LONGEST_BODY = 200_000
_MARKED_HEADING = re.compile(r"#([1-4])(?: (.*))?$", re.DOTALL)
_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class TypedBlock:
    """A block and the line (from 1) of the box on which it begins."""

    line: int
    block: Block


def read_body(text: str) -> tuple[Block, ...]:
    """Return the blocks of *text*; PaperError names the line of a table or roster that is ragged."""
    return tuple(one.block for one in read_lines(text))


def read_lines(text: str) -> tuple[TypedBlock, ...]:
    """Return the blocks of *text* with their lines, so that a finding can be shown where it is."""
    if len(text) > LONGEST_BODY:
        raise PaperError(f"正文过长（{len(text)} 字），最多 {LONGEST_BODY} 字")
    return tuple(_blocks(_LINE_END.split(text)))


def write_body(blocks: Sequence[Block]) -> str:
    """Return the text of *blocks*; :func:`read_body` gives the same blocks again."""
    pieces: list[str] = []
    for block in blocks:
        if pieces and _in_rows(block):
            pieces.append("")
        pieces.extend(_written(block))
        if _in_rows(block):
            pieces.append("")
    return "\n".join(pieces).removesuffix("\n")


def _blocks(lines: Sequence[str]) -> Iterator[TypedBlock]:
    at = 0
    while at < len(lines):
        line = lines[at].strip()
        if line == ROSTER:
            last = rows_end(lines, at + 1, is_entry)
            yield TypedBlock(at + 1, roster(lines[at + 1 : last], at + 2))
        elif is_row(lines[at]):
            last = rows_end(lines, at, is_row)
            yield TypedBlock(at + 1, table(lines[at:last], at + 1))
        else:
            last = at + 1
            if line:
                yield TypedBlock(at + 1, _line(line))
        at = last


def _line(line: str) -> Block:
    """Read one line that is no row, without blanks round it."""
    if line.startswith("\\"):
        return Paragraph(unescaped(line[1:]))
    if marked := _MARKED_HEADING.match(line):
        text, _, run_on = split(marked.group(2) or "", "‖")
        return Heading(int(marked.group(1)), unescaped(text), unescaped(run_on))
    return _plain(line)


def _plain(line: str) -> Block:
    """Read a line without marks: a heading when it begins with an ordinal, up to its first 。"""
    level = ordinal_level(line)
    head, stop, rest = line.partition("。")
    if not level or (stop and len(head) > LONGEST_HEADING):
        return Paragraph(line)
    return Heading(level, head + stop, rest)


def _in_rows(block: Block) -> bool:
    return isinstance(block, Table | Roster)


def _written(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(text):
            yield text if _reads_as(text, block) else "\\" + escaped(text)
        case Heading(level, text, run_on):
            plain, behind = text + run_on, f"‖{escaped(run_on)}" if run_on else ""
            marked = f"#{level} {escaped(text)}{behind}"
            yield plain if _reads_as(plain, block) else marked
        case Roster(entries):
            yield ROSTER
            yield from (row_line((one.role, one.name, one.post)) for one in entries)
        case Table(heads, rows):
            yield from (row_line(row) for row in (heads, *rows))


def _reads_as(line: str, block: Block) -> bool:
    """Say whether a line, as it is, is read as *block*."""
    bare = line.strip()
    if bare != line or not line or is_row(line) or line == ROSTER or _LINE_END.search(line):
        return False
    return _line(line) == block
