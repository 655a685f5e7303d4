"""Lay the record of a dossier out as its sheet: 发文稿纸, 收文处理单."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jiuji_docs.domain.forms.sheet import Box, FormSheet, SheetBlock

SHEET_COLUMNS = 12
#: Millimetres of a row that names no height.
SHEET_ROW_HEIGHT = 12.0
#: What a sheet may show besides the opinions of steps, which it names by the step's id.
RECORD_VALUES = (
    "title", "addressees", "cc", "attachments", "document_number", "urgency", "unit", "drafter",
    "organ", "due", "delivered", "content_hash",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A cell: fixed ``label`` or the name of a ``value`` of the record; ``span`` in columns."""

    label: str
    value: str
    span: int


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row of cells, *height* in millimetres."""

    cells: tuple[SheetCell, ...]
    height: float


@dataclass(frozen=True, slots=True)
class SheetForm:
    """The layout of a sheet."""

    title: str
    rows: tuple[SheetRow, ...]

    @property
    def values(self) -> frozenset[str]:
        """Names of the record's values that it shows."""
        return frozenset(cell.value for row in self.rows for cell in row.cells if cell.value)


def lay_out(form: SheetForm, record: Mapping[str, str], number: str, unit: str) -> FormSheet:
    """Return the finished sheet; what the record does not have stays empty.

    A value that does not fit its cell goes on behind the sheet.
    """
    blocks = tuple(
        SheetBlock("grid", (tuple(_box(cell, record) for cell in row.cells),), height=row.height)
        for row in form.rows
    )
    return FormSheet("dispatch_sheet", form.title, blocks, number=number, unit=unit)


def _box(cell: SheetCell, record: Mapping[str, str]) -> Box:
    if cell.label:
        return Box(cell.label, cell.span, label=True)
    text = record.get(cell.value, "")
    return Box(text, cell.span, name=cell.value, overflow="continue")
