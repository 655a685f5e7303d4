"""Name a filed item (归档件): its reference number (档号) and retention period (保管期限), DA/T 22—2015."""

from __future__ import annotations

import re
from dataclasses import dataclass

#: Retention codes: 永久, 定期 30 年, 定期 10 年.
RETENTIONS = {"Y": "永久", "D30": "30年", "D10": "10年"}
#: 门类: 文书档案.
CATEGORY = "WS"
_FONDS = re.compile(r"[A-Z0-9]{4}", re.ASCII)
_MOST_ITEMS = 9999


@dataclass(frozen=True, slots=True)
class Filing:
    """One item: fonds (全宗号), year, retention, optional office or matter (机构或问题), item (件号)."""

    fonds: str
    year: int
    retention: str
    item: int
    office: str = ""

    def __post_init__(self) -> None:
        if not _FONDS.fullmatch(self.fonds):
            raise ValueError("全宗号应为 4 位字母或数字")
        if self.retention not in RETENTIONS:
            raise ValueError(f"保管期限应为 {'、'.join(RETENTIONS)}")
        if not 1 <= self.item <= _MOST_ITEMS:
            raise ValueError("件号应为 1—9999")

    def __str__(self) -> str:
        """Return the 档号: 0001-WS·2024-D30-0001, with the office between when there is one."""
        parts = [f"{self.fonds}-{CATEGORY}·{self.year}-{self.retention}"]
        if self.office:
            parts.append(self.office)
        return "-".join([*parts, f"{self.item:04d}"])
