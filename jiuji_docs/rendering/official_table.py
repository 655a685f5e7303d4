"""Set a ruled table of an attachment as rows: column widths follow the longest cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from jiuji_docs.domain.documents.elements import Table
from jiuji_docs.rendering.line_composer import ComposedLine, compose
from jiuji_docs.rendering.official_marks import BODY, HEI, Rule, Text
from jiuji_docs.rendering.official_metrics import em
from jiuji_docs.rendering.official_rows import Row, Setter

_RULE = 0.18
_PAD = 1.5
#: Pitch of a table's lines over their size.
_LEADING = 1.35
#: A column is at least this many characters wide, however short its cells.
_NARROWEST, _WIDEST = 3.0, 16.0


def table_rows(table: Table, setter: Setter) -> Iterator[Row]:
    """Yield one unbreakable row per line of cells; the heads in 黑体 stand on every page again."""
    widths = _widths(table, setter)
    heads = _row(table.heads, widths, HEI, setter, first=True)
    yield replace(heads, keep=True)
    for cells in table.rows:
        yield replace(_row(cells, widths, BODY, setter), again=heads)


def _widths(table: Table, setter: Setter) -> list[float]:
    columns = zip(table.heads, *table.rows, strict=True)
    longest = [
        min(max(_NARROWEST, *(setter.faces.width(BODY, cell) for cell in column)), _WIDEST)
        for column in columns
    ]
    return [setter.figures.area_width * part / sum(longest) for part in longest]


def _row(
    cells: Sequence[str], widths: Sequence[float], face: str, setter: Setter, *, first: bool = False
) -> Row:
    size = setter.figures.table_size
    pitch = em(size) * _LEADING
    composed = [
        compose(setter.faces.glyphs(face, cell), (width - 2 * _PAD) / em(size))
        for cell, width in zip(cells, widths, strict=True)
    ]
    lines = max(1, *(len(one) for one in composed))
    height = max(lines * pitch + 2 * _PAD, setter.layout.pitch)
    made: list[tuple[float, tuple[Text, ...]]] = []
    left = 0.0
    for one, width in zip(composed, widths, strict=True):
        made.append((width, tuple(_cell(one, left, width, height, setter))))
        left += width
    texts = tuple(text for _, lines_of in made for text in lines_of)
    rules = _rules(widths, height, setter, first=first)
    return Row(height, texts, rules, role="body", cells=tuple(made))


def _cell(
    lines: Sequence[ComposedLine], left: float, width: float, height: float, setter: Setter
) -> Iterator[Text]:
    """Yield a cell's lines: one line stands in the middle, more lines flush left."""
    size = setter.figures.table_size
    pitch = em(size) * _LEADING
    top = (height - len(lines) * pitch) / 2
    for number, line in enumerate(lines):
        alone = len(lines) == 1
        inset = (width - line.width * em(size)) / 2 if alone else _PAD
        text = setter.line(line, size=size, left=left + inset, pitch=pitch)
        yield _lowered(text, top + number * pitch)


def _lowered(text: Text, by: float) -> Text:
    return Text(
        text.left, text.baseline + by, text.size, text.stretches, text.spacing, width=text.width
    )


def _rules(
    widths: Sequence[float], height: float, setter: Setter, *, first: bool
) -> tuple[Rule, ...]:
    """Return the row's lower edge, its uprights, and for the first row the upper edge."""
    left, whole = setter.figures.left_margin, setter.figures.area_width
    edges = [sum(widths[:count]) for count in range(len(widths) + 1)]
    uprights = [Rule(left + edge - _RULE / 2, 0.0, _RULE, height) for edge in edges]
    across = [Rule(left, height - _RULE / 2, whole, _RULE)]
    if first:
        across.append(Rule(left, -_RULE / 2, whole, _RULE))
    return (*uprights, *across)
