"""Write a form sheet as DOCX: the boxes and words of its PDF, in the official faces."""

from __future__ import annotations

import io
from dataclasses import replace
from itertools import groupby

from jiuji_docs.domain.forms.paper_code import scanned_text
from jiuji_docs.domain.forms.sheet import FormSheet, SheetBlock
from jiuji_docs.rendering.sheet_cells import Cell, cells, head_rows, row_heights
from jiuji_docs.rendering.sheet_docx_blank import blank
from jiuji_docs.rendering.sheet_docx_code import place_code
from jiuji_docs.rendering.sheet_docx_parts import (
    Paragraph,
    foot,
    head,
    separator,
    stable,
    write,
)
from jiuji_docs.rendering.sheet_docx_table import Grid, table
from jiuji_docs.rendering.sheet_metrics import (
    LABEL_FACE,
    SUBTITLE_FACE,
    TITLE_FACE,
    NominalWidths,
    Widths,
    plain,
)
from jiuji_docs.rendering.sheet_plan import CONTINUATION, check_length, head_words
from jiuji_docs.rendering.sheet_strips import indent_of
from jiuji_docs.rendering.sheet_style import (
    SMALL_SIZE,
    SPILL_HEIGHT,
    SUBTITLE_HEIGHT,
    SUBTITLE_SIZE,
    TITLE_HEIGHT,
    TITLE_SIZE,
    UNIT_HEIGHT,
    ParagraphStyle,
    page_of,
    paragraph_style,
)


def sheet_docx(sheet: FormSheet, widths: Widths | None = None, address: str = "") -> bytes:
    """Return the sheet as DOCX.

    ``widths`` decides what fits; without it the widths of the official faces do. ``address`` stands before
    the code in the QR.
    The same sheet gives the same bytes. Raises what the PDF press raises.
    """
    check_length(sheet)
    return _Writer(sheet, widths or NominalWidths(), address).write()


class _Writer:
    """Carry the document, the sheet and the boxes that go on to the continuation sheet."""

    def __init__(self, sheet: FormSheet, widths: Widths, address: str) -> None:
        self._sheet, self._widths, self._address = sheet, widths, address
        self._page = page_of(sheet.orientation)
        self._spilled: list[Cell] = []
        self._document = blank(self._page, sheet)
        self._body = self._document.element.body

    def write(self) -> bytes:
        section = self._document.sections[0]
        head(section, head_words(self._sheet))
        foot(section)
        if self._sheet.code:
            place_code(section, scanned_text(self._sheet.code, self._address), self._page)
        self._opening()
        for ruled, group in groupby(self._sheet.blocks, key=_ruled):
            blocks = list(group)
            for part in _tables(blocks, self._page.inner_height) if ruled else [blocks]:
                self._part(part)
        self._continuation()
        target = io.BytesIO()
        self._document.save(target)
        return stable(target.getvalue())

    def _opening(self) -> None:
        sheet = self._sheet
        self._text(sheet.title, ParagraphStyle(TITLE_FACE, TITLE_SIZE, "center", 0), TITLE_HEIGHT)
        if sheet.subtitle:
            style = ParagraphStyle(SUBTITLE_FACE, SUBTITLE_SIZE, "center", 0)
            self._text(sheet.subtitle, style, SUBTITLE_HEIGHT)
        if sheet.unit:
            style = ParagraphStyle(size=SMALL_SIZE, indent=0)
            self._text(f"单位：{sheet.unit}", style, UNIT_HEIGHT)

    def _part(self, blocks: list[SheetBlock]) -> None:
        """Write consecutive ruled blocks as one table, or other blocks one by one."""
        if _ruled(blocks[0]):
            self._table(blocks)
            return
        for block in blocks:
            if block.kind == "signatures":
                self._table([block])
            elif block.kind == "gap":
                write(self._body, Paragraph("", ParagraphStyle(size=8.0), block.height))
            elif block.kind != "picture":  # Word gets the table that stands beside it
                self._text(block.text, paragraph_style(block.style), block.height)

    def _table(self, blocks: list[SheetBlock]) -> None:
        width = self._page.inner_width
        grids = []
        for block in blocks:
            made = cells(block, width, self._widths, self._sheet.title)
            self._spilled += [cell for cell in made if cell.spilled]
            grids.append(Grid(block, made, head_rows(block), row_heights(block, made)))
        self._body.insert(len(self._body) - 1, table(grids, ruled=_ruled(blocks[0])))
        separator(self._body)

    def _continuation(self) -> None:
        if not self._spilled:
            return
        title = ParagraphStyle(TITLE_FACE, 16.0, "center", 0)
        self._text(f"{self._sheet.title}{CONTINUATION}", title, TITLE_HEIGHT, new_page=True)
        for cell in self._spilled:
            style = ParagraphStyle(LABEL_FACE, 12.0, "left", 0)
            self._text(f"【{cell.title}】", style, SPILL_HEIGHT)
            self._text(cell.box.text, ParagraphStyle(size=12.0), SPILL_HEIGHT)

    def _text(
        self, text: str, style: ParagraphStyle, pitch: float, *, new_page: bool = False
    ) -> None:
        for number, part in enumerate(plain(text).split("\n")):
            indent = indent_of(part, style, first=number == 0)
            item = Paragraph(part, replace(style, indent=indent), pitch, new_page=new_page)
            write(self._body, item)
            new_page = False


def _ruled(block: SheetBlock) -> bool:
    return block.kind in {"grid", "table"}


def _tables(blocks: list[SheetBlock], height: float) -> list[list[SheetBlock]]:
    """Part ruled blocks into tables: a long list starts its own, else its head could not repeat."""
    parts: list[list[SheetBlock]] = [[]]
    for block in blocks:
        own = block.kind == "table" and len(block.rows) * block.height > height / 3
        if own and parts[-1]:
            parts.append([])
        parts[-1].append(block)
    return parts
