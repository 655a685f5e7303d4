"""Judge a Word file's ends: attachments' note, sign-off, remark, attachments, colophon (7.3.4 on, 7.4)."""

from __future__ import annotations

import re

from jiuji_docs.conformance.faces import FANG, HEI, UNKNOWN, face_class
from jiuji_docs.conformance.standard import BODY, CELL, RULE_LENGTH, SMALL
from jiuji_docs.conformance.word_anatomy import WordAnatomy, is_red
from jiuji_docs.conformance.word_model import WordParagraph
from jiuji_docs.domain.conformance.finding import Findings

_PRINTED = re.compile(r"\d{4}年[1-9]\d?月[1-9]\d?日印发$")
_END_MARKS = "。；，、.;,"


def judge_word_ends(anatomy: WordAnatomy, found: Findings) -> None:
    """Judge what follows the running text."""
    _notes(anatomy, found)
    if anatomy.date is not None and anatomy.style != "command":
        _sign_off(anatomy.date, found)
    if anatomy.note is not None:
        _remark(anatomy.note, found)
    for label in anatomy.labels:
        _attachment(label, anatomy, found)
    _colophon(anatomy, found)


def _notes(anatomy: WordAnatomy, found: Findings) -> None:
    for one in anatomy.notes:
        if one.bare[-1] in _END_MARKS:
            found.add("W-B-6", f"末尾“{one.bare[-1]}”", "不加标点", "附件说明")
    if anatomy.notes:
        begins = anatomy.notes[0].left + anatomy.notes[0].indent
        if abs(begins - 2 * CELL) > 0.4 * CELL:
            found.add("W-B-6", f"左空 {begins / CELL:.1f} 字", "左空二字", "附件说明")


def _sign_off(date: WordParagraph, found: Findings) -> None:
    """Four characters for a date under a seal, two where the date alone is wider; else by indent."""
    if date.cell or date.framed:
        return
    right = date.right / CELL
    standing = date.align in {"right", "end"}
    flush = date.align in {"left", "both", "start"}
    by_left = flush and date.left + date.indent > 6 * CELL
    if standing and not (abs(right - 4) < 0.4 or 1.6 < right < 6.6):  # noqa: PLR2004 - characters
        found.add(
            "W-B-10", f"右空 {right:.1f} 字", "右空四字（不盖章的按署名右移二字）", "成文日期"
        )
    elif not standing and not by_left:
        found.add("W-B-10", f"{date.align}，右空 {right:.1f} 字", "右空四字或二字", "成文日期")


def _remark(note: WordParagraph, found: Findings) -> None:
    begins = note.left + note.indent
    if abs(begins - 2 * CELL) > 0.4 * CELL:
        found.add("W-B-13", f"左空 {begins / CELL:.1f} 字", "左空二字", "附注")
    if not (note.bare[0] == "（" and note.bare[-1] == "）"):
        found.add("W-B-13", note.bare[:1] + note.bare[-1:], "（）", "附注")


def _attachment(label: WordParagraph, anatomy: WordAnatomy, found: Findings) -> None:
    face = label.runs[0].face
    name = face_class(face.east or face.latin)
    if name not in {HEI, UNKNOWN} or abs(face.size - BODY) > 0.3:  # noqa: PLR2004
        found.add("W-B-14", f"{name} {face.size:g} 磅", "黑体 16 磅", label.bare)
    if abs(label.left + label.indent) > 0.3 * CELL or label.align in {"center", "right"}:
        found.add(
            "W-B-14",
            f"{label.align}，左空 {(label.left + label.indent) / CELL:.1f} 字",
            "顶格",
            label.bare,
        )
    if not label.new_page and not _new_section(label, anatomy):
        found.add("W-B-14", "接排", "另面编排", label.bare)


def _new_section(label: WordParagraph, anatomy: WordAnatomy) -> bool:
    """Whether a section of its own, or an empty paragraph with a page break, puts it on a new page."""
    paragraphs = anatomy.file.paragraphs
    at = next(n for n, one in enumerate(paragraphs) if one is label)
    if at == 0:
        return True
    before = paragraphs[at - 1]
    return before.section != label.section or (before.new_page and not before.bare)


def _colophon(anatomy: WordAnatomy, found: Findings) -> None:
    for one, rule in ((anatomy.cc, "W-C-2"), (anatomy.printed, "W-C-4")):
        if one is None:
            continue
        face = one.runs[0].face
        name = face_class(face.east or face.latin)
        if name not in {FANG, UNKNOWN} or abs(face.size - SMALL) > 0.3:  # noqa: PLR2004
            found.add(rule, f"{name} {face.size:g} 磅", "仿宋 14 磅", "版记")
    if anatomy.cc is not None and anatomy.cc.bare[-1] != "。":
        found.add("W-C-2", f"末尾“{anatomy.cc.bare[-1]}”", "句号", "版记")
    if anatomy.printed is not None and not _PRINTED.search(anatomy.printed.bare):
        found.add("W-C-4", anatomy.printed.bare[-14:], "2024年2月8日印发", "版记")
    rules = [bar for bar in anatomy.file.bars if not is_red(bar.colour)]
    inside = anatomy.cc is not None and anatomy.cc.cell
    if (anatomy.cc or anatomy.printed) and anatomy.style != "letter" and not inside:
        if len(rules) < 2:  # noqa: PLR2004 - first and last
            found.add("W-C-1", f"{len(rules)} 条分隔线", "首末各一条", "版记")
        elif any(abs(bar.width - RULE_LENGTH) > 1 for bar in rules):
            found.add("W-C-1", f"长 {rules[0].width:.1f} 毫米", "156 毫米", "版记")
