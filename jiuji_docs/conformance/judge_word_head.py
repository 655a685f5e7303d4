"""Judge a Word file's head and title: mark, number, red rule, title, addressees (7.2, 7.3.1, 7.3.2)."""

from __future__ import annotations

from jiuji_docs.conformance.faces import BIAO, SONG, UNKNOWN, face_class
from jiuji_docs.conformance.standard import (
    BODY,
    CELL,
    MARK_TOP,
    POINT,
    RULE_GAP,
    RULE_LENGTH,
    TITLE,
)
from jiuji_docs.conformance.word_anatomy import WordAnatomy, is_red
from jiuji_docs.conformance.word_model import WordParagraph
from jiuji_docs.domain.conformance.finding import Findings

_FIRST = "第 1 页版头"
AREA = 156.0
#: Where the base line stands in an exact line, the ink over it and the brackets below it, in parts of
#: line and size.
BASELINE, INK, BELOW = 0.8, 0.85, 0.18


def judge_word_head(anatomy: WordAnatomy, found: Findings) -> None:
    """Judge the head as far as there is one: a file without mark may be printed on letterhead."""
    if anatomy.mark:
        _mark(anatomy, found)
    if anatomy.number is not None:
        _number(anatomy, anatomy.number, found)
    if anatomy.mark and anatomy.style in {"circular", "minutes"}:
        _rule(anatomy, found)
    for one in anatomy.title:
        _title(one, found)
    if anatomy.addressees is not None:
        _addressees(anatomy.addressees, found)


def _mark(anatomy: WordAnatomy, found: Findings) -> None:
    for one in anatomy.mark:
        face = one.runs[0].face
        name = face_class(face.east or face.latin)
        if name not in {BIAO, SONG, UNKNOWN} or not is_red(face.colour):
            found.add("W-H-4", f"{name} {face.colour or '黑色'}", "红色小标宋", _FIRST)
        if one.align != "center" and not (one.framed or one.cell):
            found.add("W-H-4", one.align, "居中", _FIRST)
    _framed_mark(anatomy, found)


def _framed_mark(anatomy: WordAnatomy, found: Findings) -> None:
    """Judge a mark in frames by where they stand: its middle, and its ink's upper edge."""
    framed = [one for one in anatomy.mark if one.framed and one.frame_top]
    if not framed:
        return
    left = min(one.frame_left for one in framed)
    right = max(one.frame_left + one.width for one in framed)
    if abs((left + right) / 2 - AREA / 2) > 3:  # noqa: PLR2004 - mm
        found.add("W-H-4", f"中线距版心左边缘 {(left + right) / 2:.1f} 毫米", "居中", _FIRST)
    first = min(framed, key=lambda one: one.frame_top)
    ink = first.frame_top + (BASELINE * first.pitch - INK * first.runs[0].face.size) * POINT
    wanted = MARK_TOP[anatomy.style]
    if abs(ink - wanted) > 1:
        found.add("W-H-4T", f"距上页边 {ink:.1f} 毫米", f"{wanted:g} 毫米", _FIRST)


def _number(anatomy: WordAnatomy, number: WordParagraph, found: Findings) -> None:
    if number.cell or (number.framed and not number.frame_top):
        return
    if number.framed:
        _framed_number(anatomy, number, found)
    elif anatomy.upward:
        left = number.left + number.indent
        if number.align == "center" or abs(left - CELL) > 0.4 * CELL:
            found.add("W-H-6", f"{number.align}，左空 {left / CELL:.1f} 字", "左空一字", _FIRST)
    elif anatomy.style == "letter":
        if number.align not in {"right", "end"}:
            found.add("W-H-6", number.align, "顶格居右", _FIRST)
    elif number.align != "center" or number.left or number.indent:
        found.add("W-H-6", number.align, "居中", _FIRST)


def _framed_number(anatomy: WordAnatomy, number: WordParagraph, found: Findings) -> None:
    """Judge a number in a frame: centred, one character in beside signers, flush right in a letter."""
    left, right = number.frame_left, number.frame_left + number.width
    if anatomy.upward:
        wrong, wanted = abs(left - CELL) > 0.4 * CELL, "左空一字"
    elif anatomy.style == "letter":
        wrong, wanted = abs(right - AREA) > CELL, "顶格居右"
    else:
        wrong, wanted = abs((left + right) / 2 - AREA / 2) > 3, "居中"  # noqa: PLR2004 - mm
    if wrong:
        found.add("W-H-6", f"左起 {left:.1f} 毫米", wanted, _FIRST)


def _rule(anatomy: WordAnatomy, found: Findings) -> None:
    red = [bar for bar in anatomy.file.bars if is_red(bar.colour)]
    if not red:
        found.add("W-H-8", "没有红色分隔线", "有", _FIRST)
    elif abs(red[0].width - RULE_LENGTH) > 1:
        found.add("W-H-8", f"长 {red[0].width:.1f} 毫米", "156 毫米", _FIRST)
    elif red[0].beside == "page" and anatomy.number is not None and anatomy.number.frame_top:
        number = anatomy.number
        foot = number.frame_top + (BASELINE * number.pitch + BELOW * BODY) * POINT
        gap = red[0].top - foot
        if abs(gap - RULE_GAP) > 0.8:  # noqa: PLR2004 - mm
            found.add("W-H-8", f"距发文字号 {gap:.1f} 毫米", "4 毫米", _FIRST)


def _title(one: WordParagraph, found: Findings) -> None:
    face = one.runs[0].face
    name = face_class(face.east or face.latin)
    place = f"标题“{one.bare[:10]}”"
    if abs(face.size - TITLE) > 0.3 or name not in {BIAO, UNKNOWN}:  # noqa: PLR2004
        found.add("W-B-1", f"{name} {face.size:g} 磅", "小标宋 22 磅", place)
    if one.align != "center":
        found.add("W-B-1", one.align, "居中", place)


def _addressees(one: WordParagraph, found: Findings) -> None:
    if abs(one.left + one.indent) > 0.3 * CELL or one.align in {"center", "right"}:
        found.add("W-B-2", f"左空 {(one.left + one.indent) / CELL:.1f} 字", "顶格", "主送机关")
    if one.bare[-1] != "：":
        found.add("W-B-2", one.bare[-1], "全角冒号", "主送机关")
