"""Put the boxes of a block on its columns and fit each text into its rectangle."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import product

from jiuji_docs.domain.errors import DoesNotFit, PaperError
from jiuji_docs.domain.forms.sheet import Box, SheetBlock
from jiuji_docs.rendering.fit import (
    FULL_SIZE,
    LEADING,
    MM_PER_POINT,
    PAD_X,
    PAD_Y,
    Fitted,
    Room,
    begin,
    fit,
)
from jiuji_docs.rendering.sheet_lines import flow, joined, paragraphs
from jiuji_docs.rendering.sheet_metrics import LABEL_FACE, SIGNS, VALUE_FACE, Widths, plain

#: A handwritten or stamped name needs this much; below it the place takes the box's right half.
LEAST_PLACE_HEIGHT = 11.0
PROSE_HEIGHT, PROSE_WIDTH, PROSE_HEADROOM = 17.0, 60.0, 1.5
#: What a box of a list declares whose row becomes as high as its text needs.
GROW = "grow"


@dataclass(frozen=True, slots=True)
class Rect:
    """Millimetres from the left and upper edge of whatever holds it."""

    left: float
    top: float
    width: float
    height: float

    def moved(self, left: float, top: float) -> Rect:
        """Return the same rectangle seen from another corner."""
        return Rect(self.left + left, self.top + top, self.width, self.height)

    def shrunk(self, by_x: float, by_y: float) -> Rect:
        """Return the rectangle inside this one, each edge moved inwards."""
        left, top = self.left + by_x, self.top + by_y
        return Rect(left, top, self.width - 2 * by_x, self.height - 2 * by_y)


@dataclass(frozen=True, slots=True)
class Cell:
    """A box on paper (格): where it stands, its fitted text, and its place if it has one.

    ``title`` is what people call the box: the label before or above it. ``text`` is what the box
    shows: all of it, or its start when the rest is on the continuation sheet.
    """

    box: Box
    row: int
    column: int
    rect: Rect
    title: str
    face: str
    align: str
    fitted: Fitted
    text_area: Rect
    place: Rect | None = None
    #: Written from the top like running text, instead of in the middle of the box.
    prose: bool = False
    text: str = ""

    @property
    def spilled(self) -> bool:
        """Whether the full text stands on the continuation sheet (续页)."""
        return self.fitted.outcome == "continue"

    @property
    def headroom(self) -> float:
        """Return the space in mm above the first line: little for prose, else half of what is free."""
        half = (self.text_area.height - self.fitted.height) / 2
        return min(PROSE_HEADROOM, half) if self.prose else half


def is_label_row(row: tuple[Box, ...]) -> bool:
    """Tell whether a table row is a head: nothing in it but fixed wording."""
    return bool(row) and all(box.label for box in row)


def head_rows(block: SheetBlock) -> int:
    """Return how many rows at the top of a table are its head (表头)."""
    count = 0
    while block.kind == "table" and count < len(block.rows) and is_label_row(block.rows[count]):
        count += 1
    return count if count < len(block.rows) else 0


def cells(block: SheetBlock, width: float, widths: Widths, form: str) -> tuple[Cell, ...]:
    """Return the block's cells, *width* mm wide together, row by row.

    Raises PaperError when the boxes do not go into the columns, DoesNotFit when a box refuses.
    """
    label_face = VALUE_FACE if block.kind == "signatures" else LABEL_FACE
    step = width / block.columns
    heights = [_row_height(block, row, step, widths) for row in block.rows]
    return tuple(
        _cell(seat, label_face if seat.box.label else VALUE_FACE, widths, form)
        for seat in _seats(block, step, heights, form)
    )


def row_heights(block: SheetBlock, made: tuple[Cell, ...]) -> list[float]:
    """Return the height of each row in mm, as the block's cells *made* have it."""
    own = {cell.row: cell.rect.height for cell in made if cell.box.rows == 1}
    return [own.get(row, block.height) for row in range(len(block.rows))]


def _row_height(block: SheetBlock, row: tuple[Box, ...], step: float, widths: Widths) -> float:
    """Return the height in mm that lets every box that grows hold its text at full size."""
    growing = [box for box in row if block.kind == "table" and box.overflow == GROW]
    return max([block.height, *(_full_height(box, box.span * step, widths) for box in growing)])


def _full_height(box: Box, width: float, widths: Widths) -> float:
    room = Room.inside(width, 0.0, partial(widths.advance, VALUE_FACE))
    lines = flow(plain(box.text), room.ems(FULL_SIZE), room.measure, strict=False)
    count = sum(line is not None for line in lines)
    return count * FULL_SIZE * LEADING * MM_PER_POINT + 2 * PAD_Y


@dataclass(frozen=True, slots=True)
class _Seat:
    """Where a box stands on the columns and in millimetres."""

    row: int
    column: int
    box: Box
    rect: Rect
    title: str


def _seats(block: SheetBlock, step: float, heights: Sequence[float], form: str) -> Iterator[_Seat]:
    """Yield each box's seat, leaving out columns that a taller box above still covers."""
    taken: set[tuple[int, int]] = set()
    for row, boxes in enumerate(block.rows):
        column = 0
        for box in boxes:
            while (row, column) in taken:
                column += 1
            if column + box.span > block.columns or row + box.rows > len(block.rows):
                raise PaperError(f"{form}：第 {row + 1} 行的格超出 {block.columns} 列或表格末行")
            covered = set(product(range(row, row + box.rows), range(column, column + box.span)))
            if covered & taken:
                raise PaperError(f"{form}：第 {row + 1} 行的格相互重叠")
            taken |= covered
            height = sum(heights[row : row + box.rows])
            rect = Rect(column * step, sum(heights[:row]), box.span * step, height)
            yield _Seat(row, column, box, rect, _title(block, row, column, box))
            column += box.span


def _title(block: SheetBlock, row: int, column: int, box: Box) -> str:
    """Name a box for people: the head above it in a table, else the label before it in its row."""
    heads = head_rows(block)
    if row >= heads > 0:
        at = 0
        for head in block.rows[heads - 1]:
            if at <= column < at + head.span:
                return f"{head.text}（第{row - heads + 1}行）"
            at += head.span
    before = block.rows[row][: block.rows[row].index(box)]
    label = next((one.text for one in reversed(before) if one.label), box.name)
    return label.replace("\n", "").strip() or box.name


def _cell(seat: _Seat, face: str, widths: Widths, form: str) -> Cell:
    box, rect, title = seat.box, seat.rect, seat.title
    text = plain(box.text)
    area, place = _areas(box, rect, has_text=bool(text))
    prose = _is_prose(box, area)
    if prose:
        text = "\n".join(f"\u3000\u3000{part.lstrip()}" for part in text.split("\n") if part)
    room = Room.inside(area.width, area.height, partial(widths.advance, face))
    fitted = _fitted(box, text, room, title, form)
    align = _align(box, fitted, prose=prose)
    shown = _shown(fitted) if fitted.outcome == "continue" else text
    where = seat.row, seat.column, rect
    return Cell(box, *where, title, face, align, fitted, area, place, prose=prose, text=shown)


def _shown(fitted: Fitted) -> str:
    """Return the words of composed lines, one paragraph to a line."""
    parts = paragraphs(fitted.lines)
    return "\n".join(joined(part) for part in parts)


def _fitted(box: Box, text: str, room: Room, title: str, form: str) -> Fitted:
    """Return the text as it stands in its room, by the box's declared outcome."""
    if not text:
        return Fitted((), 12.0)
    centred = box.label or box.align == "center"
    shrink = box.overflow == "shrink" or box.label
    fitted = fit(text, room, shrink=shrink, centred=centred)
    if fitted is not None:
        return fitted
    if box.overflow == "refuse" or box.label:
        raise DoesNotFit(form, title or text[:10], text)
    return begin(text, room)


def _areas(box: Box, rect: Rect, *, has_text: bool) -> tuple[Rect, Rect | None]:
    """Return where the box's text and its place stand inside *rect*.

    A seal is stamped over the text; a signature gets the part the text leaves free: below it, or to
    its right when the box is low.
    """
    if not box.place:
        return rect, None
    inner = rect.shrunk(PAD_X, PAD_Y)
    if not has_text or "seal" in box.place:
        return rect, inner
    if rect.height >= 2 * LEAST_PLACE_HEIGHT:
        top = max(rect.height / 2, LEAST_PLACE_HEIGHT)
        area = Rect(rect.left, rect.top, rect.width, rect.height - top)
        return area, Rect(inner.left, rect.top + rect.height - top, inner.width, top - PAD_Y)
    half = rect.width / 2
    area = Rect(rect.left, rect.top, half, rect.height)
    return area, Rect(rect.left + half, inner.top, half - PAD_X, inner.height)


def _is_prose(box: Box, area: Rect) -> bool:
    """Tell whether a box is large enough for running text: from the top, indented."""
    plain_box = (
        not box.label
        and box.overflow != GROW
        and box.align in {"", "left"}
        and box.text[:1] not in SIGNS
    )
    return plain_box and area.height >= PROSE_HEIGHT and area.width >= PROSE_WIDTH


def _align(box: Box, fitted: Fitted, *, prose: bool) -> str:
    """Return how lines stand: as asked, else centred when alone; options in several lines, left."""
    several = len(fitted.lines) > 1
    if several and box.text[:1] in SIGNS:
        return "left"
    centred = box.label or not (several or box.place or prose)
    return box.align or ("center" if centred else "left")
