"""Write a payment list for the bank and read its return file (发放清单、回盘), as the bank's format says.

A spreadsheet would run a name that begins with an equals sign, so such text gets an apostrophe before
it. A return file is believed only when every line matches what was sent; else nothing of it is taken.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from jiuji_docs.domain.errors import Refused
from jiuji_docs.domain.funds.bank_format import BankFormat, SheetFormat

#: Titles of the format that came with the program, ``bank_files/standard.toml``.
SENT_HEADS = ("批次号", "序号", "户名", "开户行", "账号", "金额")
RETURN_HEADS = ("批次号", "序号", "账号", "金额", "结果", "原因")
#: Text that a spreadsheet would take for a formula.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
#: Why every line must match what was sent: relief money is accounted for by itself and spent as decided.
SEPARATE_ACCOUNTS = "社会救助暂行办法第五条"
#: A return file of more lines is refused unread.
MOST_LINES = 20_000


@dataclass(frozen=True, slots=True)
class SentLine:
    """One line of the list: row within the batch, payee, bank, account, amount."""

    row: int
    payee: str
    bank: str
    account: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class ReturnLine:
    """One line of the return file: paid, or failed with the bank's reason."""

    row: int
    account: str
    amount: Decimal
    paid: bool
    reason: str


class ReturnRefused(Refused):
    """The return file does not match the batch; ``findings`` says line by line why. Nothing was changed."""

    def __init__(self, findings: Sequence[str]) -> None:
        message = f"回盘文件有 {len(findings)} 处问题，未作任何更改"
        super().__init__("return_file_refused", message, clause=SEPARATE_ACCOUNTS)
        self.findings = tuple(findings)


def plain_cell(text: str) -> str:
    """Return *text* so that a spreadsheet shows it instead of running it."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def cells_of(batch: str, line: SentLine, sheet: SheetFormat) -> list[str]:
    """Return one line's cells in the order of the file."""
    values = {
        "batch": batch,
        "row": str(line.row),
        "payee": line.payee,
        "bank": line.bank,
        "account": line.account,
        "amount": sheet.written(line.amount),
        "skip": "",
    }
    return [plain_cell(values[column.field]) for column in sheet.columns]


def write_list(batch: str, lines: Iterable[SentLine], form: BankFormat) -> bytes:
    """Return the list as text in the bank's format; Refused for a character its encoding lacks."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=form.sent.separator, lineterminator="\r\n")
    if form.sent.heads:
        writer.writerow(form.sent.titles)
    for line in lines:
        writer.writerow(cells_of(batch, line, form.sent))
    try:
        return out.getvalue().encode(form.sent.encoding)
    except UnicodeEncodeError as error:
        lacking = error.object[error.start : error.end]
        raise Refused(
            "not_encodable",
            f"“{lacking}”不能用 {form.sent.encoding} 表示，请换用 gb18030 的银行文件格式",
        ) from error


def read_rows(data: bytes, sheet: SheetFormat) -> list[list[str]]:
    """Return the rows of a text file, titles included."""
    for encoding in dict.fromkeys((sheet.encoding, "utf-8-sig", "gb18030")):
        try:
            text = data.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise ReturnRefused(("文件编码无法识别，请另存为 UTF-8 或 GBK 的 CSV",))
    if "\0" in text:
        raise ReturnRefused(("不是 CSV 文本文件",))
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=sheet.separator)
    try:
        return list(lines)
    except csv.Error as error:
        message = f"第 {lines.line_num} 行：不是完整的 CSV，请核对引号和换行"
        raise ReturnRefused((message,)) from error


def read_return(
    cells: Iterable[Sequence[str]], batch: str, sent: Mapping[int, SentLine], form: BankFormat
) -> tuple[ReturnLine, ...]:
    """Read a return file's rows against the batch it answers; any finding refuses the whole file."""
    findings: list[str] = []
    lines: dict[int, ReturnLine] = {}
    for number, row in _rows(cells, form.returned):
        line = _line(number, row, batch, form, findings)
        if line is not None:
            _match(number, line, sent, lines, findings)
    if findings:
        raise ReturnRefused(findings)
    if not lines:
        raise ReturnRefused(("文件中没有回盘数据",))
    return tuple(lines.values())


def _rows(cells: Iterable[Sequence[str]], sheet: SheetFormat) -> list[tuple[int, Sequence[str]]]:
    """Return rows with their numbers, without blank ones and without titles, which must be right."""
    filled = [row for row in cells if any(cell.strip() for cell in row)]
    if len(filled) > MOST_LINES:
        raise ReturnRefused((f"行数超过 {MOST_LINES}",))
    rows = list(enumerate(filled, start=1))
    if not sheet.heads:
        return rows
    if not rows or tuple(cell.strip() for cell in rows[0][1]) != sheet.titles:
        raise ReturnRefused((f"首行应为：{'、'.join(sheet.titles)}",))
    return rows[1:]


def _line(
    number: int, cells: Sequence[str], batch: str, form: BankFormat, findings: list[str]
) -> ReturnLine | None:
    columns = form.returned.columns
    if len(cells) != len(columns):
        findings.append(f"第 {number} 行：应有 {len(columns)} 列，实有 {len(cells)} 列")
        return None
    values = {
        column.field: cell.strip().lstrip("'") for column, cell in zip(columns, cells, strict=True)
    }
    if values.get("batch", batch) != batch:
        findings.append(f"第 {number} 行：批次号“{values['batch']}”不是本批次 {batch}")
        return None
    result = values["result"]
    if result not in form.paid + form.failed:
        known = "或".join(f"“{word}”" for word in form.paid + form.failed)
        findings.append(f"第 {number} 行：结果应为{known}，实为“{result}”")
        return None
    try:
        amount, row = form.returned.read(values["amount"]), int(values["row"])
    except ValueError:
        findings.append(f"第 {number} 行：序号或金额无法识别")
        return None
    return ReturnLine(row, values["account"], amount, result in form.paid, values.get("reason", ""))


def _match(
    number: int,
    line: ReturnLine,
    sent: Mapping[int, SentLine],
    lines: dict[int, ReturnLine],
    findings: list[str],
) -> None:
    expected = sent.get(line.row)
    if expected is None:
        findings.append(f"第 {number} 行：本批次没有序号 {line.row}")
    elif line.row in lines:
        findings.append(f"第 {number} 行：序号 {line.row} 重复")
    elif (line.account, line.amount) != (expected.account, expected.amount):
        findings.append(f"第 {number} 行：序号 {line.row} 的账号或金额与发放清单不符")
    else:
        lines[line.row] = line
