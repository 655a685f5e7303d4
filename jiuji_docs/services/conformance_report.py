"""Print what a check found as one page that goes into the file (公文格式检查报告)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from contextlib import closing

from jiuji_docs.definitions.catalog import Catalog
from jiuji_docs.domain.calendar import BEIJING
from jiuji_docs.domain.conformance.finding import SPOKEN, Finding
from jiuji_docs.domain.documents.official import chinese_date
from jiuji_docs.domain.forms import frozen
from jiuji_docs.domain.forms.sheet import Box, FormSheet, SheetBlock
from jiuji_docs.rendering.fonts import installed_fonts
from jiuji_docs.services.inspection import Inspected
from jiuji_docs.services.printing import Printer

#: Findings that one page holds; the rest are counted.
ROWS = 11
_KINDS = {"toml": "公文稿", "docx": "Word 文件", "pdf": "成品 PDF"}
_SEVERITIES = {"error": "错误", "warning": "提醒", "info": "参考"}
_HEADS = (("序号", 1), ("规则", 2), ("依据", 2), ("现为", 2), ("应为", 2), ("位置", 2), ("说明", 4))


def report_pdf(inspected: Inspected, *, today: dt.date | None = None) -> bytes:
    """Return the report as PDF/A, always one page."""
    sheet = report_sheet(inspected, today or dt.datetime.now(BEIJING).date())
    with closing(Printer(Catalog.shipped(), installed_fonts())) as printer:
        paper, _ = printer.make({"kind": "sheet", "body": frozen.freeze(sheet)})
    return paper.pdf


def report_sheet(inspected: Inspected, today: dt.date) -> FormSheet:
    """Return the report as a sheet: verdict on top, then the findings, errors first."""
    blocks = [SheetBlock("grid", _verdict(inspected, today), 12, 9.0)]
    if inspected.findings:
        blocks.append(SheetBlock("gap", height=4.0))
        blocks.append(SheetBlock("table", tuple(_table(inspected.findings)), 15, 13.0))
    rest = len(inspected.findings) - ROWS
    if rest > 0:
        more = f"另有 {rest} 条未列，全部见 JSON 报告。"
        blocks.append(SheetBlock("paragraph", height=8.0, text=more))
    note = (
        "国标规定的为错误；一般、推荐的为提醒；允许和实务的供参考。纸张、印刷和装订须对实物检查。"
    )
    blocks.append(SheetBlock("paragraph", height=10.0, text=note))
    return FormSheet("conformance_report", "公文格式检查报告", tuple(blocks), "GB/T 9704—2012")


def _verdict(inspected: Inspected, today: dt.date) -> tuple[tuple[Box, ...], ...]:
    counts = "，".join(
        f"{name} {sum(one.severity == kind for one in inspected.findings)} 条"
        for kind, name in _SEVERITIES.items()
    )
    return (
        (Box("文件", 2, label=True), Box(_cut(inspected.file, 5), 10)),
        (
            Box("种类", 2, label=True),
            Box(_KINDS[inspected.kind], 4),
            Box("检查日期", 2, label=True),
            Box(chinese_date(today), 4),
        ),
        (Box("结论", 2, label=True), Box(conclusion(inspected), 10)),
        (Box("合计", 2, label=True), Box(counts, 10)),
    )


def conclusion(inspected: Inspected) -> str:
    """Return the verdict in one sentence."""
    if inspected.unjudged:
        return f"无法检查：{inspected.unjudged}"
    if unread := next((one for one in inspected.findings if one.strength == "前提"), None):
        return f"无法判断：{unread.measured}"
    if inspected.errors:
        return f"不符合国标规定，有 {inspected.errors} 处须改正"
    if inspected.findings:
        return "未发现违反国标规定之处，另有提醒或参考意见"
    return "未发现不符合之处"


def _cut(text: str, span: int) -> str:
    """Return what fits a cell of *span* columns in two or three lines; the JSON report has it whole."""
    most = 9 * span if span > 1 else 4
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _table(findings: Sequence[Finding]) -> list[tuple[Box, ...]]:
    rows = [tuple(Box(text, span, label=True) for text, span in _HEADS)]
    for number, one in enumerate(findings[:ROWS], start=1):
        source = f"{SPOKEN[one.strength]} {one.clause}".strip()
        meaning = one.message.partition("（现为")[0].partition("（应为")[0]
        rule = f"{_SEVERITIES[one.severity]} {one.rule}"
        told = (str(number), rule, source, one.measured, one.expected, one.place, meaning)
        rows.append(
            tuple(
                Box(_cut(text, span), span, name=f"{head}.{number}")
                for text, (head, span) in zip(told, _HEADS, strict=True)
            )
        )
    return rows
