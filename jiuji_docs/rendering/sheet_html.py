"""Write a planned sheet as the values that the template ``sheet.pt`` puts on paper."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from jiuji_docs.domain.forms.paper_code import scanned_text
from jiuji_docs.rendering.fit import MM_PER_POINT, PAD_X, flush
from jiuji_docs.rendering.qr import QUIET, qr_path
from jiuji_docs.rendering.sheet_cells import Cell, Rect
from jiuji_docs.rendering.sheet_lines import Line
from jiuji_docs.rendering.sheet_metrics import SMALL_FACE, Run, Typeface
from jiuji_docs.rendering.sheet_plan import Plan, Standing, head_words
from jiuji_docs.rendering.sheet_strips import Strip, TextLine
from jiuji_docs.rendering.sheet_style import (
    CODE_SIDE,
    CODE_TOP,
    FOOT_UP,
    HEAD_TOP,
    SMALL_SIZE,
    STRIP_HEIGHT,
    Page,
    page_of,
)

#: Half a rule's thickness: the rule is centred on the box's edge, so neighbours draw the same one.
_HALF_RULE = 0.25 * MM_PER_POINT


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One line of text as a rectangle of its own: CSS for its place, and its runs."""

    style: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class PrintedBox:
    """One ruled or plain rectangle; ``name`` lets a reader of the box tree find it again."""

    style: str
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class PrintedPlace:
    """An empty rectangle whose anchor tells where a signature or seal goes."""

    style: str
    anchor: str
    name: str


@dataclass(frozen=True, slots=True)
class PrintedMark:
    """The QR: CSS for its place, its side in modules, the path of its dark modules."""

    style: str
    side: int
    path: str


@dataclass(frozen=True, slots=True)
class PrintedPicture:
    """A picture: CSS for its place, and its SVG as drawn here."""

    style: str
    svg: str


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """Everything on one page, in reading order."""

    boxes: tuple[PrintedBox, ...]
    lines: tuple[PrintedLine, ...]
    places: tuple[PrintedPlace, ...]
    marks: tuple[PrintedMark, ...] = ()
    pictures: tuple[PrintedPicture, ...] = ()


def anchor_of(place: str) -> str:
    """Return the document id of a named place: names come from data, ids must be plain."""
    return f"place-{hashlib.sha256(place.encode()).hexdigest()[:16]}"


def printed_pages(plan: Plan, typeface: Typeface, address: str = "") -> tuple[PrintedPage, ...]:
    """Return every page's boxes, lines, places and QR in millimetres from its corner.

    *address* is the office's, for the QR; empty for a code that a scanner types.
    """
    page = page_of(plan.sheet.orientation)
    marks = tuple(_marks(plan.sheet.code, page, address))
    return tuple(
        replace(_page(plan, number, page, typeface), marks=marks)
        for number in range(1, len(plan.pages) + 1)
    )


def _page(plan: Plan, number: int, page: Page, typeface: Typeface) -> PrintedPage:
    standing = plan.pages[number - 1]
    seats = [(cell, _offset(one, page), one.strip) for one in standing for cell in one.strip.cells]
    lines = [*_head(plan, page, typeface)]
    for one in standing:
        lines.extend(_strip_lines(one, page, typeface))
    lines.extend(_foot(number, len(plan.pages), page, typeface))
    return PrintedPage(
        tuple(_box(cell, offset, strip) for cell, offset, strip in seats),
        tuple(lines),
        tuple(_place(cell, offset) for cell, offset, _ in seats if cell.place),
        pictures=tuple(_pictures(standing, page)),
    )


def _pictures(standing: Iterable[Standing], page: Page) -> Iterator[PrintedPicture]:
    for one in standing:
        if one.strip.picture is not None:
            area = Rect(page.left, one.top, page.inner_width, one.strip.height)
            yield PrintedPicture(_css(area), one.strip.picture.svg)


def _marks(code: str, page: Page, address: str) -> Iterator[PrintedMark]:
    """Yield the QR: its dark modules begin at the left margin, the quiet zone stands outside."""
    if code:
        side, path = qr_path(scanned_text(code, address))
        left = page.left - CODE_SIDE * QUIET / side
        yield PrintedMark(_css(Rect(left, CODE_TOP, CODE_SIDE, CODE_SIDE)), side, path)


def _offset(one: Standing, page: Page) -> tuple[float, float]:
    return page.left, one.top - one.strip.top


def _strip_lines(one: Standing, page: Page, typeface: Typeface) -> Iterator[PrintedLine]:
    if one.strip.text is not None:
        area = Rect(page.left, one.top, page.inner_width, one.strip.height)
        yield _running(one.strip.text, area, typeface)
    for cell in one.strip.cells:
        yield from _cell_lines(cell, _offset(one, page), typeface)


def _cell_lines(
    cell: Cell, offset: tuple[float, float], typeface: Typeface
) -> Iterator[PrintedLine]:
    """Yield a cell's lines, in the middle of its text area or from its top when it is prose."""
    area, fitted = cell.text_area.moved(*offset), cell.fitted
    top = area.top + cell.headroom
    for index, line in enumerate(fitted.lines):
        width = area.width - 2 * PAD_X
        rect = Rect(area.left + PAD_X, top + index * fitted.pitch, width, fitted.pitch)
        text = TextLine(line, cell.face, fitted.size, cell.align)
        yield _running(text, rect, typeface)


def _running(text: TextLine, area: Rect, typeface: Typeface) -> PrintedLine:
    limit = area.width / (text.size * MM_PER_POINT)
    spacing = flush(text.line, limit) if text.align == "left" else 0.0
    style = (
        f"{_css(area)};line-height:{area.height:.3f}mm;"
        f"font-size:{text.size:g}pt;text-align:{text.align}"
    )
    if spacing:
        style += f";letter-spacing:{spacing:.5f}em"
    return PrintedLine(style, typeface.runs(text.face, text.line.text))


def _box(cell: Cell, offset: tuple[float, float], strip: Strip) -> PrintedBox:
    rect = cell.rect.moved(*offset)
    grown = Rect(
        rect.left - _HALF_RULE,
        rect.top - _HALF_RULE,
        rect.width + 2 * _HALF_RULE,
        rect.height + 2 * _HALF_RULE,
    )
    kind = "label" if cell.box.label else "value"
    return PrintedBox(_css(grown), f"{kind} {'ruled' if strip.ruled else 'bare'}", cell.box.name)


def _place(cell: Cell, offset: tuple[float, float]) -> PrintedPlace:
    rect = cell.place.moved(*offset) if cell.place else cell.rect
    return PrintedPlace(_css(rect), anchor_of(cell.box.place), cell.box.place)


def _head(plan: Plan, page: Page, typeface: Typeface) -> Iterator[PrintedLine]:
    if words := head_words(plan.sheet):
        area = Rect(page.left, HEAD_TOP, page.inner_width, STRIP_HEIGHT)
        yield _small(words, "right", area, typeface)


def _foot(number: int, pages: int, page: Page, typeface: Typeface) -> Iterator[PrintedLine]:
    area = Rect(page.left, page.height - FOOT_UP, page.inner_width, STRIP_HEIGHT)
    yield _small(f"第 {number} 页 共 {pages} 页", "center", area, typeface)


def _small(words: str, align: str, area: Rect, typeface: Typeface) -> PrintedLine:
    line = Line(words, 0.0, last=True)
    return _running(TextLine(line, SMALL_FACE, SMALL_SIZE, align), area, typeface)


def _css(rect: Rect) -> str:
    return (
        f"left:{rect.left:.3f}mm;top:{rect.top:.3f}mm;"
        f"width:{rect.width:.3f}mm;height:{rect.height:.3f}mm"
    )
