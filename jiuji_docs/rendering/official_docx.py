"""Write an official document as DOCX: the lines and pages of its PDF, in the official faces."""

from __future__ import annotations

import io
from itertools import groupby
from typing import Any

from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.shared import Mm

from jiuji_docs.domain.documents.layout import MM_PER_POINT, Layout
from jiuji_docs.domain.documents.official import OfficialDocument
from jiuji_docs.domain.forms.sheet import FormSheet
from jiuji_docs.rendering.official_docx_ends import write_colophon
from jiuji_docs.rendering.official_docx_head import write_head
from jiuji_docs.rendering.official_docx_numbers import (
    no_page_numbers,
    write_page_numbers,
    write_turned_numbers,
)
from jiuji_docs.rendering.official_docx_parts import Shape, paragraph
from jiuji_docs.rendering.official_docx_rows import write_rows
from jiuji_docs.rendering.official_metrics import NominalFaces
from jiuji_docs.rendering.official_pages import compose_pages
from jiuji_docs.rendering.official_text import printable
from jiuji_docs.rendering.sheet_docx_blank import blank
from jiuji_docs.rendering.sheet_docx_parts import element, stable
from jiuji_docs.rendering.sheet_style import Page

_HAIR = 0.01


def official_docx(document: OfficialDocument, layout: Layout) -> bytes:
    """Return the document as DOCX; ``layout`` holds the figures of the standard.

    Lines, pages and the colophon follow the plan made with the official faces' widths. The same
    document gives the same bytes. Raises what the PDF press raises.
    """
    return _Writer(printable(document), layout).write()


class _Writer:
    """Carry the document, its plan, and the file as it grows."""

    def __init__(self, document: OfficialDocument, layout: Layout) -> None:
        self._document, self._faces = document, NominalFaces()
        self._made = compose_pages(document, layout, self._faces)
        self._planned = self._made.planned
        close = abs(self._planned.pitch * MM_PER_POINT - layout.pitch) > _HAIR
        self._layout = layout.with_pitch(self._planned.pitch) if close else layout
        self._file = _open(document, layout)

    def write(self) -> bytes:
        """Write everything in reading order."""
        body, upright = self._file.element.body, self._layout.figures.left_margin
        write_head(self._made.head, upright, self._layout.top, body)
        for number, (turned, pages) in enumerate(self._parts()):
            left = self._layout.landscape().figures.left_margin if turned else upright
            if number:
                self._new_section(WD_SECTION.NEW_PAGE, turned=turned)
            write_rows(pages, left, body)
            self._numbers(turned=turned)
        self._close()
        target = io.BytesIO()
        self._file.save(target)
        return stable(target.getvalue())

    def _parts(self) -> list[tuple[bool, list[list[Any]]]]:
        """Return the pages' rows, cut where the paper turns."""
        pages = (
            (part.landscape, [row for _, row in page.rows]) for part, page in self._made.filled
        )
        return [
            (turned, [rows for _, rows in group])
            for turned, group in groupby(pages, key=lambda one: one[0])
        ]

    def _numbers(self, *, turned: bool) -> None:
        section = self._file.sections[-1]
        single = self._document.style == "notice" and len(self._planned.pages) == 1
        if single:
            return
        if turned:
            write_turned_numbers(section, self._layout)
        else:
            first = self._document.style != "letter" or len(self._file.sections) > 1
            write_page_numbers(section, self._layout, first=first)

    def _close(self) -> None:
        """Write the colophon; alone it has a section without numbers."""
        if self._planned.colophon == "none":
            return
        if self._planned.colophon == "alone":
            letter = self._document.style == "letter"
            even = self._layout.figures.colophon_on_even_page > 0 and not letter
            self._new_section(WD_SECTION.EVEN_PAGE if even else WD_SECTION.NEW_PAGE, turned=False)
            no_page_numbers(self._file.sections[-1])
        write_colophon(
            self._document,
            self._made.setter,
            self._file.element.body,
            addressees=self._planned.addressees_moved,
        )

    def _new_section(self, kind: Any, *, turned: bool) -> None:
        """Begin a section; the paragraph that carries the break must take no room."""
        section = self._file.add_section(kind)
        properties = self._file.element.body.xpath("./w:p/w:pPr[w:sectPr]")[-1]
        for number, item in enumerate(list(paragraph((), Shape(1.0))[0])):
            properties.insert(number, item)
        _turn(section, self._layout, turned=turned)


def _turn(section: Any, layout: Layout, *, turned: bool) -> None:
    """Lay a section's paper on its side, or upright again; margins turn with it."""
    lying = layout.landscape() if turned else layout
    figures = layout.figures
    width, height = figures.page_width, figures.page_height
    section.orientation = WD_ORIENT.LANDSCAPE if turned else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (
        Mm(height if turned else width),
        Mm(width if turned else height),
    )
    told = lying.figures
    section.left_margin = Mm(told.left_margin)
    section.right_margin = Mm((height if turned else width) - told.left_margin - told.area_width)
    section.top_margin = Mm(lying.top)
    section.bottom_margin = Mm((width if turned else height) - _foot(lying))


def _foot(layout: Layout) -> float:
    """Return where the page's text may end, in mm from its upper edge: the lowest line must fit."""
    return max(layout.bottom, layout.area_bottom)


def _open(document: OfficialDocument, layout: Layout) -> Any:
    """Return an empty file with the page of the standard and fixed properties."""
    figures = layout.figures
    page = Page(
        width=figures.page_width,
        height=figures.page_height,
        top=layout.top,
        right=figures.page_width - figures.left_margin - figures.area_width,
        bottom=figures.page_height - _foot(layout),
        left=figures.left_margin,
    )
    author = "、".join(document.signatories) or document.mark
    told = FormSheet(form="", title=document.full_title, blocks=(), unit=author)
    made = blank(page, told)
    section = made.sections[0]
    section.header_distance, section.footer_distance = Mm(15), Mm(25.5)
    for grid in list(section._sectPr.iter("{*}docGrid")):  # noqa: SLF001 - python-docx names it so
        grid.getparent().remove(grid)
    made.settings.odd_and_even_pages_header_footer = True
    _leave_marks_alone(made.settings.element)
    return made


def _leave_marks_alone(settings: Any) -> None:
    """Tell Word not to squeeze punctuation: every line's spacing is reckoned already."""
    for old in settings.findall(element("characterSpacingControl").tag):
        settings.remove(old)
    compat = settings.find(element("compat").tag)
    control = element("characterSpacingControl", val="doNotCompress")
    if compat is not None:
        compat.addprevious(control)
    else:
        settings.append(control)
