"""Rows with something in them are counted before a sheet is read; blank ones and further sheets are not."""

from __future__ import annotations

import io
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.styles import Font

from jiuji_docs.domain.errors import Refused
from jiuji_docs.importing import row_count
from jiuji_docs.importing.row_count import refuse_too_many_rows

MOST = 6
ROWS = st.lists(st.sampled_from(["王", 1, 0.5, True, "", None]), max_size=12)


def workbook(values: Sequence[object], *, sheets: int = 1) -> bytes:
    book, made = Workbook(), io.BytesIO()
    for number, value in enumerate(values, start=1):
        cell = book.worksheets[0].cell(number, 2)
        cell.value, cell.font = value, Font(bold=True)
    for _ in range(sheets - 1):
        book.create_sheet()
    book.save(made)
    return made.getvalue()


@given(ROWS, st.sampled_from([64, 1 << 18]))
def test_only_rows_with_something_in_them_count(values: list[object], chunk: int) -> None:
    filled = sum(value not in (None, "") for value in values)
    usual, row_count._CHUNK = row_count._CHUNK, chunk
    try:
        refuse_too_many_rows(workbook(values), MOST, MOST)
        refused = False
    except Refused as found:
        refused = found.code == "too_many_rows"
    finally:
        row_count._CHUNK = usual
    assert refused == (filled > MOST)


def test_of_several_sheets_the_reader_counts() -> None:
    refuse_too_many_rows(workbook(["王"] * 12, sheets=2), MOST, MOST)
