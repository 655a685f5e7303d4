"""Judge a Word file's ends: attachments' note, sign-off, remark, attachments, colophon (7.3.4 on, 7.4)."""

from __future__ import annotations

import re

from jiuji_docs.conformance.faces import FANG, HEI, UNKNOWN, face_class
from jiuji_docs.conformance.standard import BODY, BOTTOM, CELL, RULE_LENGTH, SMALL, THICK, THIN
from jiuji_docs.conformance.word_anatomy import WordAnatomy, is_red
from jiuji_docs.conformance.word_model import WordBar, WordParagraph
from jiuji_docs.conformance.word_place import begins, ends_before
from jiuji_docs.domain.conformance.finding import Findings

_PRINTED = re.compile(r"\d{4}年[1-9]\d?月[1-9]\d?日印发$")
_END_MARKS = "。；，、.;,"
#: Characters within which a place is met: Word files say widths only by the number of characters.
_NEAR = 0.6


def judge_word_ends(anatomy: WordAnatomy, found: Findings) -> None:
    """Judge what follows the running text."""
    _notes(anatomy, found)
    if anatomy.date is not None and anatomy.style != "command":
        _sign_off(anatomy.date, anatomy.names, found)
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


def _sign_off(date: WordParagraph, names: tuple[WordParagraph, ...], found: Findings) -> None:
    """Judge a sign-off by one of its two forms, sealed (7.3.5.1) or not (7.3.5.2)."""
    if date.cell or date.framed or "\t" in date.text:
        return
    gap = ends_before(date) / CELL
    if abs(gap - 4) < _NEAR:
        if len(names) == 1 and abs(_middle(names[0]) - _middle(date)) > _NEAR * CELL:
            found.add("W-B-10", "署名不居中", "以成文日期为准居中", "发文机关署名")
    elif not _unsealed(date, names):
        wanted = "右空四字（不盖章的按署名右移二字）"
        found.add("W-B-10", f"{date.align}，右空 {gap:.1f} 字", wanted, "成文日期")


def _unsealed(date: WordParagraph, names: tuple[WordParagraph, ...]) -> bool:
    """Whether the date stands two characters right of the name, or itself two in from the edge."""
    if abs(ends_before(date) / CELL - 2) < _NEAR:
        return True
    moved = bool(names) and abs((begins(date) - begins(names[0])) / CELL - 2) < _NEAR
    return moved and abs(ends_before(names[0]) / CELL - 2) < _NEAR


def _middle(one: WordParagraph) -> float:
    return begins(one) + one.width / 2


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
        else:
            _colophon_rules(rules, found)


def _colophon_rules(rules: list[WordBar], found: Findings) -> None:
    """Judge where the last rule stands, and how thick the first, the last and the middle ones are."""
    if any(bar.beside != "page" for bar in rules):
        return
    ordered = sorted(rules, key=lambda bar: bar.top)
    foot = ordered[-1].top + ordered[-1].height
    if abs(foot - BOTTOM) > 0.6:  # noqa: PLR2004 - mm
        found.add("W-C-1B", f"距上页边 {foot:.1f} 毫米", "262 毫米", "版记")
    for number, bar in enumerate(ordered):
        wanted = THICK if number in {0, len(ordered) - 1} else THIN
        if abs(bar.height - wanted) > 0.04:  # noqa: PLR2004 - mm, half the difference
            found.add("W-C-1T", f"{bar.height:.2f} 毫米", f"{wanted:g} 毫米", "版记")
            return
