"""Write ruled blocks as one DOCX table: fixed layout, exact row heights, joined cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from jiuji_docs.domain.forms.sheet import SheetBlock
from jiuji_docs.rendering.fit import PAD_X
from jiuji_docs.rendering.sheet_cells import Cell
from jiuji_docs.rendering.sheet_docx_parts import Paragraph, element, paragraph, twips
from jiuji_docs.rendering.sheet_style import ParagraphStyle

_EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")


@dataclass(frozen=True, slots=True)
class Grid:
    """One block with its cells and its rows' heights in mm; the first ``heads`` rows repeat on every page."""

    block: SheetBlock
    cells: tuple[Cell, ...]
    heads: int
    heights: Sequence[float]


def table(grids: Sequence[Grid], *, ruled: bool) -> Any:
    """Return the table element.

    Blocks may have different columns: the table's own columns are the union of all their edges.
    """
    edges = _edges(grids)
    made = element("tbl")
    made.append(_properties(edges, ruled=ruled))
    columns = element("tblGrid")
    columns.extend(element("gridCol", w=twips(right - left)) for left, right in pairwise(edges))
    made.append(columns)
    for index, grid in enumerate(grids):
        for row in range(len(grid.block.rows)):
            made.append(_row(grid, row, edges, repeat=index == 0 and row < grid.heads))
    return made


def _edges(grids: Iterable[Grid]) -> list[float]:
    """Return every vertical edge once, in mm from the left."""
    found = {0.0}
    for grid in grids:
        for cell in grid.cells:
            found |= {_at(cell.rect.left), _at(cell.rect.left + cell.rect.width)}
    return sorted(found)


def _at(millimetres: float) -> float:
    return round(millimetres, 3)


def _properties(edges: Sequence[float], *, ruled: bool) -> Any:
    made = element("tblPr")
    made.append(element("tblW", w=twips(edges[-1]), type="dxa"))
    made.append(element("tblInd", w="0", type="dxa"))
    borders = element("tblBorders")
    kind = "single" if ruled else "nil"
    borders.extend(element(edge, val=kind, sz="4", space="0", color="000000") for edge in _EDGES)
    made.append(borders)
    made.append(element("tblLayout", type="fixed"))
    margins = element("tblCellMar")
    for edge in ("top", "left", "bottom", "right"):
        width = twips(PAD_X) if edge in {"left", "right"} else "0"
        margins.append(element(edge, w=width, type="dxa"))
    made.append(margins)
    return made


def _row(grid: Grid, row: int, edges: Sequence[float], *, repeat: bool) -> Any:
    made, properties = element("tr"), element("trPr")
    properties.append(element("cantSplit"))
    properties.append(element("trHeight", val=twips(grid.heights[row]), hRule="exact"))
    if repeat:
        properties.append(element("tblHeader"))
    made.append(properties)
    reached = 0.0
    for cell in _covering(grid, row):
        if _at(cell.rect.left) > reached:
            made.append(_empty(reached, _at(cell.rect.left), edges))
        made.append(_cell(cell, row, edges))
        reached = _at(cell.rect.left + cell.rect.width)
    if reached < edges[-1]:
        made.append(_empty(reached, edges[-1], edges))
    return made


def _covering(grid: Grid, row: int) -> list[Cell]:
    """Return the cells that stand in a row, those of taller boxes above it too, from the left."""
    found = (cell for cell in grid.cells if cell.row <= row < cell.row + cell.box.rows)
    return sorted(found, key=lambda cell: cell.column)


def _cell(cell: Cell, row: int, edges: Sequence[float]) -> Any:
    left, right = _at(cell.rect.left), _at(cell.rect.left + cell.rect.width)
    made, properties = _frame(left, right, edges)
    if cell.box.rows > 1:
        properties.append(element("vMerge", val="restart" if row == cell.row else "continue"))
    if cell.prose:
        margins = element("tcMar")
        margins.append(element("top", w=twips(cell.headroom), type="dxa"))
        properties.append(margins)
    at_top = cell.prose or cell.text_area != cell.rect
    properties.append(element("vAlign", val="top" if at_top else "center"))
    align = "start" if cell.align == "left" and not cell.prose else cell.align
    style = ParagraphStyle(cell.face, cell.fitted.size, align, 0)
    words = cell.text if row == cell.row else ""
    for part in words.split("\n"):
        made.append(paragraph(Paragraph(part, style, cell.fitted.pitch)))
    return made


def _empty(left: float, right: float, edges: Sequence[float]) -> Any:
    made, _ = _frame(left, right, edges)
    made.append(paragraph(Paragraph("", ParagraphStyle(size=8.0, indent=0), 0.0)))
    return made


def _frame(left: float, right: float, edges: Sequence[float]) -> tuple[Any, Any]:
    made, properties = element("tc"), element("tcPr")
    properties.append(element("tcW", w=twips(right - left), type="dxa"))
    properties.append(element("gridSpan", val=str(edges.index(right) - edges.index(left))))
    made.append(properties)
    return made, properties
