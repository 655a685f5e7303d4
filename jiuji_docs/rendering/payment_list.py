"""Write a payment list as an Excel workbook (发放花名册电子表), for people or as the bank's format says."""

from __future__ import annotations

import io
from collections.abc import Iterable

from jiuji_docs.domain.cases.bank_file import SENT_HEADS, SentLine, cells_of, plain_cell
from jiuji_docs.domain.funds.bank_format import BankFormat

#: Column widths in characters, one per head.
WIDTHS = (22, 8, 14, 28, 26, 14)


def payment_list_xlsx(batch: str, lines: Iterable[SentLine]) -> bytes:
    """Return the workbook; accounts are text so that no digit is lost, amounts are numbers."""
    from openpyxl import Workbook

    book = Workbook(write_only=False)
    page = book.create_sheet("发放清单", 0)
    del book["Sheet"]
    page.append(list(SENT_HEADS))
    for line in lines:
        cells = [batch, line.row, line.payee, line.bank, line.account, line.amount]
        page.append([plain_cell(cell) if isinstance(cell, str) else cell for cell in cells])
        for cell in page[page.max_row]:
            cell.number_format = "0.00" if cell.column == len(SENT_HEADS) else "@"
    for column, width in zip("ABCDEF", WIDTHS, strict=True):
        page.column_dimensions[column].width = width
    page.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def bank_list_xlsx(batch: str, lines: Iterable[SentLine], form: BankFormat) -> bytes:
    """Return the list as the workbook a bank wants: every cell is text, so that no digit is lost."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    page = book.create_sheet("发放清单")
    if form.sent.heads:
        page.append(list(form.sent.titles))
    for line in lines:
        page.append(cells_of(batch, line, form.sent))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
