"""Lay out the catalogue of filed documents for printing (归档文件目录, DA/T 22—2015)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from jiuji_docs.domain.archives.filing import RETENTIONS
from jiuji_docs.domain.forms.sheet import Box, FormSheet, SheetBlock

TITLE = "归档文件目录"
#: Heads with their columns; 密级 stays empty, for no classified document is taken in here.
_HEADS = (
    ("序号", 1), ("档号", 5), ("文号", 4), ("责任者", 4), ("题名", 9), ("日期", 2), ("密级", 1),
    ("页数", 1), ("备注", 2),
)  # fmt: skip
_COLUMNS = sum(span for _, span in _HEADS)
_ROW_HEIGHT = 13.0
_LEFT = frozenset({"责任者", "题名", "备注"})


@dataclass(frozen=True, slots=True)
class FiledItem:
    """One item: its class (fonds, year, retention, office), reference, and what it is.

    ``date`` has eight digits (20240220), empty when the document names none; ``dossier`` its public number.
    """

    fonds: str
    year: int
    retention: str
    office: str
    item: int
    reference: str
    document_number: str
    author: str
    title: str
    date: str
    pages: int
    dossier: str = ""
    note: str = ""

    @property
    def class_title(self) -> str:
        """The class as people read it; items of two classes never stand in one list."""
        office = f"　机构（问题）：{self.office}" if self.office else ""
        period = RETENTIONS.get(self.retention, self.retention)
        return f"全宗号：{self.fonds}　年度：{self.year}　保管期限：{period}{office}"


def filed_list(items: Sequence[FiledItem], year: int, unit: str) -> FormSheet:
    """Return the catalogue of a year, class by class, in the order given; an empty one says so."""
    blocks: list[SheetBlock] = []
    for title, group in groupby(items, key=lambda one: one.class_title):
        if blocks:
            blocks.append(SheetBlock("gap", height=6.0))
        blocks.append(SheetBlock("paragraph", text=title, style="heading"))
        blocks.append(
            SheetBlock("table", tuple(_rows(group)), columns=_COLUMNS, height=_ROW_HEIGHT)
        )
    if not blocks:
        blocks.append(SheetBlock("paragraph", text=f"{year} 年没有归档文件。", style="plain"))
    return FormSheet("filed_list", TITLE, tuple(blocks), orientation="landscape", unit=unit)


def _rows(items: Iterable[FiledItem]) -> Iterable[tuple[Box, ...]]:
    yield tuple(Box(head, span, label=True) for head, span in _HEADS)
    for one in items:
        values = (
            str(one.item), one.reference, one.document_number, one.author, one.title, one.date, "",
            str(one.pages), one.note,
        )  # fmt: skip
        yield tuple(
            Box(value, span, name=head, align="left" if head in _LEFT else "center")
            for value, (head, span) in zip(values, _HEADS, strict=True)
        )
