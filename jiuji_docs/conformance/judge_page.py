"""Judge paper, type area, grid, faces and line ends of every page (5, 6; GB/T 15834)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from jiuji_docs.conformance.anatomy import Anatomy, first_attachment
from jiuji_docs.conformance.faces import FANG, LATIN, UNKNOWN, face_class
from jiuji_docs.conformance.page_model import Line, Page
from jiuji_docs.conformance.standard import (
    BODY,
    BOTTOM,
    CELL,
    CHARACTERS,
    INK_TOP_LOWEST,
    LEFT,
    LINES,
    PAGE,
    PITCH_MOST,
    RIGHT,
    TOP,
)
from jiuji_docs.domain.conformance.finding import Findings

_NOT_FIRST = set("，。、；：！？）》〉」』】〕”’…")
_NOT_LAST = set("（《〈「『【〔“‘")
_CHINESE_MARKS = set("“”‘’—…")
_NOTES = re.compile("附件[:：]")
#: Lines of text that a sign-off may take along.
ALONG = 2
#: A line of more characters than this is running text, and one this much larger a title (points).
_RUNNING, _TITLES = 12, 4.0


def judge_pages(anatomy: Anatomy, found: Findings) -> None:
    """Judge every page."""
    for index, page in enumerate(anatomy.file.pages):
        place = f"第 {index + 1} 页"
        _paper(page, place, found)
        if not page.landscape:
            _area(index, place, anatomy, found)
    _grid(anatomy, found)
    _faces(anatomy, found)
    _line_ends(anatomy, found)


def _paper(page: Page, place: str, found: Findings) -> None:
    size = tuple(sorted((page.width, page.height)))
    if any(abs(one - two) > 0.7 for one, two in zip(size, PAGE, strict=True)):  # noqa: PLR2004
        found.add("PG-1", f"{page.width:.1f}×{page.height:.1f} 毫米", "210×297 毫米", place)


def _area(index: int, place: str, anatomy: Anatomy, found: Findings) -> None:
    body = [line for at, line in anatomy.flow if at == index]
    if not body:
        return
    left = min(line.left for line in body)
    if (len(body) > 4 and not LEFT - 1 <= left <= LEFT + 1) or left < LEFT - 1:  # noqa: PLR2004 - a few lines may all be indented
        found.add("PG-3", f"{left:.1f} 毫米", "28±1 毫米", place)
    top = body[0].ink[0]
    if index and _begins_at_the_top(body) and not TOP - 1 <= top <= INK_TOP_LOWEST:
        found.add("PG-2", f"字面上边缘 {top:.1f} 毫米", "37 毫米（页边距）起", place)
    right, bottom = max(line.marks[-1].right for line in body), max(line.ink[1] for line in body)
    if right > RIGHT + 0.8:
        found.add("PG-4", f"右边缘 {right:.1f} 毫米", f"不超过 {RIGHT:g} 毫米", place)
    if bottom > BOTTOM + 1:
        found.add("PG-4", f"下边缘 {bottom:.1f} 毫米", f"不超过 {BOTTOM:g} 毫米", place)


def _begins_at_the_top(body: list[Line]) -> bool:
    """Whether running text begins the page: titles of what is issued stand a line lower."""
    return body[0].baseline < TOP + 3 * PITCH_MOST and abs(body[0].size - BODY) < 1


def full_pages(anatomy: Anatomy) -> Iterator[tuple[int, list[Line]]]:
    """Yield the pages of running text that text goes on after: those should be full."""
    by_page: dict[int, list[Line]] = {}
    for index, line in anatomy.flow:
        by_page.setdefault(index, []).append(line)
    for index, lines in by_page.items():
        after = by_page.get(index + 1)
        page = anatomy.file.pages[index]
        if index == 0 or not after or page.landscape or anatomy.file.pages[index + 1].landscape:
            continue
        body = all(abs(line.size - BODY) < 1.5 for line in (lines[-1], after[0]))  # noqa: PLR2004
        if body and not _starts_anew(after[0]) and not _went_along(anatomy, after):
            yield index, lines


def _went_along(anatomy: Anatomy, lines: list[Line]) -> bool:
    """Whether a page shows the sign-off and the few lines of text that had to go with it.

    A sign-off without text is forbidden, so the page before may end early (7.3.5.5, 5.2.3).
    """
    if anatomy.date is None or anatomy.date not in lines:
        return False
    signs = {anatomy.date, *anatomy.names}
    text = list(takewhile(lambda line: line not in signs, lines))
    noted = next((at for at, line in enumerate(text) if _NOTES.match(line.text)), len(text))
    return noted <= ALONG


def _starts_anew(line: Line) -> bool:
    """Whether a page begins with what may not stand at a page's foot: a heading, an attachment."""
    heading = re.match(
        "[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|附件", line.text
    )
    return bool(heading) or line.left > LEFT + 2.4 * CELL


def _grid(anatomy: Anatomy, found: Findings) -> None:
    for index, lines in full_pages(anatomy):
        empty = (BOTTOM - lines[-1].baseline) / PITCH_MOST
        if len(lines) > LINES or empty > 1.6:  # noqa: PLR2004 - one line may be left for a heading
            measured = f"{len(lines)} 行，页末空 {empty:.1f} 行"
            found.add("PG-6", measured, f"{LINES} 行", f"第 {index + 1} 页")
    for index, line in anatomy.flow:
        full = line.left < LEFT + 1 and line.right > RIGHT - 1.5 * CELL
        plain = all(ord(mark.character) > 0x2E80 for mark in line.marks)  # noqa: PLR2004 - no Latin
        if not (full and plain and abs(line.size - BODY) < 0.6):  # noqa: PLR2004
            continue
        marks = sum(mark.character in "，。、；：！？）》”“（《" for mark in line.marks)
        if not CHARACTERS - 1 <= len(line.marks) <= CHARACTERS + 1 + marks // 2:
            count = f"{len(line.marks)} 字"
            found.add("PG-6", count, f"{CHARACTERS} 字", f"第 {index + 1} 页“{line.text[:6]}…”")
            return


def _faces(anatomy: Anatomy, found: Findings) -> None:
    """Judge the body's size, face and colour once each, at the first line that differs."""
    told: set[str] = set()
    first = first_attachment(anatomy)
    for index, line in anatomy.flow:
        place = f"第 {index + 1} 页“{line.text[:8]}”"
        black = line.marks[0].black or line in anatomy.names
        if not black and "PG-8" not in told:
            told.add("PG-8")
            found.add("PG-8", "非黑色", "黑色", place)
        if index >= first:
            continue
        if "PG-7" not in told and (wrong := _wrong_body(line, anatomy)):
            told.add("PG-7")
            found.add("PG-7", wrong, "三号仿宋", place)
    for index, page in enumerate(anatomy.file.pages):
        for line in page.lines:
            for mark in line.marks:
                latin = mark.character in _CHINESE_MARKS and face_class(mark.font) == LATIN
                if latin and "F-4" not in told:
                    told.add("F-4")
                    found.add("F-4", mark.font, "汉字字体", f"第 {index + 1} 页“{line.text[:8]}”")


def _wrong_body(line: Line, anatomy: Anatomy) -> str:
    """Return what is wrong with a line of running text: its size, or the face of most of it."""
    wide = line.left < LEFT + 2.4 * CELL and line.right - line.left > _RUNNING * CELL
    if not wide or line in anatomy.addressees or line.size > BODY + _TITLES:
        return ""
    if abs(line.size - BODY) > 0.6:  # noqa: PLR2004
        return f"{line.size:g} 磅"
    classes = [face_class(mark.font) for mark in line.marks if ord(mark.character) > 0x2E80]  # noqa: PLR2004
    most = max(set(classes), key=classes.count) if classes else UNKNOWN
    heading = re.match("[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）", line.text)
    lone = most not in (FANG, UNKNOWN) and classes.count(FANG) == 0
    return most if lone and not heading else ""


def _line_ends(anatomy: Anatomy, found: Findings) -> None:
    before: tuple[int, Line] | None = None
    for index, line in anatomy.flow:
        first, last = line.text[0], line.text[-1]
        place = f"第 {index + 1} 页“{line.text[:8]}…”"
        going_on = before is not None and before[1].right > RIGHT - 3 * CELL
        if first in _NOT_FIRST and going_on and line.left < LEFT + 3 * CELL:
            found.add("K-1", f"行首“{first}”", "", place)
        if last in _NOT_LAST and line.right > RIGHT - 3 * CELL:
            found.add("K-1", f"行末“{last}”", "", place)
        before = (index, line)
