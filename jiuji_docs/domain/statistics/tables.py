"""Lay the figures out as tables: one list for the page, the workbook and the printed sheet alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from jiuji_docs.domain.forms.sheet import Box, FormSheet, SheetBlock
from jiuji_docs.domain.money import figures as money
from jiuji_docs.domain.statistics.figures import Figures, Row
from jiuji_docs.domain.statistics.pictures import Picture, pictures

TITLE = "临时救助统计表"
_ROW_HEADS = ("受理（件）", "批准（件）", "不予（件）", "批准金额（元）", "已发放（元）")
#: Columns of the printed sheet: the least of them for names, the most for a count, what a sum takes more.
_COLUMNS, _NAME, _MOST, _MORE, _HEIGHT = 56, 16, 10, 2, 8.5


@dataclass(frozen=True, slots=True)
class FigureTable:
    """One table: its title, heads, and rows of text, counts and sums."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str | int | float | Decimal, ...], ...]


def tables(figures: Figures) -> tuple[FigureTable, ...]:
    """Return every table that has something in it, breakdowns with their total as the last row."""
    made = (
        _breakdown("按困难原因", figures.by_cause, figures.whole),
        _breakdown("按乡镇", figures.by_town, figures.whole),
        _breakdown("按月份", figures.by_month, figures.whole),
        _breakdown("按类型", figures.by_route, figures.whole),
        FigureTable(
            "办理用时",
            ("类型", "办结（件）", "中位数", "九成不超过"),
            tuple((one.name, one.cases, one.median, one.nine_tenths) for one in figures.times),
        ),
        FigureTable(
            "时限内办结",
            ("时限", "到期（次）", "按时（次）", "比例（%）"),
            tuple((one.name, one.ended, one.met, one.share) for one in figures.in_time),
        ),
        FigureTable("不予救助的理由", ("理由", "件数"), figures.refusals),
        FigureTable("备用金余额", ("乡镇", "余额（元）"), figures.reserves),
        FigureTable("逾期的转办和登记事项", ("登记簿", "逾期（件）"), figures.overdue),
    )
    return tuple(table for table in made if table.rows)


def _breakdown(title: str, rows: Iterable[Row], whole: Row) -> FigureTable:
    return FigureTable(
        title, (title[1:], *_ROW_HEADS), tuple(_cells(row) for row in (*rows, whole))
    )


def _cells(row: Row) -> tuple[str | int | float | Decimal, ...]:
    return row.name, row.accepted, row.granted, row.refused, row.amount, row.paid


def shown(cell: str | float | Decimal) -> str:
    """Return a cell as people read it."""
    return money(cell) if isinstance(cell, Decimal) else str(cell)


def statistics_sheet(figures: Figures) -> FormSheet:
    """Return every table on one sheet to print, each with its pictures below it."""
    drawn = pictures(figures)
    blocks: list[SheetBlock] = []
    for table in tables(figures):
        blocks += [
            SheetBlock("paragraph", text=table.title, style="heading"),
            SheetBlock("table", tuple(_rows(table)), columns=_COLUMNS, height=_HEIGHT),
            SheetBlock("gap", height=3.0),
        ]
        for picture in drawn:
            if picture.table == table.title:
                blocks += _drawn(picture)
    if not blocks:
        blocks = [SheetBlock("paragraph", text="没有可以统计的事项。", style="plain")]
    subtitle = f"{figures.year}年受理的事项"
    return FormSheet("statistics", TITLE, tuple(blocks), subtitle=subtitle, unit=figures.unit)


def _drawn(picture: Picture) -> Iterator[SheetBlock]:
    yield SheetBlock("paragraph", text=f"图：{picture.title}", style="heading", height=8.0)
    yield SheetBlock("picture", text=picture.svg)
    yield SheetBlock("gap", height=4.0)


def _rows(table: FigureTable) -> Iterator[tuple[Box, ...]]:
    spans = _spans(table.heads[1:])
    yield tuple(Box(head, span, label=True) for head, span in zip(table.heads, spans, strict=True))
    for item, row in enumerate(table.rows):
        yield tuple(
            Box(shown(cell), span, name=f"{table.title}.{item}.{place}", align="center")
            for place, (cell, span) in enumerate(zip(row, spans, strict=True))
        )


def _spans(heads: tuple[str, ...]) -> tuple[int, ...]:
    """Return how many columns each box of a row takes: sums of money more than counts."""
    sums = [_MORE * head.endswith("（元）") for head in heads]
    width = min(_MOST, (_COLUMNS - _NAME - sum(sums)) // len(heads))
    others = tuple(width + more for more in sums)
    return _COLUMNS - sum(others), *others
