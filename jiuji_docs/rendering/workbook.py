"""Write tables as an Excel workbook, a page each (电子表)."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from jiuji_docs.domain.cases.bank_file import plain_cell

#: A cell: text stays text (numbers of cases too), figures are numbers.
Cell = str | int | float | Decimal | None
_WIDEST, _NARROWEST = 60, 8
#: A Chinese character takes two columns of a digit's width.
_WIDE, _FIRST_WIDE = 2, 0x2E80
#: Centimetres: a chart's width, its least height, what each bar adds; the height of a row of cells.
_CHART_WIDTH, _LEAST_HEIGHT, _LINE_HEIGHT, _ROW_HEIGHT = 16.0, 6.0, 0.9, 0.53


@dataclass(frozen=True, slots=True)
class Table:
    """One page of the workbook: its name (at most 31 characters), heads and rows."""

    name: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    #: The columns (from 1) that charts beside the table draw by the first one, a chart each.
    drawn: tuple[int, ...] = ()
    #: The last row is a total, which the chart leaves out.
    totals: bool = False


def workbook(tables: Sequence[Table]) -> bytes:
    """Return the workbook; no text becomes a formula, heads stay in sight, columns are as wide as needed."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for table in tables:
        page = book.create_sheet(table.name[:31])
        page.append(list(table.heads))
        for cell in page[1]:
            cell.font = Font(bold=True)
        for row in table.rows:
            page.append([plain_cell(cell) if isinstance(cell, str) else cell for cell in row])
        for column in range(1, len(table.heads) + 1):
            words = [table.heads[column - 1], *(str(row[column - 1] or "") for row in table.rows)]
            page.column_dimensions[get_column_letter(column)].width = _width(words)
            for cell in page[get_column_letter(column)]:
                cell.alignment = Alignment(vertical="top", wrap_text=True)
                if isinstance(cell.value, Decimal):
                    cell.number_format = "#,##0.00"
        page.freeze_panes = "A2"
        for place, column in enumerate(table.drawn if table.rows else ()):
            _draw(page, table, column, place)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _width(words: Sequence[str]) -> int:
    longest = max(sum(_WIDE if ord(one) >= _FIRST_WIDE else 1 for one in word) for word in words)
    return max(_NARROWEST, min(_WIDEST, longest + 2))


def _draw(page: Any, table: Table, column: int, place: int) -> None:
    """Put a bar chart to the right of the table, below the ones before it."""
    last = len(table.rows) + 1 - table.totals
    chart: Any = BarChart()
    chart.type, chart.gapWidth = "bar", 40
    chart.title, chart.legend = f"{table.name}：{table.heads[column - 1]}", None
    height = max(_LEAST_HEIGHT, last * _LINE_HEIGHT)
    chart.width, chart.height = _CHART_WIDTH, height
    # Lying bars begin at the foot; the table's first line shall stand at the head.
    chart.x_axis.scaling.orientation = "maxMin"
    # Excel shows no axis whose part does not say so.
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.scaling.min = 0
    chart.dataLabels = DataLabelList(
        showVal=True, showSerName=False, showCatName=False, showLegendKey=False
    )
    values = Reference(page, min_col=column, min_row=1, max_row=last)
    chart.add_data(values, titles_from_data=True)
    chart.set_categories(Reference(page, min_col=1, min_row=2, max_row=last))
    below = 2 + place * math.ceil(height / _ROW_HEIGHT + 1)
    page.add_chart(chart, f"{get_column_letter(len(table.heads) + 2)}{below}")
