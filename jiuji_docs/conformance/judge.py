"""Judge a finished PDF by every rule of the page (版面检查)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from jiuji_docs.conformance.anatomy import Anatomy, paragraphs, recognise
from jiuji_docs.conformance.judge_body import judge_body
from jiuji_docs.conformance.judge_ends import judge_ends
from jiuji_docs.conformance.judge_head import judge_head
from jiuji_docs.conformance.judge_page import judge_pages
from jiuji_docs.conformance.judge_seals import judge_seals
from jiuji_docs.conformance.judge_text import Passage, judge_text
from jiuji_docs.conformance.page_elements import page_elements
from jiuji_docs.conformance.page_model import PrintedFile
from jiuji_docs.conformance.page_rules import PAGE_RULES
from jiuji_docs.conformance.read_pdf import read_pdf
from jiuji_docs.conformance.reading_rules import cannot_judge
from jiuji_docs.domain.conformance.finding import Finding, Findings


def check_pdf(data: bytes, *, repealed: Mapping[str, str] | None = None) -> tuple[Finding, ...]:
    """Return what a PDF breaks, errors first; PaperError when it cannot be read at all.

    *repealed*: title of a basis no longer in force → what replaced it.
    """
    return judge(read_pdf(data), repealed=repealed)


def judge(file: PrintedFile, *, repealed: Mapping[str, str] | None = None) -> tuple[Finding, ...]:
    """Return what the printed pages break."""
    found = Findings(PAGE_RULES)
    anatomy = recognise(file)
    if not any(page.lines for page in file.pages):
        return cannot_judge("F-5", "没有文字，可能是扫描件")
    for step in (judge_pages, judge_head, judge_body, judge_ends, judge_seals):
        step(anatomy, found)
    for rule, holds in (("F-1", file.embedded), ("F-2", file.archival), ("F-3", file.tagged)):
        if not holds:
            found.add(rule, "否", "是", "全文")
    order = ("error", "warning", "info")
    told = (*found.found, *_words(anatomy, repealed or {}))
    return tuple(sorted(told, key=lambda one: order.index(one.severity)))


def _words(anatomy: Anatomy, repealed: Mapping[str, str]) -> tuple[Finding, ...]:
    """Judge the words: lines that go on are one paragraph; spaces are not text in a PDF."""
    passages = [Passage(place, text, part=True, cut=True) for place, text in paragraphs(anatomy)]
    # A command (令) has no title of its own: what stands there is that of the document it issues.
    title = [] if anatomy.style == "command" else [line.text for line in anatomy.title]
    number = anatomy.number.text if anatomy.number is not None else ""
    plain = anatomy.style in {"circular", "letter"} and not anatomy.signers
    return judge_text(
        passages, title, _bare(number) if plain else "", page_elements(anatomy), repealed
    )


def _bare(number: str) -> str:
    """Return a number without the copy number that may stand on its line."""
    return re.sub(r"^\d{6}(?=\D)", "", number)
