"""Say how a bank wants its list and gives its answer (银行文件格式): order, titles, encoding, sums."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from jiuji_docs.domain.money import parse_yuan

#: What a column of the list may hold, and of the answer; ``skip`` is whatever the bank adds or wants empty.
SENT_FIELDS: Mapping[str, str] = {
    "batch": "批次号",
    "row": "序号",
    "payee": "户名",
    "bank": "开户行",
    "account": "账号",
    "amount": "金额",
    "skip": "空列",
}
RETURN_FIELDS: Mapping[str, str] = {
    "batch": "批次号",
    "row": "序号",
    "payee": "户名",
    "account": "账号",
    "amount": "金额",
    "result": "结果",
    "reason": "原因",
    "skip": "不看的列",
}
#: Without these an answer cannot be matched with what was sent.
NEEDED_BACK = ("row", "account", "amount", "result")
NEEDED_OUT = ("row", "payee", "account", "amount")
FILES, UNITS = ("csv", "xlsx"), ("yuan", "fen")
ENCODINGS = ("utf-8-sig", "utf-8", "gb18030", "gbk")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what it holds, and its title."""

    field: str
    title: str


@dataclass(frozen=True, slots=True)
class SheetFormat:
    """One file: csv or xlsx, its encoding, whether titles stand first, how sums are written."""

    columns: tuple[Column, ...]
    file: str = "csv"
    encoding: str = "utf-8-sig"
    separator: str = ","
    heads: bool = True
    amount: str = "yuan"

    @property
    def titles(self) -> tuple[str, ...]:
        """The row of titles."""
        return tuple(column.title for column in self.columns)

    def written(self, amount: Decimal) -> str:
        """Return a sum as this file has it: 500.00 in yuan, 50000 in fen."""
        return f"{amount:.2f}" if self.amount == "yuan" else f"{amount * 100:.0f}"

    def read(self, text: str) -> Decimal:
        """Return the sum a cell says; ValueError when it says none."""
        if self.amount == "yuan":
            return parse_yuan(text)
        if not (text.isascii() and text.isdigit()):
            raise ValueError("金额应为整数（分）")
        return parse_yuan(text.lstrip("0") or "0").scaleb(-2)


@dataclass(frozen=True, slots=True)
class BankFormat:
    """What one bank wants and answers; ``paid`` and ``failed`` are its words for the result."""

    id: str
    title: str
    sent: SheetFormat
    returned: SheetFormat
    paid: tuple[str, ...]
    failed: tuple[str, ...]
    note: str = ""
