"""Judge what only some Word files have: copy number, urgency, signers, the rules of letters and minutes."""

from __future__ import annotations

import re

from jiuji_docs.conformance.anatomy import DATE
from jiuji_docs.conformance.faces import HEI, KAI, UNKNOWN, face_class
from jiuji_docs.conformance.standard import BODY, CELL, LETTER_BOTTOM, LETTER_RULE_LENGTH
from jiuji_docs.conformance.word_anatomy import HEAD_LINES, WordAnatomy, is_red
from jiuji_docs.conformance.word_model import WordParagraph
from jiuji_docs.conformance.word_place import begins, ends_before
from jiuji_docs.domain.conformance.finding import Findings

_COPY = re.compile(r"^(?:№|No\.?)?\d{4,8}$")
_URGENCY = re.compile(r"^(?:特提|特急|加急|平急|急件|紧急)$")
_SIGNERS = re.compile(r"签发人[：:]?(.*)$")
_ATTENDANCE = re.compile(r"^(?:出席|请假|列席)(?:人员)?[：:]")
_LETTER_RULES = 4


def judge_word_forms(anatomy: WordAnatomy, found: Findings) -> None:
    """Judge the parts of the head that few documents have, then what the format asks for."""
    head = [one for one in anatomy.file.paragraphs if one.bare][:HEAD_LINES]
    for one in head:
        _corner(one, found)
    if anatomy.upward:
        _signers(head, found)
    red_mark = any(is_red(run.face.colour) for one in anatomy.mark for run in one.runs)
    if anatomy.style == "letter" and red_mark:
        _letter(anatomy, found)
    if anatomy.style == "command":
        _command(anatomy, found)
    if anatomy.style == "minutes":
        _attendance(anatomy, found)


def _class(one: WordParagraph) -> str:
    face = one.runs[0].face
    return face_class(face.east or face.latin)


def _corner(one: WordParagraph, found: Findings) -> None:
    """Judge a copy number (份号) and an urgency (紧急程度) in the upper left corner."""
    size = one.runs[0].face.size
    flush = one.cell or abs(begins(one)) < 0.4 * CELL
    if _COPY.match(one.bare):
        if not (re.fullmatch(r"\d{6}", one.bare) and abs(size - BODY) < 0.3 and flush):  # noqa: PLR2004
            measured = f"{one.bare}，{size:g} 磅，左空 {begins(one) / CELL:.1f} 字"
            found.add("W-H-1", measured, "六位数字，16 磅，顶格", "份号")
    elif _URGENCY.match(one.bare):
        known = one.bare not in {"急件", "紧急"}
        if not (known and abs(size - BODY) < 0.3 and flush and _class(one) in {HEI, UNKNOWN}):  # noqa: PLR2004
            measured = f"{one.bare}，{_class(one)} {size:g} 磅，左空 {begins(one) / CELL:.1f} 字"
            found.add("W-H-3", measured, "特急或加急，黑体 16 磅，顶格", "紧急程度")


def _signers(head: list[WordParagraph], found: Findings) -> None:
    """Judge the signers' names: in 楷体, one character in from the right edge."""
    place = next(n for n, one in enumerate(head) if "签发人" in one.bare)
    label = head[place]
    matched = _SIGNERS.search(label.bare)
    inside = bool(matched and matched.group(1))
    one = label if inside else head[place + 1] if place + 1 < len(head) else label
    last = one.runs[-1].face
    name = face_class(last.east or last.latin)
    if name not in {KAI, UNKNOWN}:
        found.add("W-H-7", f"姓名用{name}", "楷体", "签发人")
    gap = ends_before(one) / CELL
    if not one.cell and "\t" not in one.text and abs(gap - 1) > 0.5:  # noqa: PLR2004 - characters
        found.add("W-H-7", f"右空 {gap:.1f} 字", "右空一字", "签发人")


def _letter(anatomy: WordAnatomy, found: Findings) -> None:
    red = [bar for bar in anatomy.file.bars if is_red(bar.colour)]
    wrong = next((bar for bar in red if abs(bar.width - LETTER_RULE_LENGTH) > 1), None)
    if len(red) < _LETTER_RULES:
        found.add("W-X-1", f"{len(red)} 条红线", "上下各一条红色双线", "首页")
    elif wrong is not None:
        found.add("W-X-1", f"长 {wrong.width:.1f} 毫米", "170 毫米", "首页")
    elif red[-1].beside == "page":
        lowest = max(bar.top + bar.height for bar in red)
        if abs(lowest - LETTER_BOTTOM) > 1:
            found.add("W-X-1", f"距下页边 {297 - lowest:.1f} 毫米", "20 毫米", "首页")
    first = anatomy.file.sections[0]
    kinds = {kind for kind, _ in first.footers}
    if first.numbered and ("first" not in kinds or "first" in first.numbered):
        found.add("W-X-3", "首页有页码", "首页不显示页码", "页脚")
    if anatomy.printed is not None:
        found.add("W-X-3", anatomy.printed.bare[-16:], "不加印发机关和印发日期", "版记")


def _command(anatomy: WordAnatomy, found: Findings) -> None:
    """Judge the date below a signature stamp: four characters in from the right edge."""
    date = next((one for one in anatomy.file.paragraphs if DATE.match(one.bare)), None)
    if date is None or date.cell or date.framed:
        return
    gap = ends_before(date) / CELL
    if abs(gap - 4) > 0.5:  # noqa: PLR2004 - characters
        found.add("W-B-11", f"右空 {gap:.1f} 字", "右空四字", "成文日期")


def _attendance(anatomy: WordAnatomy, found: Findings) -> None:
    for one in anatomy.file.paragraphs:
        if not _ATTENDANCE.match(one.bare):
            continue
        if _class(one) not in {HEI, UNKNOWN}:
            found.add("W-X-5", f"“{one.bare[:2]}”用{_class(one)}", "黑体", one.bare[:3])
        if abs(begins(one) - 2 * CELL) > 0.4 * CELL:
            found.add("W-X-5", f"左空 {begins(one) / CELL:.1f} 字", "左空二字", one.bare[:3])
        if one.bare[2:3] == ":":
            found.add("W-X-5", "半角冒号", "全角冒号", one.bare[:3])
