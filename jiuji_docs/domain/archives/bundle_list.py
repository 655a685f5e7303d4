"""Lay out the contents sheet in front of a bundle (打印册目录): what is in it, where, and what is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from jiuji_docs.domain.forms.sheet import Box, FormSheet, SheetBlock

TITLE = "文书打印册目录"
NOTE = (
    "本册是打印副本，供整理、送达和存查时使用。签名和印章只是原件上的样子，本册不是签名原件；"
    "效力以系统内的电子原件为准，可用每面下方的原件校验值核对。"
)
#: Heads with their columns: of cases, and of the papers of one case.
_CASES = (
    ("序号", 2), ("受理号", 9), ("对象", 5), ("类型", 4), ("件数", 2), ("面数", 2), ("起始面", 3), ("备注", 6),
)  # fmt: skip
_PAPERS = (("序号", 2), ("文书", 13), ("文号", 8), ("面数", 2), ("起始面", 3), ("备注", 5))
_COLUMNS = 33
_HEIGHT = 9.0
_LEFT = frozenset({"文书", "备注"})


@dataclass(frozen=True, slots=True)
class BundleLine:
    """One case of a bundle, or one paper when the bundle is a single case; ``start`` is a side, from 1."""

    number: str
    name: str
    kind: str
    papers: int
    sides: int
    start: int
    note: str = ""


def contents_sheet(
    lines: Sequence[BundleLine], subtitle: str, unit: str, *, one_case: bool = False
) -> FormSheet:
    """Return the contents sheet, of cases or of the papers of *one_case*; its length is that of the list."""
    total = BundleLine(
        "", "合计", "", sum(one.papers for one in lines), sum(one.sides for one in lines), 0
    )
    heads, values = (_PAPERS, _of_paper) if one_case else (_CASES, _of_case)
    rows = tuple(_rows([*lines, total], heads, values))
    blocks = (
        SheetBlock("paragraph", text=NOTE, style="note", height=6.0),
        SheetBlock("gap", height=3.0),
        SheetBlock("table", rows, columns=_COLUMNS, height=_HEIGHT),
    )
    return FormSheet("bundle_list", TITLE, blocks, subtitle=subtitle, unit=unit)


def _of_case(one: BundleLine) -> tuple[str, ...]:
    return one.number, one.name, one.kind, str(one.papers), *_where(one)


def _of_paper(one: BundleLine) -> tuple[str, ...]:
    return one.name, one.kind, *_where(one)


def _where(one: BundleLine) -> tuple[str, str, str]:
    return str(one.sides), str(one.start or ""), one.note


def _rows(
    lines: Iterable[BundleLine],
    heads: Sequence[tuple[str, int]],
    values: Callable[[BundleLine], tuple[str, ...]],
) -> Iterator[tuple[Box, ...]]:
    yield tuple(Box(head, span, label=True) for head, span in heads)
    for item, one in enumerate(lines, start=1):
        words = (str(item) if one.start else "", *values(one))
        yield tuple(
            Box(
                value,
                span,
                name=f"{head}.{item}",
                overflow="grow",
                align="left" if head in _LEFT else "center",
            )
            for value, (head, span) in zip(words, heads, strict=True)
        )
