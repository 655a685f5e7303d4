"""Judge title, addressees, paragraphs, headings and attachments (7.3.1–7.3.4, 7.3.7)."""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import median_low

from jiuji_docs.conformance.anatomy import ATTACHMENT, Anatomy, first_attachment
from jiuji_docs.conformance.faces import BIAO, HEI, KAI, SONG, UNKNOWN, face_class, is_bold
from jiuji_docs.conformance.page_model import Line
from jiuji_docs.conformance.standard import (
    BODY,
    CELL,
    LEFT,
    PITCH_LEAST,
    PITCH_MOST,
    POINT,
    RIGHT,
    TITLE,
    TOP,
    WIDEST_TITLE,
)
from jiuji_docs.domain.conformance.finding import Findings

_LEVELS = (
    (re.compile(r"^[一二三四五六七八九十]{1,3}、"), HEI, "第一层用黑体"),
    (re.compile(r"^[（(][一二三四五六七八九十]{1,3}[)）]"), KAI, "第二层用楷体"),
)
_NOTES = re.compile(r"^附件[：:].")
_ATTENDANCE = re.compile(r"^(出席|请假|列席)")

#: Lines closer than this (mm) are no longer a text's in 三号: 22 points.
_CLOSEST = 22 * POINT


def judge_body(anatomy: Anatomy, found: Findings) -> None:
    """Judge from the title to the last attachment."""
    _title(anatomy, found)
    _addressees(anatomy, found)
    if not any(index == 0 for index, line in anatomy.flow if line not in anatomy.addressees):
        found.add("B-3", "首页没有正文", "", "第 1 页")
    _paragraphs(anatomy, found)
    _headings(anatomy, found)
    _notes(anatomy, found)
    _attachments(anatomy, found)
    if anatomy.style == "command":
        _command(anatomy, found)
    _attendance(anatomy, found)


def _title(anatomy: Anatomy, found: Findings) -> None:
    lines = anatomy.title
    if not lines:
        return
    place = f"标题“{lines[0].text[:8]}”"
    if any(abs(line.size - TITLE) > 0.8 for line in lines):  # noqa: PLR2004 - points
        found.add("B-1P", f"{lines[0].size:g} 磅", "22 磅（二号）", place)
    faces = {face_class(line.marks[0].font) for line in lines}
    if faces - {BIAO, SONG, UNKNOWN}:
        found.add("B-1P", "、".join(faces), "小标宋", place)
    for line in lines:
        middle = (line.marks[0].left + line.marks[-1].right) / 2
        if abs(middle - (LEFT + RIGHT) / 2) > 3:  # noqa: PLR2004 - mm, a closing mark leans
            found.add("B-1P", f"中线 {middle:.1f} 毫米", "居中", place)
            break
    if anatomy.red_bars and anatomy.style != "letter":
        gap = lines[0].ink[0] - anatomy.red_bars[0].bottom
        if not 2 * _pitch(anatomy) - 0.5 <= gap <= 2 * PITCH_MOST + 3:
            found.add("B-1P", f"距红线 {gap:.1f} 毫米", "空二行", place)
    _shape([len(line.text) for line in lines], place, found)


def _pitch(anatomy: Anatomy) -> float:
    """Return the least distance of lines in mm: less than usual where all of them moved closer.

    A text with its sign-off on the first page may have its lines closer, to keep them there (7.3.5.5).
    """
    lines = [line for index, line in anatomy.flow if index == 0]
    steps = [after.baseline - before.baseline for before, after in pairwise(lines)]
    if anatomy.date_page != 0 or not steps:
        return PITCH_LEAST
    return min(max(median_low(steps), _CLOSEST), PITCH_LEAST)


def _shape(lengths: list[int], place: str, found: Findings) -> None:
    if max(lengths) > WIDEST_TITLE:
        found.add("B-1S", f"一行 {max(lengths)} 字", f"不超过 {WIDEST_TITLE} 字", place)
    elif len(lengths) > 1 and max(lengths) == min(lengths):
        found.add("B-1S", f"各行都是 {lengths[0]} 字", "梯形或菱形", place)


def _addressees(anatomy: Anatomy, found: Findings) -> None:
    lines = anatomy.addressees
    if not lines or not anatomy.title:
        return
    if any(abs(line.left - LEFT) > 1 for line in lines):
        found.add("B-2P", f"左起 {lines[0].left:.1f} 毫米", "顶格", "主送机关")
    if lines[-1].text[-1] != "：":
        found.add("B-2P", f"“{lines[-1].text[-1]}”", "全角冒号", "主送机关")
    gap = lines[0].baseline - anatomy.title[-1].baseline
    if not 2 * _pitch(anatomy) - 2 <= gap <= 2 * PITCH_MOST + 2:
        found.add("B-2P", f"距标题 {gap:.1f} 毫米", "空一行", "主送机关")


def _paragraphs(anatomy: Anatomy, found: Findings) -> None:
    """Judge where lines begin: flush, or two characters in; once for the whole file."""
    first = first_attachment(anatomy)
    ends = {*anatomy.names, *([anatomy.date] if anatomy.date else []), *anatomy.addressees}
    for place, (index, line) in enumerate(anatomy.flow):
        if line in ends or index >= first:
            continue
        if abs(line.size - BODY) > 0.6 or ATTACHMENT.match(line.text):  # noqa: PLR2004
            continue
        before = anatomy.flow[place - 1][1] if place else None
        begins = before is None or before.right < RIGHT - 2.2 * CELL or before in ends
        indent = (line.left - LEFT) / CELL
        heading = any(pattern.match(line.text) for pattern, _, _ in _LEVELS)
        if (begins or heading) and abs(indent - 2) > 0.35 and indent < 2.4:  # noqa: PLR2004
            found.add(
                "B-4", f"左空 {indent:.1f} 字", "左空二字", f"第 {index + 1} 页“{line.text[:8]}”"
            )
            return


def _headings(anatomy: Anatomy, found: Findings) -> None:
    for index, line in anatomy.flow:
        place = f"第 {index + 1} 页“{line.text[:8]}”"
        if not LEFT + CELL < line.left < LEFT + 3 * CELL:
            continue
        for pattern, wanted, words in _LEVELS:
            if pattern.match(line.text):
                face = face_class(line.marks[1].font)
                if face not in (wanted, UNKNOWN):
                    found.add("B-5", face, words, place)
    for index, line in anatomy.flow:
        large = abs(line.size - BODY) > 2  # noqa: PLR2004 - titles of attachments
        bold = [mark for mark in line.marks if is_bold(mark.font) and face_class(mark.font) != BIAO]
        if bold and not large:
            found.add(
                "B-5", f"{bold[0].font} 加粗", "不加粗", f"第 {index + 1} 页“{line.text[:8]}”"
            )
            return


def _notes(anatomy: Anatomy, found: Findings) -> None:
    for place, (index, line) in enumerate(anatomy.flow):
        if not _NOTES.match(line.text):
            continue
        where = f"第 {index + 1} 页附件说明"
        indent = (line.left - LEFT) / CELL
        if abs(indent - 2) > 0.35:  # noqa: PLR2004
            found.add("B-6", f"左空 {indent:.1f} 字", "左空二字", where)
        if line.text[2] == ":":
            found.add("B-6", "半角冒号", "全角冒号", where)
        if line.text[-1] in "。；，.;,":
            found.add("B-6", f"末尾“{line.text[-1]}”", "不加标点", where)
        before = anatomy.flow[place - 1] if place else None
        if before and before[0] == index:
            gap = line.baseline - before[1].baseline
            if not 2 * PITCH_LEAST - 1 <= gap <= 2 * PITCH_MOST + 1:
                found.add("B-6", f"距正文 {gap:.1f} 毫米", "空一行", where)


def _attachments(anatomy: Anatomy, found: Findings) -> None:
    seen: set[int] = set()
    for index, line in anatomy.flow:
        first = index not in seen
        seen.add(index)
        if not ATTACHMENT.match(line.text) or index == 0:
            continue
        where = f"第 {index + 1} 页“{line.text}”"
        turned = anatomy.file.pages[index].landscape
        if not first:
            found.add("B-14", "不在第一行", "另面编排，在第一行", where)
            continue
        wanted = (35.0 if turned else LEFT, LEFT if turned else TOP)
        if abs(line.left - wanted[0]) > 1 or line.baseline > wanted[1] + PITCH_MOST:
            found.add("B-14", f"左起 {line.left:.1f} 毫米", "顶格在第一行", where)
        if face_class(line.marks[-1 if "号" in line.text else 0].font) not in (HEI, UNKNOWN, SONG):
            found.add("B-14", face_class(line.marks[0].font), "三号黑体", where)
        if line.text[-1] in "：:":
            found.add("B-14", "后有冒号", "不加冒号", where)
        _attachment_title(anatomy, index, line, where, found)


def _attachment_title(
    anatomy: Anatomy, index: int, label: Line, where: str, found: Findings
) -> None:
    under = [
        line for at, line in anatomy.flow if at == index and line.baseline > label.baseline + 1
    ]
    if not under:
        return
    gap = under[0].baseline - label.baseline
    if not 2 * PITCH_LEAST - 1.5 <= gap <= 2 * PITCH_MOST + 2:
        found.add("B-14", f"标题在“附件”下 {gap:.1f} 毫米", "第三行", where)
    page = anatomy.file.pages[index]
    middle = (under[0].marks[0].left + under[0].marks[-1].right) / 2
    wanted = 35 + 225 / 2 if page.landscape else (LEFT + RIGHT) / 2
    if abs(middle - wanted) > 3:  # noqa: PLR2004 - mm
        found.add("B-14", f"标题中线 {middle:.1f} 毫米", "居中", where)


def _command(anatomy: Anatomy, found: Findings) -> None:
    number = anatomy.number
    if number is None or not anatomy.flow:
        return
    if anatomy.mark:
        gap = number.ink[0] - max(line.ink[1] for line in anatomy.mark)
        if not 2 * PITCH_LEAST - 1 <= gap <= 2 * PITCH_MOST + 4.5:
            found.add("X-4", f"令号距标志 {gap:.1f} 毫米", "空二行", "令号")
    gap = anatomy.flow[0][1].baseline - number.baseline
    if not 3 * PITCH_LEAST - 1 <= gap <= 3 * PITCH_MOST + 1 and not anatomy.title:
        found.add("X-4", f"正文距令号 {gap:.1f} 毫米", "空二行", "正文")


def _attendance(anatomy: Anatomy, found: Findings) -> None:
    if anatomy.style != "minutes":
        return
    for index, line in anatomy.flow:
        if not _ATTENDANCE.match(line.text) or line.left > LEFT + 4 * CELL:
            continue
        where = f"第 {index + 1} 页“{line.text[:4]}”"
        if abs((line.left - LEFT) / CELL - 2) > 0.35:  # noqa: PLR2004
            found.add("X-5", f"左空 {(line.left - LEFT) / CELL:.1f} 字", "左空二字", where)
        if face_class(line.marks[0].font) not in (HEI, UNKNOWN):
            found.add("X-5", face_class(line.marks[0].font), "三号黑体", where)
        if line.text[2:3] != "：":
            found.add("X-5", f"“{line.text[2:3]}”", "全角冒号", where)
