"""Write planned pages into a DOCX: the same lines on the same pages, as paragraphs, tab stops and tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Any

from docx.oxml.ns import qn

from jiuji_docs.domain.documents.layout import MM_PER_POINT
from jiuji_docs.rendering.official_docx_lines import line_words
from jiuji_docs.rendering.official_docx_parts import (
    Shape,
    Words,
    line_end,
    paragraph,
    runs,
)
from jiuji_docs.rendering.official_marks import BODY, Text
from jiuji_docs.rendering.official_rows import Row
from jiuji_docs.rendering.sheet_docx_parts import element, twips

#: Lines are broken here, not by Word: each may run a little over the margin before Word would.
_OVER = 12.0
#: A line's pitch in a table's cell, over its size.
_LEADING = 1.35
#: Texts of a row nearer to each other than this (mm) follow one another.
_CLOSE = 0.5
#: Pitch in points of the paragraph that begins a page before a table.
_HAIR = 1.0
#: The upper border of a table takes this room before its first row (mm).
_BORDER = 0.18
Lines = list[tuple[Row, bool]]


def write_rows(pages: Sequence[Sequence[Row]], left_margin: float, body: Any) -> None:
    """Append the rows of pages that lie the same way before the body's closing section properties.

    A page's first row begins a new page, but not the very first page's. A paragraph that goes on over
    the page is two: LibreOffice would indent it anew behind a page break inside it.
    """
    rows: Lines = [
        (row, at == 0 and number > 0)
        for number, page in enumerate(pages)
        for at, row in enumerate(page)
    ]
    groups = list(_paragraphs(rows))
    for group in groups:
        first, breaks = group[0]
        if first.cells:
            made = _table([row for row, _ in group], breaks=breaks)
        else:
            made = [_paragraph(group, left_margin)]
        for one in made:
            body.insert(len(body) - 1, one)
    if groups and groups[-1][0][0].cells:
        body.insert(len(body) - 1, paragraph((), Shape(_HAIR)))


def _paragraphs(rows: Lines) -> Iterator[Lines]:
    """Yield what is one paragraph, or one page's piece of a table; other rows stand alone."""
    serial = 0
    keyed: list[tuple[object, tuple[Row, bool]]] = []
    table = piece = 0
    for row, breaks in rows:
        if row.cells:
            table += int(breaks or not (keyed and keyed[-1][1][0].cells))
            key: object = ("table", table)
        elif row.of is not None and len(row.texts) == 1:
            piece += int(breaks)
            key = (row.of, piece)
        else:
            serial += 1
            key = serial
        keyed.append((key, (row, breaks)))
    for _, group in groupby(keyed, key=lambda one: one[0]):
        yield [one for _, one in group]


def _paragraph(group: Lines, left_margin: float) -> Any:
    """Return one paragraph of the group's lines, each ended where it was composed to end."""
    first = group[0][0]
    pitch = first.height / MM_PER_POINT
    if len(first.texts) > 1:
        return _stopped(first, pitch, left_margin, breaks=group[0][1])
    lines = [row.texts[0] for row, _ in group if row.texts]
    if not lines:
        return paragraph((), Shape(pitch, align="left", new_page=group[0][1], keep=first.keep))
    centred = first.role == "title"
    left, indent = (0.0, 0.0) if centred else _indents(lines, left_margin)
    shape = Shape(
        pitch,
        align="center" if centred else "left",
        left=left,
        first=indent,
        right=0.0 if centred else -_OVER,
        new_page=group[0][1],
        keep=first.keep,
        outline=_outline(first),
    )
    made = paragraph((), shape)
    for number, (row, _) in enumerate(group):
        if number:
            made.append(line_end())
        made.extend(run for words in line_words(row.texts[0]) for run in runs(words))
    return made


def _outline(row: Row) -> int:
    """Return the outline level for the navigation pane: the title on top, headings below."""
    if row.role == "title":
        return 0
    return row.heading or -1


def _indents(lines: Sequence[Text], left_margin: float) -> tuple[float, float]:
    """Return the paragraph's left indent and its first line's beyond it, in mm."""
    begins = [line.left - left_margin for line in lines]
    rest = min(begins[1:], default=0.0)
    return rest, begins[0] - rest


def _stopped(row: Row, pitch: float, left_margin: float, *, breaks: bool) -> Any:
    """Return a row of several texts: each begins at its own tab stop."""
    texts = sorted(row.texts, key=lambda text: text.left)
    begin = texts[0].left - left_margin
    # A stop where the text before ends would be passed over: what follows at once needs none.
    apart = [after.left - one.left - one.width > _CLOSE for one, after in pairwise(texts)]
    stops = [
        (text.left - left_margin, "left") for text, tab in zip(texts[1:], apart, strict=True) if tab
    ]
    # The indent is the first line's: LibreOffice counts tab stops from the paragraph's own.
    shape = Shape(
        pitch,
        align="left",
        first=begin,
        right=-_OVER,
        stops=stops,
        new_page=breaks,
    )
    made = paragraph((), shape)
    for number, text in enumerate(texts):
        if number and apart[number - 1]:
            made.extend(runs(Words("\t", BODY, text.size)))
        made.extend(run for words in line_words(text) for run in runs(words))
    return made


def _table(rows: Sequence[Row], *, breaks: bool) -> list[Any]:
    """Return one page's rows of a table; on a new page a hair of a paragraph begins the page.

    Word would join two tables with nothing between them.
    """
    made = element("tbl")
    widths = [width for width, _ in rows[0].cells]
    made.append(_table_properties(sum(widths)))
    grid = element("tblGrid")
    grid.extend(element("gridCol", w=twips(width)) for width in widths)
    made.append(grid)
    # What stands before the first row is taken from its height, so that the others keep their places.
    before = _BORDER + (_HAIR * MM_PER_POINT if breaks else 0.0)
    made.extend(_table_row(row, before if number == 0 else 0.0) for number, row in enumerate(rows))
    return [paragraph((), Shape(_HAIR, new_page=True)), made] if breaks else [made]


def _table_row(row: Row, before: float) -> Any:
    made, properties = element("tr"), element("trPr")
    properties.append(element("cantSplit"))
    properties.append(element("trHeight", val=twips(row.height - before), hRule="exact"))
    made.append(properties)
    for width, texts in row.cells:
        cell, told = element("tc"), element("tcPr")
        told.append(element("tcW", w=twips(width), type="dxa"))
        told.append(element("vAlign", val="center"))
        cell.append(told)
        cell.append(_cell(texts))
        made.append(cell)
    return made


def _cell(texts: Sequence[Text]) -> Any:
    """Return a cell's paragraph: one line in the middle, more lines flush left as they were composed."""
    size = texts[0].size if texts else 14.0
    align = "center" if len(texts) < 2 else "left"  # noqa: PLR2004
    made = paragraph((), Shape(size * _LEADING, align=align))
    for number, text in enumerate(texts):
        if number:
            made.append(line_end())
        made.extend(run for words in line_words(text) for run in runs(words))
    return made


def _table_properties(width: float) -> Any:
    made = element("tblPr")
    made.append(element("tblW", w=twips(width), type="dxa"))
    made.append(element("jc", val="center"))
    borders = element("tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(element(side, val="single", sz="4", space="0", color="000000"))
    made.append(borders)
    layout = element("tblLayout")
    layout.set(qn("w:type"), "fixed")
    made.append(layout)
    margins = element("tblCellMar")
    margins.extend(element(side, w="60", type="dxa") for side in ("left", "right"))
    made.append(margins)
    return made
