"""Read a bank's answer (回盘) from an Excel file as rows of text, as warily as a sheet of payments."""

from __future__ import annotations

import io
import warnings
from typing import Any

from jiuji_docs.domain.errors import Refused
from jiuji_docs.importing.read_payments import BROKEN, MOST_ROWS, check_package
from jiuji_docs.importing.row_count import refuse_too_many_rows

LONGEST_CELL = 200


def read_cells(data: bytes, columns: int) -> list[list[str]]:
    """Return the first sheet's rows of *columns* cells; Refused for what is no workbook or too much."""
    check_package(data)
    from openpyxl import load_workbook

    try:
        refuse_too_many_rows(data, MOST_ROWS, MOST_ROWS)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
            try:
                sheet = book.worksheets[0]
                sheet.reset_dimensions()
                lines = sheet.iter_rows(max_col=columns, max_row=MOST_ROWS + 1)
                read = [[_text(cell) for cell in line] for line in lines]
            finally:
                book.close()
    except BROKEN as error:
        raise Refused("sheet_broken", "Excel 文件已损坏，读不出") from error
    if len(read) > MOST_ROWS:
        raise Refused("too_many_rows", f"行数超过 {MOST_ROWS}，请分几个文件导入")
    return read


def _text(cell: Any) -> str:
    value = cell.value
    if value is None or cell.data_type in ("f", "e"):
        return ""
    if isinstance(value, float) and value == int(value):
        value = int(value)
    return str(value)[:LONGEST_CELL]
