"""Turn the blocks of a sheet into strips: what may stand alone between two page ends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby

from jiuji_docs.domain.errors import PaperError
from jiuji_docs.domain.forms.sheet import FormSheet, SheetBlock
from jiuji_docs.rendering.fit import MM_PER_POINT, fit
from jiuji_docs.rendering.fit import Room as FitRoom
from jiuji_docs.rendering.sheet_cells import Cell, cells, head_rows, row_heights
from jiuji_docs.rendering.sheet_lines import Line, flow
from jiuji_docs.rendering.sheet_metrics import SUBTITLE_FACE, TITLE_FACE, Widths, plain
from jiuji_docs.rendering.sheet_pictures import Picture, read_picture
from jiuji_docs.rendering.sheet_style import (
    LEAST_TITLE_SIZE,
    SMALL_SIZE,
    SUBTITLE_HEIGHT,
    SUBTITLE_SIZE,
    TITLE_HEIGHT,
    TITLE_SIZE,
    UNIT_HEIGHT,
    ParagraphStyle,
    page_of,
    paragraph_style,
)

BLOCKS = ("grid", "table", "paragraph", "signatures", "gap", "picture")


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of running text: its composed line, face, size in points and alignment."""

    line: Line
    face: str
    size: float
    align: str


@dataclass(frozen=True, slots=True)
class Strip:
    """A piece of the sheet that no page end cuts.

    ``keep`` ties it to the next strip. ``heads`` are the table heads to repeat when a page begins
    with it. ``ruled`` says whether the cells have rules round them. ``top`` is where its cells
    begin in their block.
    """

    height: float
    cells: tuple[Cell, ...] = ()
    text: TextLine | None = None
    picture: Picture | None = None
    keep: bool = False
    ruled: bool = True
    heads: tuple[Strip, ...] = ()
    top: float = 0.0


def strips(sheet: FormSheet, widths: Widths) -> tuple[Strip, ...]:
    """Return the whole sheet as strips: title, unit, blocks."""
    made = [*_opening(sheet, widths)]
    width = page_of(sheet.orientation).inner_width
    for block in sheet.blocks:
        made.extend(_block(block, width, widths, sheet.title))
    return tuple(_tied_back(made))


def paragraph(
    text: str, style: ParagraphStyle, pitch: float, width: float, widths: Widths
) -> Iterator[Strip]:
    """Yield the lines of a running text; first two and last two lines stay together."""
    pitch = max(pitch, style.size * MM_PER_POINT * 1.2)
    limit = width / (style.size * MM_PER_POINT)
    for number, part in enumerate(plain(text).split("\n")):
        indent = indent_of(part, style, first=number == 0)
        wanted = "\u3000" * indent + part
        lines = flow(wanted, limit, partial(widths.advance, style.face), strict=False)
        found = [line for line in lines if line is not None]
        for index, line in enumerate(found):
            together = len(found) > 1 and index in {0, len(found) - 2}
            yield Strip(
                pitch, text=TextLine(line, style.face, style.size, style.align), keep=together
            )


def indent_of(text: str, style: ParagraphStyle, *, first: bool) -> int:
    """Return by how many characters a paragraph is indented; a salutation (称谓) is not."""
    salutation = first and text.endswith("：") and not set(text) & set("，。；")
    return 0 if salutation or not text or text.startswith("\u3000") else style.indent


def _opening(sheet: FormSheet, widths: Widths) -> Iterator[Strip]:
    width = page_of(sheet.orientation).inner_width
    yield from _title(sheet, width, widths)
    if sheet.subtitle:
        style = ParagraphStyle(SUBTITLE_FACE, SUBTITLE_SIZE, "center", 0)
        for strip in paragraph(sheet.subtitle, style, SUBTITLE_HEIGHT, width, widths):
            yield _kept(strip)
    if sheet.unit:
        style = ParagraphStyle(size=SMALL_SIZE, indent=0)
        for strip in paragraph(f"单位：{sheet.unit}", style, UNIT_HEIGHT, width, widths):
            yield _kept(strip)
    else:
        yield Strip(UNIT_HEIGHT / 2, keep=True)


def _title(sheet: FormSheet, width: float, widths: Widths) -> Iterator[Strip]:
    measure = partial(widths.advance, TITLE_FACE)
    for size in (TITLE_SIZE, LEAST_TITLE_SIZE):
        room = FitRoom(width, 2.5 * size * MM_PER_POINT, measure)
        fitted = fit(plain(sheet.title), room, shrink=False, centred=True, full=size)
        if fitted is not None:
            for line in fitted.lines:
                text = TextLine(line, TITLE_FACE, size, "center")
                yield Strip(TITLE_HEIGHT, text=text, keep=True)
            return
    raise PaperError(f"标题过长：{sheet.title[:20]}")


def _block(block: SheetBlock, width: float, widths: Widths, form: str) -> Iterator[Strip]:
    if block.kind not in BLOCKS:
        raise PaperError(f"{form}：没有名为“{block.kind}”的版块；已有：{'、'.join(BLOCKS)}")
    if block.kind == "gap":
        yield Strip(block.height)
    elif block.kind == "picture":
        drawn = read_picture(block.text, width)
        yield Strip(drawn.height, picture=drawn)
    elif block.kind == "paragraph":
        yield from _paragraph(block, width, widths)
    elif block.kind == "table":
        yield from _table(block, width, widths, form)
    else:
        yield from _rows(block, cells(block, width, widths, form), 0, len(block.rows))


def _paragraph(block: SheetBlock, width: float, widths: Widths) -> Iterator[Strip]:
    """Yield the lines; a heading stays with what it heads."""
    style = paragraph_style(block.style)
    for strip in paragraph(block.text, style, block.height, width, widths):
        yield _kept(strip) if block.style == "heading" else strip


def _table(block: SheetBlock, width: float, widths: Widths, form: str) -> Iterator[Strip]:
    """Yield head and rows; each row knows the head to repeat."""
    made, count = cells(block, width, widths, form), head_rows(block)
    heads = tuple(_kept(strip) for strip in _rows(block, made, 0, count))
    yield from heads
    for strip in _rows(block, made, count, len(block.rows)):
        yield replace(strip, heads=heads)


def _rows(block: SheetBlock, made: tuple[Cell, ...], first: int, stop: int) -> Iterator[Strip]:
    """Yield one strip for each group of rows that boxes of several rows tie together."""
    ruled, heights = block.kind != "signatures", row_heights(block, made)
    for _, group in groupby(range(first, stop), key=_ties(made, stop).__getitem__):
        rows = list(group)
        own = tuple(cell for cell in made if cell.row in rows)
        high = sum(heights[row] for row in rows)
        yield Strip(high, own, ruled=ruled, top=sum(heights[: rows[0]]))


def _ties(made: tuple[Cell, ...], stop: int) -> list[int]:
    """Return a group number for each row; rows that share a tall box share the number."""
    joined = {row for cell in made for row in range(cell.row, cell.row + cell.box.rows - 1)}
    groups, number = [], 0
    for row in range(stop):
        groups.append(number)
        number += row not in joined
    return groups


def _kept(strip: Strip) -> Strip:
    return replace(strip, keep=True)


def _tied_back(made: list[Strip]) -> list[Strip]:
    """Keep the last two lines before a row of signatures with it (不使落款单独成页)."""
    for index, strip in enumerate(made):
        at, lines = index - 1, 0
        while not strip.ruled and at >= 0 and lines < 2 and not made[at].cells:  # noqa: PLR2004
            made[at] = _kept(made[at])
            lines, at = lines + (made[at].text is not None), at - 1
    return made
