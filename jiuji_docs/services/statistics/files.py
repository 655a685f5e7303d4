"""Hand the figures out as a workbook with charts of its own, and as a sheet to print."""

from __future__ import annotations

from jiuji_docs.domain.forms.sheet import FormSheet
from jiuji_docs.domain.statistics.figures import Figures
from jiuji_docs.domain.statistics.pictures import Picture, pictures
from jiuji_docs.domain.statistics.tables import FigureTable, statistics_sheet, tables
from jiuji_docs.rendering.workbook import Table, workbook

#: Tables that get charts in the workbook, with the columns that are drawn (from 1); the same as on paper.
_DRAWN = {
    "按困难原因": (2,),
    "按乡镇": (2, 5),
    "按月份": (2,),
    "时限内办结": (4,),
    "不予救助的理由": (2,),
}


def statistics_workbook(figures: Figures) -> bytes:
    """Return every table as a page of a workbook, the main ones with a chart."""
    return workbook(
        tuple(_page(table) for table in tables(figures)) or (Table("统计", ("没有事项",), ()),)
    )


def _page(table: FigureTable) -> Table:
    # The last row of a breakdown is its total, which no chart draws.
    totals = bool(table.rows) and table.rows[-1][0] == "合计"
    return Table(table.title, table.heads, table.rows, _DRAWN.get(table.title, ()), totals=totals)


def statistics_print(figures: Figures) -> FormSheet:
    """Return the figures as a sheet."""
    return statistics_sheet(figures)


def statistics_pictures(figures: Figures) -> tuple[Picture, ...]:
    """Return the pictures on the page."""
    return pictures(figures)
