"""Write page numbers into a DOCX's footers: odd right, even left, and turned on landscape pages (7.5)."""

from __future__ import annotations

from typing import Any

from docx.oxml.ns import qn

from jiuji_docs.domain.documents.layout import MM_PER_POINT, Layout
from jiuji_docs.rendering.official_docx_parts import Shape, Words, field, paragraph
from jiuji_docs.rendering.official_marks import SONG
from jiuji_docs.rendering.sheet_docx_parts import element, twips

#: A turned number's cell: as long as "— 400 —" and as wide as its line, in em.
_LONG, _WIDE = 5.0, 1.25


def write_page_numbers(section: Any, layout: Layout, *, first: bool = True) -> None:
    """Write — n — in a section's footers; *first*: whether its first page bears a number too."""
    figures = layout.figures
    size = figures.page_number_size
    inset = figures.page_number_indent_characters * size * MM_PER_POINT
    section.different_first_page_header_footer = not first
    for area, shape in (
        (section.footer, Shape(size, align="right", right=inset)),
        (section.even_page_footer, Shape(size, align="left", left=inset)),
    ):
        area.is_linked_to_previous = False
        _replace(area, _number(shape, size))
    if not first:
        section.first_page_footer.is_linked_to_previous = False
        _replace(section.first_page_footer, paragraph((), Shape(size)))


def write_turned_numbers(section: Any, layout: Layout) -> None:
    """Write the numbers of landscape pages where an upright page has them, turned with the page."""
    section.different_first_page_header_footer = False
    for area, odd in ((section.footer, True), (section.even_page_footer, False)):
        area.is_linked_to_previous = False
        size = layout.figures.page_number_size
        _replace(area, paragraph((), Shape(1.0)))
        first = area._element[0]  # noqa: SLF001 - python-docx names its XML so
        first.addprevious(_turned(layout, size, odd=odd))


def no_page_numbers(section: Any) -> None:
    """Leave a section's footers empty."""
    section.different_first_page_header_footer = False
    for area in (section.footer, section.even_page_footer):
        area.is_linked_to_previous = False
        _replace(area, paragraph((), Shape(1.0)))


def _replace(area: Any, made: Any) -> None:
    old = area.paragraphs[0]._p  # noqa: SLF001 - as above
    old.getparent().replace(old, made)


def _number(shape: Shape, size: float) -> Any:
    made = paragraph((Words("— ", SONG, size),), shape)
    made.append(field("PAGE", Words("— ", SONG, size)))
    made.append(paragraph((Words(" —", SONG, size),), shape)[-1])
    return made


def _turned(layout: Layout, size: float, *, odd: bool) -> Any:
    """Return a table that floats at the binding's far side, its one cell's text turned."""
    figures = layout.figures
    em = size * MM_PER_POINT
    inset = figures.page_number_indent_characters * em
    # The upright page lies on its left side: what was below stands left, what was right below.
    foot = layout.area_bottom + figures.page_number_gap
    left = figures.page_height - foot - em * _WIDE / 2
    length = em * _LONG
    right_edge = figures.left_margin + figures.area_width - inset
    top = right_edge - length if odd else figures.left_margin + inset
    made = element("tbl")
    told = element("tblPr")
    place = element(
        "tblpPr", vertAnchor="page", horzAnchor="page", leftFromText="0", rightFromText="0"
    )
    place.set(qn("w:tblpX"), twips(left))
    place.set(qn("w:tblpY"), twips(top))
    told.extend((place, element("tblW", w=twips(em * _WIDE), type="dxa")))
    fixed = element("tblLayout")
    fixed.set(qn("w:type"), "fixed")
    told.append(fixed)
    margins = element("tblCellMar")
    margins.extend(element(side, w="0", type="dxa") for side in ("top", "left", "bottom", "right"))
    told.append(margins)
    grid = element("tblGrid")
    grid.append(element("gridCol", w=twips(em * _WIDE)))
    made.extend((told, grid, _turned_row(size, length, odd=odd)))
    return made


def _turned_row(size: float, length: float, *, odd: bool) -> Any:
    row, height = element("tr"), element("trPr")
    height.append(element("trHeight", val=twips(length), hRule="exact"))
    cell, told = element("tc"), element("tcPr")
    told.append(element("tcW", w=twips(size * MM_PER_POINT * _WIDE), type="dxa"))
    told.append(element("textDirection", val="tbRl"))
    cell.extend((told, _number(Shape(size * 1.1, align="right" if odd else "left"), size)))
    row.extend((height, cell))
    return row
