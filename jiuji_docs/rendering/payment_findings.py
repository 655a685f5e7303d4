"""Write what is wrong with a payment sheet as an Excel workbook (导入问题清单)."""

from __future__ import annotations

import io
from collections.abc import Iterable

from jiuji_docs.domain.cases.bank_file import plain_cell
from jiuji_docs.domain.funds.payment_rows import Finding

HEADS = ("行号", "栏目", "问题", "代码")
WIDTHS = {"A": 8, "B": 14, "C": 56, "D": 18}


def findings_xlsx(file_name: str, findings: Iterable[Finding]) -> bytes:
    """Return the workbook: one line per reason, in the order of the sheet."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    page = book.create_sheet("问题清单")
    for column, width in WIDTHS.items():
        page.column_dimensions[column].width = width
    page.freeze_panes = "A3"
    page.append([plain_cell(f"发放表：{file_name}")])
    page.append(list(HEADS))
    for finding in findings:
        cells = (finding.row, finding.column, finding.message, finding.code)
        page.append([plain_cell(cell) if isinstance(cell, str) else cell for cell in cells])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
