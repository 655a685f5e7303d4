"""Write body blocks of an official document into a DOCX."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.oxml.ns import qn

from jiuji_docs.domain.documents.elements import Block, Heading, Paragraph, Roster, Table
from jiuji_docs.domain.documents.layout import MM_PER_POINT, Layout
from jiuji_docs.rendering.official_docx_parts import Shape, Words, paragraph
from jiuji_docs.rendering.official_marks import BIAO, BODY, HEI
from jiuji_docs.rendering.official_metrics import NominalFaces
from jiuji_docs.rendering.official_rows import LEVEL_FACES, padded_entries
from jiuji_docs.rendering.sheet_docx_parts import element, twips

#: Cells between a role's colon and the tab stop of the name behind it.
SLACK = 0.25


class BlockWriter:
    """Appends paragraphs and tables to one file, on the grid of one layout."""

    def __init__(self, file: Any, layout: Layout, faces: NominalFaces) -> None:
        self.layout, self.faces = layout, faces
        self.figures = layout.figures
        self.pitch = layout.pitch / MM_PER_POINT
        self._body = file.element.body

    def append(self, made: Any) -> None:
        """Put an element before the body's closing section properties."""
        self._body.insert(len(self._body) - 1, made)

    def words(self, text: str, face: str = BODY) -> Words:
        """Return body text with the spacing that puts 28 characters on a line."""
        return Words(text, face, self.figures.body_size, self.figures.character_spacing)

    def cells(self, count: float) -> float:
        """Return that many characters' width in millimetres."""
        return count * self.layout.cell

    def blank(self, *, new_page: bool = False, keep: bool = False) -> None:
        """Write an empty line."""
        made = paragraph((), Shape(self.pitch, new_page=new_page, keep=keep))
        self.append(made)

    def title(self, lines: Sequence[str]) -> None:
        """Write the title as one paragraph with its line breaks."""
        pitch = max(self.figures.title_pitch, self.pitch)
        words = Words("\n".join(lines), BIAO, self.figures.title_size)
        self.append(paragraph((words,), Shape(pitch, align="center", keep=True)))

    def running(
        self,
        pieces: Sequence[tuple[str, str]],
        *,
        indent: bool = False,
        new_page: bool = False,
        keep: bool = False,
    ) -> None:
        """Write a paragraph of (text, face) pieces."""
        first = self.cells(self.figures.paragraph_indent_characters) if indent else 0.0
        shape = Shape(self.pitch, first=first, new_page=new_page, keep=keep)
        self.append(paragraph([self.words(*piece) for piece in pieces if piece[0]], shape))

    def note(self, label: str, order: str, name: str) -> None:
        """Write one line of 附件说明, hanging under the name's first character."""
        indent = self.figures.paragraph_indent_characters
        whole = self.faces.width(BODY, "附件：" + order)
        before = self.faces.width(BODY, label + order)
        shape = Shape(self.pitch, left=self.cells(indent + whole), first=-self.cells(before))
        self.append(paragraph((self.words(label + order + name),), shape))

    def blocks(self, blocks: Sequence[Block]) -> None:
        """Write body blocks in order."""
        for block in blocks:
            match block:
                case Paragraph(text):
                    self.running(((text, BODY),), indent=True)
                case Heading(level, text, run_on):
                    pieces = ((text, LEVEL_FACES[level]), (run_on, BODY))
                    self.running(pieces, indent=True, keep=not run_on)
                case Roster():
                    self._roster(block)
                case Table():
                    self._table(block)

    def _roster(self, roster: Roster) -> None:
        """Write one paragraph per person with tab stops for name and post."""
        indent = self.figures.paragraph_indent_characters
        rows = padded_entries(roster)
        roles = max((self.faces.width(BODY, role) for role, _, _ in rows if role), default=0.0)
        names = max(self.faces.width(BODY, name) for _, name, _ in rows)
        # A stop exactly where the role and its colon end would be passed over: leave a quarter cell.
        name_left = indent + (roles + 1 + SLACK if roles else 0)
        post_left = name_left + names + 1
        stops = [(self.cells(at), "left") for at in (name_left, post_left)]
        for role, name, post in rows:
            head = f"{role}：\t" if role else ("\t" if roles else "")
            shape = Shape(
                self.pitch,
                left=self.cells(post_left),
                first=-self.cells(post_left - indent),
                stops=stops if roles else stops[1:],
            )
            self.append(paragraph((self.words(f"{head}{name}\t{post}"),), shape))

    def _table(self, table: Table) -> None:
        """Write a ruled table; LibreOffice needs a paragraph behind it."""
        made = element("tbl")
        made.append(_table_properties(self.figures.area_width))
        grid = element("tblGrid")
        width = self.figures.area_width / len(table.heads)
        grid.extend(element("gridCol", w=twips(width)) for _ in table.heads)
        made.append(grid)
        made.append(self._cells(table.heads, width, HEI))
        for row in table.rows:
            made.append(self._cells(row, width, BODY))
        self.append(made)
        self.append(paragraph((), Shape(1.0)))

    def _cells(self, texts: Sequence[str], width: float, face: str) -> Any:
        row = element("tr")
        size = self.figures.table_size
        for text in texts:
            cell, properties = element("tc"), element("tcPr")
            properties.append(element("tcW", w=twips(width), type="dxa"))
            properties.append(element("vAlign", val="center"))
            cell.append(properties)
            shape = Shape(size * 1.35, align="center" if face == HEI else "left")
            cell.append(paragraph((Words(text, face, size),), shape))
            row.append(cell)
        return row


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
    return made
