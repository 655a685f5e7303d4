"""Read and write the lines of tables and rosters in the body's box (表格行、名单行)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from jiuji_docs.domain.documents.elements import Roster, RosterEntry, Table
from jiuji_docs.domain.documents.typed_marks import escaped, split, unescaped
from jiuji_docs.domain.errors import PaperError

MOST_COLUMNS = 20
_ROSTER_CELLS = 3
_TABBED = re.compile(r"\S.*\t")


def is_row(line: str) -> bool:
    """Say whether a line is a table's row; a tab that only indents a paragraph makes none."""
    return line.lstrip().startswith("|") or bool(_TABBED.search(line))


def is_entry(line: str) -> bool:
    """Say whether a line under 【名单】 is one of its entries."""
    return "|" in line or is_row(line)


def rows_end(lines: Sequence[str], at: int, is_row: Callable[[str], bool]) -> int:
    """Return where the rows that begin at *at* end."""
    return next((end for end in range(at, len(lines)) if not is_row(lines[end])), len(lines))


def table(lines: Sequence[str], first: int) -> Table:
    """Return the table of *lines*, the first of which is line *first* of the box."""
    heads, *rows = (_cells(line) for line in lines)
    if len(heads) > MOST_COLUMNS:
        raise PaperError(f"第 {first} 行：表格最多 {MOST_COLUMNS} 列，现有 {len(heads)} 列")
    return Table(heads, tuple(_fitted(row, heads, first + at) for at, row in enumerate(rows, 1)))


def roster(lines: Sequence[str], first: int) -> Roster:
    """Return the roster of *lines*: role, name, post."""
    entries = []
    for at, line in enumerate(lines):
        cells = _cells(line)
        if len(cells) > _ROSTER_CELLS and any(cells[_ROSTER_CELLS:]):
            raise PaperError(
                f"第 {first + at} 行：名单每行写 职责 | 姓名 | 职务，现有 {len(cells)} 格"
            )
        entries.append(RosterEntry(*(*cells, "", "")[:_ROSTER_CELLS]))
    return Roster(tuple(entries))


def row_line(cells: Sequence[str]) -> str:
    """Return cells as one line."""
    return f"| {' | '.join(escaped(cell) for cell in cells)} |"


def _cells(line: str) -> tuple[str, ...]:
    bare = line.strip()
    if not bare.startswith("|") and _TABBED.search(line):
        return tuple(unescaped(cell.strip()) for cell in line.split("\t"))
    cells: list[str] = []
    rest = bare.removeprefix("|")
    while rest or not cells:
        cell, _, rest = split(rest, "|")
        cells.append(unescaped(cell.strip()))
    return tuple(cells)


def _fitted(row: tuple[str, ...], heads: tuple[str, ...], line: int) -> tuple[str, ...]:
    """Fill a short row up, which is what a spreadsheet leaves; refuse one with more cells than heads."""
    if len(row) > len(heads) and any(row[len(heads) :]):
        raise PaperError(f"第 {line} 行：有 {len(row)} 格，表头只有 {len(heads)} 格")
    return (*row, *[""] * len(heads))[: len(heads)]
