"""Write an official document as DOCX: the words and figures of its PDF, in the official faces."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.enum.section import WD_SECTION
from docx.shared import Mm

from jiuji_docs.domain.documents.elements import Attachment
from jiuji_docs.domain.documents.layout import MM_PER_POINT, Layout
from jiuji_docs.domain.documents.official import OfficialDocument
from jiuji_docs.domain.documents.title import break_title
from jiuji_docs.domain.forms.sheet import FormSheet
from jiuji_docs.rendering.official_docx_blocks import BlockWriter
from jiuji_docs.rendering.official_docx_ends import (
    write_colophon,
    write_head,
    write_page_numbers,
    write_sign_off,
)
from jiuji_docs.rendering.official_docx_parts import Shape, paragraph
from jiuji_docs.rendering.official_marks import BODY, HEI, PlannedDocument
from jiuji_docs.rendering.official_metrics import NominalFaces
from jiuji_docs.rendering.official_pages import plan
from jiuji_docs.rendering.official_text import printable
from jiuji_docs.rendering.sheet_docx_parts import prepare, stable
from jiuji_docs.rendering.sheet_style import Page

_HAIR = 0.01


def official_docx(document: OfficialDocument, layout: Layout) -> bytes:
    """Return the document as DOCX; ``layout`` holds the figures of the standard.

    Where the colophon goes follows the plan made with the official faces' widths. The same document
    gives the same bytes. Raises what the PDF press raises.
    """
    return _Writer(printable(document), layout).write()


class _Writer:
    """Carry the document, its plan, and the file as it grows."""

    def __init__(self, document: OfficialDocument, layout: Layout) -> None:
        self._document, self._faces = document, NominalFaces()
        self._planned: PlannedDocument = plan(document, layout, self._faces)
        close = abs(self._planned.pitch * MM_PER_POINT - layout.pitch) > _HAIR
        self._layout = layout.with_pitch(self._planned.pitch) if close else layout
        self._file = _open(document, layout)
        self._blocks = BlockWriter(self._file, self._layout, self._faces)

    def write(self) -> bytes:
        """Write everything in reading order."""
        document, blocks = self._document, self._blocks
        write_head(document, self._planned, blocks)
        blocks.title(self._planned.title_lines)
        blocks.blank()
        if document.addressees and not self._planned.addressees_moved:
            blocks.running(((f"{document.addressees}：", BODY),))
        blocks.blocks(document.body)
        self._notes(document.attachment_notes)
        write_sign_off(document, blocks)
        if document.note:
            blocks.running(((f"（{document.note}）", BODY),), indent=True)
        self._issued()
        self._attachments(document.attachments)
        self._close()
        target = io.BytesIO()
        self._file.save(target)
        return stable(target.getvalue())

    def _issued(self) -> None:
        issued = self._document.issued
        if issued is None:
            return
        self._blocks.blank(new_page=True)
        self._blocks.title(self._broken(issued.title))
        self._blocks.blank()
        self._blocks.blocks(issued.blocks)
        self._notes(issued.attachment_notes)
        self._attachments(issued.attachments)

    def _attachments(self, attachments: Sequence[Attachment]) -> None:
        for one in attachments:
            self._blocks.running(((one.label, HEI),), new_page=True)
            for _ in range(int(self._layout.figures.attachment_title_line) - 2):
                self._blocks.blank()
            self._blocks.title(self._broken((one.title,)))
            self._blocks.blank()
            self._blocks.blocks(one.blocks)

    def _notes(self, notes: Sequence[str]) -> None:
        """Write 附件：1. …, each name going on under its own first character."""
        if not notes:
            return
        self._blocks.blank()
        for number, name in enumerate(notes, start=1):
            order = f"{number}." if len(notes) > 1 else ""
            self._blocks.note("附件：" if number == 1 else "", order, name)

    def _broken(self, title: tuple[str, ...]) -> tuple[str, ...]:
        figures = self._layout.figures
        widest = int(figures.area_width / (figures.title_size * MM_PER_POINT))
        return break_title(title[0], widest) if len(title) == 1 else title

    def _close(self) -> None:
        """Write colophon and page numbers; a colophon alone has a section without numbers."""
        section = self._file.sections[0]
        single = self._document.style == "notice" and len(self._planned.pages) == 1
        if not single:
            write_page_numbers(section, self._layout)
        if self._planned.colophon == "none":
            return
        if self._planned.colophon == "alone":
            self._new_section()
        moved = self._planned.addressees_moved
        write_colophon(self._document, self._blocks, self._faces, addressees=moved)

    def _new_section(self) -> None:
        """Begin the next even page; the paragraph that carries the break must take no room."""
        figures = self._layout.figures
        even = figures.colophon_on_even_page > 0
        section = self._file.add_section(WD_SECTION.EVEN_PAGE if even else WD_SECTION.NEW_PAGE)
        for area in (section.footer, section.even_page_footer):
            area.is_linked_to_previous = False
        properties = self._file.element.body.xpath("./w:p/w:pPr[w:sectPr]")[-1]
        for number, item in enumerate(list(paragraph((), Shape(1.0))[0])):
            properties.insert(number, item)


def _open(document: OfficialDocument, layout: Layout) -> Any:
    """Return an empty file with the page of the standard and fixed properties."""
    figures = layout.figures
    page = Page(
        width=figures.page_width,
        height=figures.page_height,
        top=layout.top,
        right=figures.page_width - figures.left_margin - figures.area_width,
        bottom=figures.page_height - figures.top_margin - figures.area_height,
        left=figures.left_margin,
    )
    author = "、".join(document.signatories) or document.mark
    told = FormSheet(form="", title=document.full_title, blocks=(), unit=author)
    made = prepare(Document(), page, told)
    section = made.sections[0]
    section.header_distance, section.footer_distance = Mm(15), Mm(25.5)
    for grid in list(section._sectPr.iter("{*}docGrid")):  # noqa: SLF001 - python-docx names it so
        grid.getparent().remove(grid)
    made.settings.odd_and_even_pages_header_footer = True
    return made
