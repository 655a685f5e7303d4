"""Lay out the findings for printing (监督检查情况表)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from jiuji_docs.domain.audit.report import AuditLine, AuditReport
from jiuji_docs.domain.forms.sheet import Box, FormSheet, SheetBlock

TITLE = "社会救助监督检查情况表"
_HEADS = (("序号", 2), ("事项或批次", 8), ("单位", 7), ("对象", 3), ("情况", 14), ("依据", 6))
_COLUMNS = sum(span for _, span in _HEADS)
_HEIGHT = 12.0
_LEFT = frozenset({"情况", "单位"})


def report_sheet(report: AuditReport) -> FormSheet:
    """Return the sheet: how many findings each check has, then the findings check by check."""
    blocks = [
        SheetBlock(
            "paragraph",
            text=f"{report.year} 年受理或审批的 {report.cases} 件事项，检查 {len(report.counts)} 项，"
            f"发现 {len(report.lines)} 处。检查日期 {report.day:%Y年%-m月%-d日}。"
            f"没有发现的项目：{_clean(report.counts)}。",
            style="plain",
        )
    ]
    for title, group in groupby(report.lines, key=lambda line: line.title):
        found = list(group)
        blocks += [
            SheetBlock("gap", height=5.0),
            SheetBlock("paragraph", text=f"{title}（{len(found)} 处）", style="heading"),
            SheetBlock("paragraph", text=f"处理：{found[0].remedy}。", style="note", height=6.0),
            SheetBlock("table", tuple(_rows(found)), columns=_COLUMNS, height=_HEIGHT),
        ]
    return FormSheet("audit_report", TITLE, tuple(blocks), orientation="landscape")


def _clean(counts: Sequence[tuple[str, int]]) -> str:
    return "、".join(title for title, count in counts if not count) or "无"


def _rows(lines: Sequence[AuditLine]) -> Iterator[tuple[Box, ...]]:
    yield tuple(Box(head, span, label=True) for head, span in _HEADS)
    for item, one in enumerate(lines, start=1):
        values = (str(item), one.about, one.town, one.name, one.detail, one.clause)
        yield tuple(
            Box(value, span, name=f"{head}.{item}", align="left" if head in _LEFT else "center")
            for value, (head, span) in zip(values, _HEADS, strict=True)
        )
