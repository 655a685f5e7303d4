"""Tell Word tables that hold a table from those that only put text in its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lxml import etree

from jiuji_docs.importing.bounds import WIDEST_SPAN
from jiuji_docs.importing.word_names import local_name, name, number_of, value_of
from jiuji_docs.importing.word_runs import shown_children

#: Heads and colophons are often set as tables without rules.
_PLACED = re.compile(r"^(抄送|抄报|主送|签发人)\s*[：:]|印发$|^文件$|〔\d{4}〕\s*\d+\s*号$")
Row = tuple[str, ...]


def rows_of(table: etree._Element, cell_text: Callable[[etree._Element], str]) -> list[Row]:
    """Return a table's rows; merged cells keep their words in the first of their places."""
    rows = []
    for row in _inside(table, "tr"):
        cells: list[str] = []
        for cell in _inside(row, "tc"):
            properties = cell.find(name("tcPr"))
            cells.append("" if _goes_on(properties) else cell_text(cell).strip())
            cells += [""] * (_span(properties) - 1)
        if cells:
            rows.append(tuple(cells))
    return rows


def places_text(rows: list[Row]) -> bool:
    """Tell whether a table only puts text in its place: one column, or a head's or foot's words."""
    if max((len(row) for row in rows), default=0) <= 1:
        return True
    return any(
        _PLACED.search(line.strip()) for row in rows for cell in row for line in cell.split("\n")
    )


def placed_lines(rows: list[Row]) -> Iterator[str]:
    """Yield the lines of a table that only puts text in its place, row by row."""
    for row in rows:
        cells = [cell for cell in row if cell]
        if all("\n" not in cell for cell in cells):
            yield "  ".join(cells)
            continue
        for cell in cells:
            yield from cell.split("\n")


def _inside(parent: etree._Element, kind: str) -> Iterator[etree._Element]:
    """Yield rows or cells, also those that controls or insertions wrap; deleted ones are gone."""
    for one in shown_children(parent):
        found = local_name(one)
        if found == kind and one.find(f"{name(kind + 'Pr')}/{name('del')}") is None:
            yield one
        elif found in ("sdt", "sdtContent", "ins", "customXml"):
            yield from _inside(one, kind)


def _goes_on(properties: etree._Element | None) -> bool:
    merged = properties.find(name("vMerge")) if properties is not None else None
    return merged is not None and value_of(merged) != "restart"


def _span(properties: etree._Element | None) -> int:
    span = properties.find(name("gridSpan")) if properties is not None else None
    return min(max(number_of(value_of(span), 1), 1), WIDEST_SPAN)
