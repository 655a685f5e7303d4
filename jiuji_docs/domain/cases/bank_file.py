"""Read and write the lines exchanged with the bank (发放清单与回盘文件)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from jiuji_docs.domain.errors import Refused
from jiuji_docs.domain.money import parse_yuan

#: Heads of the list sent to the bank.
SENT_HEADS = ("批次号", "序号", "户名", "开户行", "账号", "金额")
#: Heads of the file the bank sends back.
RETURN_HEADS = ("批次号", "序号", "账号", "金额", "结果", "原因")
#: A cell that starts with one of these would be run as a formula by a spreadsheet.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
#: More lines than any county pays at once; a larger file is refused before it is read.
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
        super().__init__("return_file_refused", f"回盘文件有 {len(findings)} 处问题，未作任何更改")
        self.findings = tuple(findings)


def plain_cell(text: str) -> str:
    """Return *text* so that a spreadsheet shows it instead of running it."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def write_list(batch: str, lines: Iterable[SentLine]) -> bytes:
    """Return the list as CSV in UTF-8 with a byte order mark, which spreadsheets here expect."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(SENT_HEADS)
    for line in lines:
        cells = (batch, str(line.row), line.payee, line.bank, line.account, f"{line.amount:.2f}")
        writer.writerow([plain_cell(cell) for cell in cells])
    return out.getvalue().encode("utf-8-sig")


def read_return(data: bytes, batch: str, sent: Mapping[int, SentLine]) -> tuple[ReturnLine, ...]:
    """Read a return file against the batch it answers; any finding refuses the whole file."""
    rows = _rows(data)
    findings: list[str] = []
    lines: dict[int, ReturnLine] = {}
    for number, cells in enumerate(rows, start=2):
        line = _line(number, cells, batch, findings)
        if line is not None:
            _match(number, line, sent, lines, findings)
    if findings:
        raise ReturnRefused(findings)
    if not lines:
        raise ReturnRefused(("文件中没有回盘数据",))
    return tuple(lines.values())


def _rows(data: bytes) -> list[list[str]]:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise ReturnRefused(("文件编码无法识别，请另存为 UTF-8 或 GBK 的 CSV",))
    if "\0" in text:
        raise ReturnRefused(("不是 CSV 文本文件",))
    rows = [row for row in csv.reader(io.StringIO(text)) if any(cell.strip() for cell in row)]
    if len(rows) > MOST_LINES:
        raise ReturnRefused((f"行数超过 {MOST_LINES}",))
    if not rows or tuple(cell.strip() for cell in rows[0]) != RETURN_HEADS:
        raise ReturnRefused((f"首行应为：{'、'.join(RETURN_HEADS)}",))
    return rows[1:]


def _line(number: int, cells: Sequence[str], batch: str, findings: list[str]) -> ReturnLine | None:
    values = [cell.strip().lstrip("'") for cell in cells]
    if len(values) != len(RETURN_HEADS):
        findings.append(f"第 {number} 行：应有 {len(RETURN_HEADS)} 列，实有 {len(values)} 列")
        return None
    if values[0] != batch:
        findings.append(f"第 {number} 行：批次号「{values[0]}」不是本批次 {batch}")
        return None
    if values[4] not in ("成功", "失败"):
        findings.append(f"第 {number} 行：结果应为「成功」或「失败」，实为「{values[4]}」")
        return None
    try:
        return ReturnLine(
            int(values[1]), values[2], parse_yuan(values[3]), values[4] == "成功", values[5]
        )
    except ValueError:
        findings.append(f"第 {number} 行：序号或金额无法识别")
        return None


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
