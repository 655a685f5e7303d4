"""Read a payment sheet (发放表) from an Excel file without trusting it: bounded, no formulas, no entities."""

from __future__ import annotations

import datetime as dt
import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from jiuji_docs.domain.characters import clean
from jiuji_docs.domain.errors import Refused
from jiuji_docs.domain.funds.payment_rows import FIELDS, Finding, PaymentRow
from jiuji_docs.importing.bounds import LARGEST_FILE, MOST_PARTS
from jiuji_docs.importing.row_count import refuse_too_many_rows

#: Rows below the heads, columns that are looked at, rows within which the heads must stand.
MOST_ROWS, MOST_COLUMNS, HEADS_WITHIN = 20_000, 40, 10
#: Bytes of all parts once unpacked.
LARGEST_UNPACKED = 60_000_000
#: From here on Excel has rounded a whole number away.
ROUNDED = 10**15
#: Kinds of cells that cannot be taken at their word.
REFUSED_CELLS = {"f": "单元格是公式，请改为数值或文本", "e": "单元格是错误值"}
#: The part of a workbook that holds its macros.
MACROS = "vbaproject.bin"
#: Fields a sheet must have a column for.
NEEDED = ("case", "name", "account", "amount")
BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, OverflowError, IndexError, TypeError,
    AttributeError, OSError, NotImplementedError, RuntimeError, SyntaxError,
)  # fmt: skip


def read_payment_sheet(
    data: bytes, titles: Mapping[str, Sequence[str]]
) -> tuple[list[PaymentRow], list[Finding]]:
    """Return the rows of the first sheet and what is wrong with single cells.

    *titles* names, by field, the heads its column may have. Raises Refused for a file that is too
    large, no workbook, has too many rows, or lacks a column; then nothing was read.
    """
    check_package(data)
    from openpyxl import load_workbook

    try:
        refuse_too_many_rows(data, HEADS_WITHIN + MOST_ROWS, MOST_ROWS)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
            try:
                return _rows(book, titles)
            finally:
                book.close()
    except BROKEN as error:
        raise Refused("sheet_broken", "Excel 文件已损坏，读不出") from error


def check_package(data: bytes) -> None:
    """Refuse what is no workbook, or would unpack to more than a sheet of payments can be."""
    if len(data) > LARGEST_FILE:
        raise Refused("file_too_large", f"文件超过 {LARGEST_FILE // 1_000_000} MB，未读取")
    try:
        parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except BROKEN as error:
        raise Refused(
            "no_workbook", "不是 .xlsx 文件；.xls 或 CSV 请另存为 .xlsx 后再导入"
        ) from error
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or unpacked > LARGEST_UNPACKED:
        raise Refused("sheet_too_large", "Excel 文件展开后过大，未读取")
    if any(part.filename.lower().endswith(MACROS) for part in parts):
        raise Refused("sheet_macros", "文件带有宏（.xlsm），请另存为 .xlsx 后再导入")
    _refuse_doctype(data, parts)


def _refuse_doctype(data: bytes, parts: Sequence[zipfile.ZipInfo]) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for part in parts:
            if not part.filename.endswith((".xml", ".rels")):
                continue
            try:
                with package.open(part) as opened:
                    head = opened.read(2_000)
            except BROKEN as error:
                raise Refused("sheet_broken", "Excel 文件已损坏或已加密，读不出") from error
            if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                raise Refused("sheet_doctype", "Excel 文件含有 DTD，不予读取")


def _rows(book: Any, titles: Mapping[str, Sequence[str]]) -> tuple[list[PaymentRow], list[Finding]]:
    sheet, *others = book.worksheets
    sheet.reset_dimensions()
    _refuse_more(others, titles)
    last = HEADS_WITHIN + MOST_ROWS + 1
    lines = enumerate(sheet.iter_rows(max_col=MOST_COLUMNS, max_row=last), start=1)
    columns = _columns(lines, titles)
    rows: list[PaymentRow] = []
    findings: list[Finding] = []
    for number, cells in lines:
        if all(cell.value is None for cell in cells):
            continue
        if len(rows) == MOST_ROWS or number == last:
            raise Refused("too_many_rows", f"行数超过 {MOST_ROWS}，请分几个文件导入")
        values = {
            name: _text(number, name, cells[at], findings)
            for name, at in columns.items()
            if at < len(cells)
        }
        rows.append(PaymentRow(number, **values))
    if not rows:
        raise Refused("no_rows", "表中没有发放数据")
    return rows, findings


def _refuse_more(others: Sequence[Any], titles: Mapping[str, Sequence[str]]) -> None:
    """Refuse payments on a further sheet, which would be left out without a word."""
    for place, sheet in enumerate(others, start=2):
        sheet.reset_dimensions()
        lines = sheet.iter_rows(max_col=MOST_COLUMNS, max_row=HEADS_WITHIN)
        if any(_named(cells, titles) for cells in lines):
            raise Refused(
                "more_sheets",
                f"第 {place} 张工作表“{sheet.title[:31]}”也是发放表；只读第一张，请每个文件只放一张发放表",
            )


def _named(cells: Sequence[Any], titles: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Return which column holds which field; empty when a needed one has none."""
    heads = [str(cell.value or "").strip() for cell in cells]
    found = {
        name: heads.index(title)
        for name, known in titles.items()
        for title in known
        if title in heads
    }
    return found if all(name in found for name in NEEDED) else {}


def _columns(
    lines: Iterator[tuple[int, Sequence[Any]]], titles: Mapping[str, Sequence[str]]
) -> dict[str, int]:
    """Find the row of heads, and return which column holds which field."""
    for number, cells in lines:
        if found := _named(cells, titles):
            return found
        if number == HEADS_WITHIN:
            break
    wanted = "、".join("或".join(titles[name]) for name in NEEDED)
    raise Refused("no_heads", f"前 {HEADS_WITHIN} 行中没有找到表头，须有：{wanted}")


def _text(number: int, name: str, cell: Any, findings: list[Finding]) -> str:
    """Return a cell as text; what cannot be taken at its word becomes a finding."""
    title, longest = FIELDS[name]
    value = cell.value
    try:
        if value is None:
            return ""
        return clean(_plain(name, cell.data_type, value), limit=longest)
    except ValueError as error:
        findings.append(Finding(number, title, "cell", f"{title}：{error}"))
        return ""


def _plain(name: str, kind: str, value: Any) -> str:
    if kind in REFUSED_CELLS:
        raise ValueError(REFUSED_CELLS[kind])
    if isinstance(value, bool | dt.date | dt.time):
        raise ValueError("单元格不是文本或数字")  # noqa: TRY004 - the sheet is wrong, not the program
    if isinstance(value, str):
        return value.strip().removeprefix("'")
    if name == "amount":
        return f"{value:.2f}" if round(value, 2) == value else repr(value)
    if abs(value) >= ROUNDED:
        raise ValueError("号码被存成了数字，末几位已经丢失，请把这一列设为文本后重填")
    return str(int(value)) if value == int(value) else repr(value)
