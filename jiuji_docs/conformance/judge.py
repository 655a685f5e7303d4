"""Judge a finished PDF by every rule of the page (版面检查)."""

from __future__ import annotations

from jiuji_docs.conformance.anatomy import recognise
from jiuji_docs.conformance.judge_body import judge_body
from jiuji_docs.conformance.judge_ends import judge_ends
from jiuji_docs.conformance.judge_head import judge_head
from jiuji_docs.conformance.judge_page import judge_pages
from jiuji_docs.conformance.judge_seals import judge_seals
from jiuji_docs.conformance.page_model import PrintedFile
from jiuji_docs.conformance.page_rules import PAGE_RULES
from jiuji_docs.conformance.read_pdf import read_pdf
from jiuji_docs.domain.conformance.finding import Finding, Findings


def check_pdf(data: bytes) -> tuple[Finding, ...]:
    """Return what a PDF breaks, errors first; PaperError when it cannot be read at all."""
    return judge(read_pdf(data))


def judge(file: PrintedFile) -> tuple[Finding, ...]:
    """Return what the printed pages break."""
    found = Findings(PAGE_RULES)
    anatomy = recognise(file)
    if not any(page.lines for page in file.pages):
        found.add("F-4", "没有文字（可能是扫描件）", "可检查的文字", "全文")
        return tuple(found.found)
    for step in (judge_pages, judge_head, judge_body, judge_ends, judge_seals):
        step(anatomy, found)
    for rule, holds in (("F-1", file.embedded), ("F-2", file.archival), ("F-3", file.tagged)):
        if not holds:
            found.add(rule, "否", "是", "全文")
    order = ("error", "warning", "info")
    return tuple(sorted(found.found, key=lambda one: order.index(one.severity)))
