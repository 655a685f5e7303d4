"""Judge the head: copy number, urgency, mark, number, signers, red rule (7.2), and letters (10.1)."""

from __future__ import annotations

import re

from jiuji_docs.conformance.anatomy import Anatomy
from jiuji_docs.conformance.faces import BIAO, HEI, KAI, SONG, UNKNOWN, face_class
from jiuji_docs.conformance.page_model import Line, Mark
from jiuji_docs.conformance.standard import (
    BODY,
    CELL,
    LEFT,
    LETTER_BOTTOM,
    LETTER_RULE_LENGTH,
    MARK_TOP,
    PITCH_LEAST,
    PITCH_MOST,
    POINT,
    RIGHT,
    RULE_GAP,
    RULE_LENGTH,
)
from jiuji_docs.domain.conformance.finding import Findings

_FIRST = "第 1 页版头"
_COPY = re.compile(r"^\d{3,8}")
_URGENT = re.compile(r"^(特急|加急|特提|平急|急件)")


def judge_head(anatomy: Anatomy, found: Findings) -> None:
    """Judge everything above the title; a file without head and number has none to judge."""
    _labels(anatomy, found)
    if anatomy.mark:
        _mark(anatomy, found)
    if anatomy.style == "letter":
        _letter(anatomy, found)
    elif anatomy.number is not None:
        _number(anatomy, anatomy.number, found)
        if anatomy.style != "command":
            _rule(anatomy, anatomy.number, found)
    if anatomy.signers:
        _signers(anatomy, found)


def _labels(anatomy: Anatomy, found: Findings) -> None:
    above = anatomy.mark[0].baseline if anatomy.mark else 0.0
    below = 65.0 if anatomy.style == "letter" else above
    for line in anatomy.file.pages[0].lines:
        if line.baseline > below or line.red:
            continue
        if match := _COPY.match(line.text):
            digits = match.group()
            if len(digits) != 6 or abs(line.left - LEFT) > 1 or abs(line.size - BODY) > 0.6:  # noqa: PLR2004
                found.add("H-1P", f"{digits}，左起 {line.left:.1f} 毫米", "六位，顶格", _FIRST)
        elif _URGENT.match(line.text):
            face = face_class(line.marks[0].font)
            wrong = abs(line.left - LEFT) > 1 or abs(line.size - BODY) > 0.6  # noqa: PLR2004
            if wrong or face not in (HEI, UNKNOWN):
                found.add("H-3", f"{face} {line.size:g} 磅，左起 {line.left:.1f} 毫米", "", _FIRST)


def _mark(anatomy: Anatomy, found: Findings) -> None:
    top = anatomy.file.pages[0].red_top
    if top is None or (anatomy.red_bars and top >= anatomy.red_bars[0].top - 0.5):
        top = min(line.ink[0] for line in anatomy.mark)
    wanted = MARK_TOP[anatomy.style]
    if abs(top - wanted) > 0.5:  # noqa: PLR2004 - mm
        found.add("H-4", f"距上页边 {top:.1f} 毫米", f"{wanted:g} 毫米", _FIRST)
    left = min(line.marks[0].left for line in anatomy.mark)
    right = max(line.marks[-1].right for line in anatomy.mark)
    if abs((left + right) / 2 - (LEFT + RIGHT) / 2) > 2:  # noqa: PLR2004 - mm
        found.add("H-4", f"中线 {(left + right) / 2:.1f} 毫米", "居中", _FIRST)
    faces = {face_class(line.marks[0].font) for line in anatomy.mark}
    if faces - {BIAO, SONG, UNKNOWN}:
        found.add("H-4C", "、".join(faces), "小标宋", _FIRST)


def _number_marks(number: Line) -> tuple[Mark, ...]:
    """Return the number's own characters on its line, without signers or copy number beside it."""
    at = number.text.find("签发人")
    marks = number.marks[:at] if at > 0 else number.marks
    end = next((n for n, mark in enumerate(marks) if mark.character == "号"), len(marks) - 1)
    start = next((n for n, mark in enumerate(marks) if not mark.character.isdigit()), 0)
    return marks[start if start >= 6 else 0 : end + 1]  # noqa: PLR2004 - behind a copy number


def _number(anatomy: Anatomy, number: Line, found: Findings) -> None:
    marks = _number_marks(number)
    if anatomy.mark and not anatomy.signers:
        gap = min(mark.top for mark in marks) - max(line.ink[1] for line in anatomy.mark)
        most, least = 2 * PITCH_MOST + 4.5, 2 * PITCH_LEAST - 1
        if not least <= gap <= most:
            found.add("H-6P", f"距标志 {gap:.1f} 毫米", "空二行", _FIRST)
    left, right = marks[0].x, marks[-1].x + BODY * POINT
    if anatomy.signers:
        if abs(left - LEFT - CELL) > 0.5 * CELL:
            found.add("H-6P", f"左空 {(left - LEFT) / CELL:.1f} 字", "左空一字", _FIRST)
    elif abs((left + right) / 2 - (LEFT + RIGHT) / 2) > 2:  # noqa: PLR2004 - mm
        found.add("H-6P", f"中线 {(left + right) / 2:.1f} 毫米", "居中", _FIRST)


def _rule(anatomy: Anatomy, number: Line, found: Findings) -> None:
    if not anatomy.red_bars:
        found.add("H-8", "没有红色分隔线", "有", _FIRST)
        return
    bar = anatomy.red_bars[0]
    gap = bar.top - max(mark.bottom for mark in _number_marks(number))
    if abs(gap - RULE_GAP) > 0.5:  # noqa: PLR2004 - mm
        found.add("H-8", f"在发文字号下 {gap:.1f} 毫米", "4 毫米", _FIRST)
    if abs(bar.length - RULE_LENGTH) > 1 or abs(bar.left - LEFT) > 1:
        found.add("H-8", f"长 {bar.length:.1f} 毫米", "156 毫米，与版心等宽", _FIRST)


def _signers(anatomy: Anatomy, found: Findings) -> None:
    first = anatomy.signers[0]
    at = first.text.index("签发人")
    right = first.marks[-1].x + BODY * POINT
    if abs(RIGHT - right - CELL) > 0.6 * CELL:
        found.add("H-7P", f"右空 {(RIGHT - right) / CELL:.1f} 字", "右空一字", _FIRST)
    names = first.marks[at + 4 :]
    faces = {face_class(mark.font) for mark in names}
    if faces - {KAI, UNKNOWN}:
        found.add("H-7P", f"姓名为{'、'.join(faces)}", "楷体", _FIRST)
    number = anatomy.number
    if number is not None and number.baseline + 1 < first.baseline:
        found.add("H-7P", "发文字号高于签发人", "在同一行", _FIRST)


def _letter(anatomy: Anatomy, found: Findings) -> None:
    upper, lower = anatomy.red_bars[:2], anatomy.red_bars[2:4]
    bottom = max(line.ink[1] for line in anatomy.mark) if anatomy.mark else 0.0
    for bar in (*upper, *lower):
        if abs(bar.length - LETTER_RULE_LENGTH) > 1 or abs((bar.left + bar.right) / 2 - 105) > 1:
            found.add("X-1", f"长 {bar.length:.1f} 毫米", "170 毫米，居中", _FIRST)
            break
    if anatomy.mark and not 2.8 <= upper[0].top - bottom <= 5:  # noqa: PLR2004 - glyph boxes are rough
        found.add("X-1", f"第一条双线在标志下 {upper[0].top - bottom:.1f} 毫米", "4 毫米", _FIRST)
    if not lower or abs(lower[-1].bottom - LETTER_BOTTOM) > 0.5:  # noqa: PLR2004 - mm
        measured = f"{297 - lower[-1].bottom:.1f} 毫米" if lower else "没有"
        found.add("X-1", f"第二条双线距下页边 {measured}", "20 毫米", _FIRST)
    thick = [upper[0].thickness > upper[1].thickness, *(
        [lower[1].thickness > lower[0].thickness] if len(lower) > 1 else []
    )]  # fmt: skip
    if not all(thick):
        found.add("X-1", "粗细次序不对", "上线上粗下细，下线上细下粗", _FIRST)
    if anatomy.number is not None:
        _letter_number(anatomy, anatomy.number, found)
    if 0 in anatomy.page_numbers:
        found.add("X-3", "首页有页码", "首页不显示页码", "第 1 页")
    if anatomy.colophon_bars or any("印发" in line.text[-2:] for line in anatomy.colophon):
        found.add("X-3", "版记有分隔线或印发日期", "只列抄送机关", "版记")


def _letter_number(anatomy: Anatomy, number: Line, found: Findings) -> None:
    marks = _number_marks(number)
    gap = min(mark.top for mark in marks) - anatomy.red_bars[1].bottom
    if abs(gap - 14 * POINT) > 1:
        found.add("X-2", f"距双线 {gap:.1f} 毫米", f"{14 * POINT:.1f} 毫米", _FIRST)
    right = marks[-1].x + BODY * POINT
    if abs(right - RIGHT) > 0.5 * CELL:
        found.add("X-2", f"右边缘 {right:.1f} 毫米", f"{RIGHT:g} 毫米", _FIRST)
