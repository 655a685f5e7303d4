"""Recognise the elements of a document on its pages by what they say and where they stand (要素识别)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from jiuji_docs.conformance.page_model import Bar, Line, Page, PrintedFile
from jiuji_docs.conformance.standard import BODY, BOTTOM, CELL, LEFT, RIGHT, TITLE

NUMBER = re.compile(
    r"^[^，。：]{0,14}[〔\[【(（［]\d{2,4}[〕\]】)）］]第?\d{1,5}号|^第\d{1,4}号$|^[〔\[]?\d{4}[〕\]]?\d+号$"
)
DATE = re.compile(r"^.{0,3}\d{2,4}年\d{1,2}月\d{1,2}日$|^[一二〇○零]{4}年.{2,8}日$")
PAGE_NUMBER = re.compile(r"^[—–\-－―_]*\d{1,3}[—–\-－―_]*$")
ATTACHMENT = re.compile(r"^(?:.{4,30}号)?附件\d{0,2}[：:]?$")
SIGNERS = re.compile("签发人")
ORGANS = re.compile("^[\u3400-\u9fff（）]{2,40}$")
_LARGE = 18.0
_LONG = 100.0


@dataclass(frozen=True, slots=True)
class Anatomy:
    """The recognised parts; what was not found is empty or None."""

    file: PrintedFile
    style: str
    mark: tuple[Line, ...]
    red_bars: tuple[Bar, ...]
    number: Line | None
    signers: tuple[Line, ...]
    title: tuple[Line, ...]
    addressees: tuple[Line, ...]
    #: (page index, line) of everything in the flow after the title, in reading order.
    flow: tuple[tuple[int, Line], ...]
    names: tuple[Line, ...]
    date: Line | None
    date_page: int
    note: Line | None
    colophon: tuple[Line, ...]
    colophon_bars: tuple[Bar, ...]
    page_numbers: dict[int, Line]


def first_attachment(anatomy: Anatomy) -> int:
    """Return the index of the first attachment's page, a large number when there is none."""
    seen: set[int] = set()
    for index, line in anatomy.flow:
        if index not in seen and index and ATTACHMENT.match(line.text):
            return index
        seen.add(index)
    return len(anatomy.file.pages)


def paragraphs(anatomy: Anatomy) -> list[tuple[str, str]]:
    """Return (place, text) of the flow: a full line and the flush one below it are one paragraph."""
    joined: list[tuple[str, str]] = []
    before: Line | None = None
    for index, line in anatomy.flow:
        full = before is not None and before.right > RIGHT - 2 * CELL
        if full and line.left < LEFT + 0.5 * CELL and joined:
            joined[-1] = (joined[-1][0], joined[-1][1] + line.text)
        else:
            joined.append((f"第 {index + 1} 页“{line.text[:8]}”", line.text))
        before = line
    return joined


def recognise(file: PrintedFile) -> Anatomy:
    """Return the anatomy of a file: head and title on page 1, sign-off, colophon on the last page."""
    first = file.pages[0]
    numbers = {
        index: line
        for index, page in enumerate(file.pages)
        if (line := _page_number(page)) is not None
    }
    mark = _mark(first)
    style = _style(mark, first)
    red_bars = tuple(bar for bar in first.bars if bar.red and bar.length > _LONG)
    colophon_bars = tuple(
        bar
        for bar in file.pages[-1].bars
        if not bar.red and bar.length > _LONG and bar.top > 150  # noqa: PLR2004
    )
    colophon = _colophon(file, colophon_bars, numbers)
    number = _number(first, mark)
    title = _title(first, number, red_bars, style)
    head = (*mark, *title, *([number] if number else []))
    flow = _flow(file, head, (*colophon, *numbers.values()))
    addressees = _addressees(flow, title)
    place = _date(flow)
    names = _names(flow, place)
    note = flow[place + 1][1] if 0 <= place < len(flow) - 1 else None
    return Anatomy(
        file,
        style,
        mark,
        red_bars,
        number,
        tuple(line for line in first.lines if SIGNERS.search(line.text)),
        title,
        addressees,
        flow,
        names,
        flow[place][1] if place >= 0 else None,
        flow[place][0] if place >= 0 else -1,
        note if note is not None and note.text.startswith(("（", "(")) else None,
        colophon,
        colophon_bars,
        numbers,
    )


def _mark(first: Page) -> tuple[Line, ...]:
    """Return the large red lines at the top, down to the first black line below one."""
    lines: list[Line] = []
    for line in first.lines:
        if line.red and line.size >= _LARGE:
            lines.append(line)
        elif lines:
            break
    return tuple(lines)


def _style(mark: Sequence[Line], first: Page) -> str:
    words = "".join(line.text for line in mark)
    double = [bar for bar in first.bars if bar.red and bar.length > _LONG]
    if len(double) >= 3:  # noqa: PLR2004 - two double rules
        return "letter"
    if words.endswith("令"):
        return "command"
    return "minutes" if words.endswith("纪要") else "circular"


def _page_number(page: Page) -> Line | None:
    below = [line for line in page.lines if line.baseline > BOTTOM + 1]
    return next((line for line in below if PAGE_NUMBER.match(line.text)), None)


def _number(first: Page, mark: Sequence[Line]) -> Line | None:
    top = max((line.baseline for line in mark), default=0.0)
    for line in first.lines:
        text = re.sub(r"签发人.*$", "", line.text)
        text = re.sub(r"^\d{6}", "", text)
        if line.baseline > top and line.baseline < 230 and NUMBER.search(text):  # noqa: PLR2004
            return line
    return None


def _title(
    first: Page, number: Line | None, red_bars: Sequence[Bar], style: str
) -> tuple[Line, ...]:
    """Return the run of lines set larger than the body below number and red rule."""
    top = number.baseline if number else 0.0
    if red_bars and style != "letter":
        top = max(top, red_bars[0].bottom)
    lines: list[Line] = []
    for line in first.lines:
        if line.baseline <= top or line.red:
            continue
        large = line.size > BODY + (TITLE - BODY) / 5
        if large:
            lines.append(line)
        elif lines:
            break
    return tuple(lines)


def _flow(
    file: PrintedFile, head: Sequence[Line], ends: Sequence[Line]
) -> tuple[tuple[int, Line], ...]:
    """Return every line below the head that is neither colophon nor page number."""
    used = {*head, *ends}
    top = max((line.baseline for line in head), default=0.0)
    return tuple(
        (index, line)
        for index, page in enumerate(file.pages)
        for line in page.lines
        if line not in used and not (index == 0 and line.baseline <= top)
    )


def _addressees(flow: Sequence[tuple[int, Line]], title: Sequence[Line]) -> tuple[Line, ...]:
    """Return the lines from the title down to the one that ends with a colon."""
    lines: list[Line] = []
    for index, line in flow[:8]:
        if index or not title or line.left > LEFT + 1.5 * CELL:
            break
        lines.append(line)
        if line.text[-1] in "：:":
            return tuple(lines)
    return ()


def _date(flow: Sequence[tuple[int, Line]]) -> int:
    """Return the place of the sign-off's date: the first date alone on the right half of a line."""
    middle = (LEFT + RIGHT) / 2
    for place, (_, line) in enumerate(flow):
        if DATE.match(line.text) and line.right > middle + 2 * CELL and line.left > LEFT + 6 * CELL:
            return place
    return -1


def _names(flow: Sequence[tuple[int, Line]], place: int) -> tuple[Line, ...]:
    """Return the organs' lines right above the date, on the same page."""
    names: list[Line] = []
    at = place - 1
    while at >= 0 and flow[at][0] == flow[place][0] and _may_be_organ(flow[at][1]):
        names.insert(0, flow[at][1])
        at -= 1
    return tuple(names)


def _may_be_organ(line: Line) -> bool:
    """Whether a line is an organ's name at the right, or several names beside each other."""
    apart = line.left > LEFT + 2.6 * CELL or _in_columns(line)
    return apart and bool(ORGANS.match(line.text))


def _in_columns(line: Line) -> bool:
    """Whether some of its characters stand so close, and others so far apart, as names in a row do."""
    steps = [after.x - before.x for before, after in pairwise(line.marks)]
    return max(steps, default=0.0) > min(steps, default=0.0) + CELL / 2


def _colophon(file: PrintedFile, bars: Sequence[Bar], numbers: dict[int, Line]) -> tuple[Line, ...]:
    last = len(file.pages) - 1
    if bars:
        top, bottom = bars[0].top - 1, max(bars[-1].bottom, bars[0].top + 5) + 1
        lines = [line for line in file.pages[last].lines if top < line.baseline < bottom + 6]
    else:
        lines = [line for line in file.pages[last].lines if _in_colophon(line)]
    return tuple(line for line in lines if line is not numbers.get(last))


def _in_colophon(line: Line) -> bool:
    small = line.size < BODY - 1
    return line.text.startswith(("抄送", "主送：")) or (small and line.baseline > 200)  # noqa: PLR2004
