"""The filing stamp (归档章) printed on copies: six cells, 45 × 16 mm (DA/T 22—2015)."""

from __future__ import annotations

from dataclasses import dataclass

from jiuji_docs.domain.archives.filing import RETENTIONS

#: Outer size in millimetres, three columns by two rows.
WIDTH, HEIGHT = 45.0, 16.0


@dataclass(frozen=True, slots=True)
class FilingStamp:
    """What the six cells say; ``unit`` (机构或问题) may be empty, the others must not."""

    fonds: str
    year: int
    item: int
    unit: str
    retention: str
    pages: int

    def cells(self) -> tuple[tuple[str, str, str], tuple[str, str, str]]:
        """Return the two rows: 全宗号 年度 件号 / 机构 保管期限 页数."""
        return (
            (self.fonds, str(self.year), str(self.item)),
            (self.unit, RETENTIONS.get(self.retention, self.retention), str(self.pages)),
        )
