"""Lay strips on pages: page ends, repeated table heads, and the continuation sheet (续页)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from jiuji_docs.domain.errors import PaperError
from jiuji_docs.domain.forms.sheet import FormSheet
from jiuji_docs.rendering.sheet_cells import Cell
from jiuji_docs.rendering.sheet_metrics import LABEL_FACE, SMALL_FACE, TITLE_FACE, Widths, plain
from jiuji_docs.rendering.sheet_strips import Strip, paragraph, strips
from jiuji_docs.rendering.sheet_style import (
    MOST_PAGES,
    SPILL_HEIGHT,
    TITLE_HEIGHT,
    ParagraphStyle,
    page_of,
)

CONTINUATION = "续页"
#: More characters than this cannot stand on the permitted number of pages.
_MOST_CHARACTERS = MOST_PAGES * 40 * 36
#: Sums of millimetres may differ by rounding.
_SLACK = 1e-6


@dataclass(frozen=True, slots=True)
class Standing:
    """A strip and its distance in mm from the upper edge of its page."""

    strip: Strip
    top: float


@dataclass(frozen=True, slots=True)
class Plan:
    """Every page with its strips; all sizes are decided, nothing is left to the engine."""

    sheet: FormSheet
    pages: tuple[tuple[Standing, ...], ...]

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Every cell once, without repeated heads."""
        found = {id(cell): cell for page in self.pages for one in page for cell in one.strip.cells}
        return tuple(found.values())

    @property
    def overflow(self) -> tuple[tuple[str, str], ...]:
        """(Box, outcome) for each value that does not stand at full size."""
        return tuple(
            (cell.box.name or cell.title, cell.fitted.outcome)
            for cell in self.cells
            if cell.fitted.outcome and not cell.box.label
        )

    @property
    def pieces(self) -> Iterator[tuple[str, str]]:
        """(Face, text) of everything printed, for the audit of rare characters."""
        yield SMALL_FACE, head_words(self.sheet)
        for page in self.pages:
            for one in page:
                yield from _pieces(one.strip)


def head_words(sheet: FormSheet) -> str:
    """Return what stands small above every page: the case number, of a blank form its edition."""
    number = plain(sheet.number)
    return f"编号：{number}" if number else sheet.edition


def plan(sheet: FormSheet, widths: Widths) -> Plan:
    """Return the sheet on pages.

    Raises PaperError when it has more than 60 pages or a row is taller than a page, DoesNotFit when
    a box refuses its text.
    """
    check_length(sheet)
    page = page_of(sheet.orientation)
    body = strips(sheet, widths)
    pages = list(_paginate(body, page.inner_height, page.top))
    spilled = [cell for strip in body for cell in strip.cells if cell.spilled]
    if spilled:
        more = continuation(sheet, spilled, widths)
        pages += _paginate(tuple(more), page.inner_height, page.top)
    if len(pages) > MOST_PAGES:
        raise PaperError(f"{sheet.title}：内容超过 {MOST_PAGES} 页，不予制作")
    return Plan(sheet, tuple(pages))


def continuation(sheet: FormSheet, spilled: list[Cell], widths: Widths) -> Iterator[Strip]:
    """Yield the continuation sheet: each full text under the name of its box."""
    width = page_of(sheet.orientation).inner_width
    title = ParagraphStyle(TITLE_FACE, 16.0, "center", 0)
    head = ParagraphStyle(LABEL_FACE, 12.0, "left", 0)
    body = ParagraphStyle(size=12.0)
    yield from _tied(paragraph(f"{sheet.title}{CONTINUATION}", title, TITLE_HEIGHT, width, widths))
    for cell in spilled:
        yield from _tied(paragraph(f"【{cell.title}】", head, SPILL_HEIGHT, width, widths))
        yield from paragraph(cell.box.text, body, SPILL_HEIGHT, width, widths)


def _tied(made: Iterator[Strip]) -> Iterator[Strip]:
    for strip in made:
        yield Strip(strip.height, text=strip.text, keep=True)


def _paginate(body: tuple[Strip, ...], height: float, top: float) -> Iterator[tuple[Standing, ...]]:
    """Yield pages; a group of kept strips moves to the next page together."""
    page: list[Standing] = []
    used = 0.0
    for group in _groups(body):
        if page and used + _height(group) > height + _SLACK:
            yield tuple(page)
            page, used = [], 0.0
        heads = () if page else group[0].heads
        if _height((*heads, *group)) > height + _SLACK:
            raise PaperError("有一行比纸面还高，放不下")
        for strip in (*heads, *group):
            if page or strip.cells or strip.text or strip.picture:
                page.append(Standing(strip, top + used))
                used += strip.height
    if page:
        yield tuple(page)


def _height(group: Iterable[Strip]) -> float:
    return sum(strip.height for strip in group)


def _groups(body: tuple[Strip, ...]) -> Iterator[list[Strip]]:
    group: list[Strip] = []
    for strip in body:
        group.append(strip)
        if not strip.keep:
            yield group
            group = []
    if group:
        yield group


def _pieces(strip: Strip) -> Iterator[tuple[str, str]]:
    if strip.text is not None:
        yield strip.text.face, strip.text.line.text
    if strip.picture is not None:
        yield LABEL_FACE, strip.picture.words
    for cell in strip.cells:
        yield cell.face, "".join(line.text for line in cell.fitted.lines)


def check_length(sheet: FormSheet) -> None:
    """Raise PaperError for more text than the permitted pages can hold, before any work is done."""
    length = sum(
        len(block.text) + sum(len(box.text) for row in block.rows for box in row)
        for block in sheet.blocks
        if block.kind != "picture"
    )
    if length > _MOST_CHARACTERS:
        raise PaperError(f"{plain(sheet.title)[:30]}：内容共 {length} 字，超过 {MOST_PAGES} 页")
