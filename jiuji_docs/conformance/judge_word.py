"""Judge a Word file by every rule that its XML can show (Word 文件检查)."""

from __future__ import annotations

from collections.abc import Mapping

from jiuji_docs.conformance.judge_text import Passage, judge_text
from jiuji_docs.conformance.judge_word_ends import judge_word_ends
from jiuji_docs.conformance.judge_word_forms import judge_word_forms
from jiuji_docs.conformance.judge_word_head import judge_word_head
from jiuji_docs.conformance.judge_word_page import judge_word_page
from jiuji_docs.conformance.judge_word_text import judge_word_text
from jiuji_docs.conformance.read_docx import read_docx
from jiuji_docs.conformance.reading_rules import cannot_judge
from jiuji_docs.conformance.word_anatomy import WordAnatomy, joined, recognise_word
from jiuji_docs.conformance.word_elements import word_elements
from jiuji_docs.conformance.word_model import WordFile
from jiuji_docs.conformance.word_rules import WORD_RULES
from jiuji_docs.domain.conformance.finding import Finding, Findings


def check_docx(data: bytes, *, repealed: Mapping[str, str] | None = None) -> tuple[Finding, ...]:
    """Return what a DOCX breaks, errors first; PaperError when it cannot be read at all.

    *repealed*: title of a basis no longer in force → what replaced it.
    """
    return judge_word(read_docx(data), repealed=repealed)


def judge_word(file: WordFile, *, repealed: Mapping[str, str] | None = None) -> tuple[Finding, ...]:
    """Return what a Word file's settings break."""
    if not any(one.bare for one in file.paragraphs):
        return cannot_judge("F-5", "没有文字，可能只有图片")
    found = Findings(WORD_RULES)
    anatomy = recognise_word(file)
    for step in (
        judge_word_page,
        judge_word_head,
        judge_word_text,
        judge_word_ends,
        judge_word_forms,
    ):
        step(anatomy, found)
    order = ("error", "warning", "info")
    told = (*found.found, *_words(anatomy, repealed or {}))
    return tuple(sorted(told, key=lambda one: order.index(one.severity)))


def _words(anatomy: WordAnatomy, repealed: Mapping[str, str]) -> tuple[Finding, ...]:
    """Judge the words: paragraphs as they stand, the head and the colophon as parts."""
    own = {one.text for _, one in anatomy.body}
    passages = [
        Passage(f"“{one.bare[:10]}”", one.text.replace("\n", ""), one.text not in own)
        for one in joined([item for item in anatomy.file.paragraphs if item.bare])
        if one not in anatomy.title
    ]
    # A command (令) has no title of its own: what stands there is that of the document it issues.
    own_title = () if anatomy.style == "command" else anatomy.title
    title = [line for one in own_title for line in one.text.split("\n")]
    number = anatomy.number.bare if anatomy.number is not None else ""
    plain = anatomy.style in {"circular", "letter"} and not anatomy.upward
    return judge_text(passages, title, number if plain else "", word_elements(anatomy), repealed)
