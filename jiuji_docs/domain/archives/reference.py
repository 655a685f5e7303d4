"""Write a reference number (档号) by the pattern that the data gives (DA/T 13、DA/T 22—2015)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jiuji_docs.domain.archives.filing import RETENTIONS, Filing

#: What a pattern may name, and what it must.
PARTS = ("fonds", "category", "year", "retention", "office", "item")
_NEEDED = frozenset({"fonds", "year", "retention", "item"})
_TOKEN = re.compile(r"(?P<mark>[-·.]?)\{(?P<part>[a-z]+)\}")


@dataclass(frozen=True, slots=True)
class ReferencePattern:
    """A pattern as (mark before it, part) in order; ValueError in Chinese for one that is none."""

    tokens: tuple[tuple[str, str], ...]

    @classmethod
    def read(cls, text: str) -> ReferencePattern:
        """Read ``{fonds}-{category}·{year}-…``: known parts, one mark of - · . between them."""
        tokens = tuple((one["mark"], one["part"]) for one in _TOKEN.finditer(text))
        names = [part for _, part in tokens]
        if "".join(f"{mark}{{{part}}}" for mark, part in tokens) != text or not tokens:
            raise ValueError(f"档号的写法应由 {{…}} 和其间的 - · . 组成，不是“{text}”")
        if unknown := [part for part in names if part not in PARTS]:
            raise ValueError(f"档号中不认识“{unknown[0]}”；可用：{'、'.join(PARTS)}")
        if missing := [part for part in PARTS if part in _NEEDED and part not in names]:
            raise ValueError(f"档号中缺少 {{{missing[0]}}}")
        if len(names) != len(set(names)) or tokens[0][0] or not all(m for m, _ in tokens[1:]):
            raise ValueError("档号各节只写一次，其间用一个连接号隔开")
        return cls(tokens)

    def write(self, filing: Filing) -> str:
        """Return the reference; an office that has no name falls away with the mark before it."""
        values = {
            "fonds": filing.fonds,
            "category": filing.category,
            "year": str(filing.year),
            "retention": filing.retention,
            "office": filing.office,
            "item": f"{filing.item:04d}",
        }
        return "".join(mark + values[part] for mark, part in self.tokens if values[part])


@dataclass(frozen=True, slots=True)
class FilingRules:
    """How an office files: the reference's pattern, its category, the retention periods to choose from."""

    pattern: ReferencePattern
    category: str
    retentions: tuple[tuple[str, str], ...]

    def __post_init__(self) -> None:
        for code, _ in self.retentions:
            if code not in RETENTIONS:
                raise ValueError(f"保管期限代码应为 {'、'.join(RETENTIONS)}：{code}")
