"""Judge sign-off, note, colophon and page numbers (7.3.5, 7.3.6, 7.4, 7.5)."""

from __future__ import annotations

import re

from jiuji_docs.conformance.anatomy import Anatomy
from jiuji_docs.conformance.faces import FANG, LATIN, SONG, UNKNOWN, face_class
from jiuji_docs.conformance.page_model import Bar, Line
from jiuji_docs.conformance.standard import (
    BOTTOM,
    CELL,
    DASH,
    LEFT,
    PITCH_LEAST,
    PITCH_MOST,
    POINT,
    RIGHT,
    RULE_LENGTH,
    SMALL,
    THICK,
    THIN,
)
from jiuji_docs.domain.conformance.finding import Findings

_NUMBER = re.compile(r"^—\d{1,3}—$")
_OFF = 0.5
#: A longer line above the date holds several organs.
_LONGEST_ORGAN = 14


def judge_ends(anatomy: Anatomy, found: Findings) -> None:
    """Judge everything after the text."""
    if anatomy.date is not None:
        _sign_off(anatomy, anatomy.date, found)
    _colophon(anatomy, found)
    _page_numbers(anatomy, found)


def _sign_off(anatomy: Anatomy, date: Line, found: Findings) -> None:
    names, where = anatomy.names, f"第 {anatomy.date_page + 1} 页落款"
    if anatomy.style == "command" and names:
        _signature(anatomy, date, where, found)
    elif names:
        _names(names, date, where, found)
    others = [
        line
        for at, line in anatomy.flow
        if at == anatomy.date_page and line is not date and line not in names
        and line is not anatomy.note
    ]  # fmt: skip
    if not others and anatomy.date_page:
        found.add("B-12", "整面只有落款", "落款与正文同面", where)
    if anatomy.note is not None:
        _note(anatomy.note, date, found)


def _names(names: tuple[Line, ...], date: Line, where: str, found: Findings) -> None:
    """Judge the offsets: stamped when the date is 4 characters in, else unstamped."""
    right = (RIGHT - date.right) / CELL
    last = names[-1]
    middle = (last.marks[0].left + last.marks[-1].right) / 2
    date_middle = (date.marks[0].left + date.marks[-1].right) / 2
    joint = len(names) > 1 or len(last.text) > _LONGEST_ORGAN
    if abs(right - 4) < _OFF and (joint or abs(middle - date_middle) < 0.6 * CELL):
        return
    name_right = (RIGHT - last.right) / CELL
    shift = (date.left - last.left) / CELL
    if abs(shift - 2) < _OFF and (abs(name_right - 2) < _OFF or abs(right - 2) < _OFF):
        return
    measured = f"日期右空 {right:.1f} 字，署名右空 {name_right:.1f} 字，日期首字右移 {shift:.1f} 字"
    found.add(
        "B-10", measured, "加盖印章：日期右空四字、署名居中；不加盖：右空二字、右移二字", where
    )


def _signature(anatomy: Anatomy, date: Line, where: str, found: Findings) -> None:
    stamps = [mark for line in anatomy.names for mark in line.marks if mark.red]
    if not stamps:
        return
    left = min(mark.x for mark in stamps)
    right = max(mark.x + mark.size * POINT for mark in stamps)
    if abs((RIGHT - right) / CELL - 4) > _OFF:
        found.add("B-11", f"签名章右空 {(RIGHT - right) / CELL:.1f} 字", "右空四字", where)
    posts = [mark for line in anatomy.names for mark in line.marks if not mark.red]
    if posts:
        gap = (left - max(mark.x + mark.size * POINT for mark in posts)) / CELL
        if abs(gap - 2) > _OFF:
            found.add("B-11", f"职务与签名章之间空 {gap:.1f} 字", "空二字", where)
    if abs((RIGHT - date.right) / CELL - 4) > _OFF:
        found.add("B-11", f"日期右空 {(RIGHT - date.right) / CELL:.1f} 字", "右空四字", where)
    down = date.baseline - max(mark.baseline for mark in stamps)
    if not 2 * PITCH_LEAST - 2 <= down <= 2 * PITCH_MOST + 2:
        found.add("B-11", f"日期在签名章下 {down:.1f} 毫米", "空一行", where)


def _note(note: Line, date: Line, found: Findings) -> None:
    indent = (note.left - LEFT) / CELL
    if abs(indent - 2) > _OFF:
        found.add("B-13", f"左空 {indent:.1f} 字", "左空二字", "附注")
    if note.text[0] != "（" or note.text[-1] != "）":
        found.add("B-13", note.text[:1] + note.text[-1:], "（）", "附注")
    down = note.baseline - date.baseline
    if down > 0 and not PITCH_LEAST - 1 <= down <= PITCH_MOST + 1:
        found.add("B-13", f"在日期下 {down:.1f} 毫米", "下一行", "附注")


def _colophon(anatomy: Anatomy, found: Findings) -> None:
    bars = anatomy.colophon_bars
    if bars and anatomy.style != "letter":
        _bars(bars, found)
        pages = len(anatomy.file.pages)
        if pages % 2:
            found.add("C-5", f"在第 {pages} 面", "偶数面", "版记")
    for line in anatomy.colophon:
        _colophon_line(line, anatomy, found)


def _bars(bars: tuple[Bar, ...], found: Findings) -> None:
    last = bars[-1]
    if abs(last.bottom - BOTTOM) > 0.4:  # noqa: PLR2004 - mm
        found.add("C-1", f"末条分隔线 {last.bottom:.1f} 毫米", f"{BOTTOM:g} 毫米", "版记")
    if any(abs(bar.length - RULE_LENGTH) > 1 for bar in bars):
        found.add("C-1", f"长 {bars[0].length:.1f} 毫米", "与版心等宽 156 毫米", "版记")
    for place, bar in enumerate(bars):
        wanted = THICK if place in (0, len(bars) - 1) else THIN
        if abs(bar.thickness - wanted) > 0.06:  # noqa: PLR2004 - mm
            measured = f"第 {place + 1} 条 {bar.thickness:.2f} 毫米"
            found.add("C-1T", measured, f"{wanted} 毫米", "版记")


def _colophon_line(line: Line, anatomy: Anatomy, found: Findings) -> None:
    inset = SMALL * POINT
    listed = line.text.startswith(("抄送", "主送"))
    printed = line.text.endswith("印发")
    rule = "C-2" if listed else "C-4"
    where = f"版记“{line.text[:6]}”"
    if (listed or printed) and abs(line.size - SMALL) > 0.6:  # noqa: PLR2004 - points
        found.add(rule, f"{line.size:g} 磅", "14 磅（四号）", where)
    if listed and face_class(line.marks[0].font) not in (FANG, UNKNOWN):
        found.add(rule, face_class(line.marks[0].font), "仿宋", where)
    if (listed or printed) and abs(line.left - LEFT - inset) > _OFF * CELL:
        found.add(rule, f"左空 {(line.left - LEFT) / inset:.1f} 字", "左空一字", where)
    if printed:
        right = (RIGHT - line.right) / inset
        if abs(right - 1) > _OFF:
            found.add("C-4", f"右空 {right:.1f} 字", "右空一字", where)
        if re.search(r"年0|月0", line.text):
            found.add("C-4", line.text[-13:], "日期不编虚位", where)
    if listed:
        lines = anatomy.colophon[anatomy.colophon.index(line) :]
        ends = [one for one in lines if not one.text.endswith("印发")]
        if ends and ends[-1].text[-1] != "。":
            found.add("C-2", f"末尾“{ends[-1].text[-1]}”", "句号", where)


def _page_numbers(anatomy: Anatomy, found: Findings) -> None:
    expected = None
    for index, line in sorted(anatomy.page_numbers.items()):
        where = f"第 {index + 1} 页页码"
        digits = int(re.sub(r"\D", "", line.text))
        if (expected is not None and digits < expected) or digits != index + 1:
            found.add("N-3", str(digits), str(index + 1), where)
        expected = digits + 1
        _one_number(index, line, where, found)
    _all_numbered(anatomy, found)


def _one_number(index: int, line: Line, where: str, found: Findings) -> None:
    if not _NUMBER.match(line.text):
        found.add("N-2", line.text, f"— {index + 1} —", where)
    if abs(line.size - SMALL) > 0.6:  # noqa: PLR2004 - points
        found.add("N-2", f"{line.size:g} 磅", "14 磅（四号）", where)
    if face_class(line.marks[len(line.marks) // 2].font) not in (SONG, LATIN, UNKNOWN):
        found.add("N-2", face_class(line.marks[0].font), "宋体", where)
    inset = SMALL * POINT
    gap = RIGHT - line.right if index % 2 == 0 else line.left - LEFT
    side = "右" if index % 2 == 0 else "左"
    if abs(gap - inset) > _OFF * CELL:
        found.add("N-2", f"{side}空 {gap / inset:.1f} 字", f"{side}空一字", where)
    dashes = [mark for mark in line.marks if mark.character == "—"]
    if dashes:
        top = (dashes[0].top + dashes[0].bottom) / 2
        if abs(top - DASH) > 0.8:  # noqa: PLR2004 - the dash itself is 0.2 mm thick
            found.add("N-1", f"{top:.1f} 毫米", f"{DASH:g} 毫米", where)


def _all_numbered(anatomy: Anatomy, found: Findings) -> None:
    """Pages with text bear numbers; blank pages and a page of only the colophon do not."""
    flowing = {index for index, _ in anatomy.flow} | {0}
    for index, page in enumerate(anatomy.file.pages):
        where = f"第 {index + 1} 页"
        numbered = index in anatomy.page_numbers or bool(re.search(r"\d", page.turned))
        letter_first = anatomy.style == "letter" and index == 0
        single = len(flowing) == 1 and not anatomy.mark
        if index in flowing and not numbered and not letter_first and not single:
            found.add("N-3", "没有页码", "编页码", where)
        if index not in flowing and numbered:
            found.add("N-3", "空白页或单独的版记页编了页码", "不编页码", where)
