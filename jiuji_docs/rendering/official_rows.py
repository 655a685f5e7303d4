"""Set blocks of an official document as rows of one line each, ready for pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from jiuji_docs.domain.documents.elements import Block, Heading, Paragraph, Roster, Table
from jiuji_docs.domain.documents.layout import Layout
from jiuji_docs.domain.documents.title import break_title
from jiuji_docs.rendering.line_composer import (
    ComposedLine,
    Glyph,
    compose,
    grid_tracking,
)
from jiuji_docs.rendering.official_marks import BIAO, BODY, HEI, KAI, Rule, Text
from jiuji_docs.rendering.official_metrics import BELOW_MIDDLE, Measures, em, stretches
from jiuji_docs.rendering.title_words import word_edges

#: Faces of the four heading levels (7.3.3): 黑体, 楷体, and the body's own.
LEVEL_FACES = {1: HEI, 2: KAI, 3: BODY, 4: BODY}
#: Names and roles of two characters are set as wide as three.
PADDED = 3


@dataclass(frozen=True, slots=True)
class Row:
    """One line's worth of paper: height in mm, texts and rules from its upper left corner.

    ``keep``: the next row stays on the same page. ``soft``: dropped at a page's top. ``room``: mm
    that must be free below. ``role`` lets the planner find the row again. ``again``: the row that
    stands above it once more when it begins a page (a table's heads).
    """

    height: float
    texts: tuple[Text, ...] = ()
    rules: tuple[Rule, ...] = ()
    keep: bool = False
    soft: bool = False
    break_before: bool = False
    room: float = 0.0
    role: str = ""
    again: Row | None = None
    #: Rows of one paragraph, one after the other, carry the same object.
    of: object = None
    #: A table's row: its columns (mm) and the lines in each cell.
    cells: tuple[tuple[float, tuple[Text, ...]], ...] = ()
    heading: int = 0


class Setter:
    """Sets text on the grid of one layout with one set of faces (排字)."""

    def __init__(self, layout: Layout, faces: Measures) -> None:
        figures = layout.figures
        self.layout, self.faces, self.figures = layout, faces, figures
        self.size = figures.body_size
        #: Width of the type area in em of the body size, and of one cell.
        self.limit = figures.area_width / em(self.size)
        self.cell = self.limit / figures.characters_per_line
        self.tracking = grid_tracking(self.limit, figures.characters_per_line)

    def blank(self, *, soft: bool = False, role: str = "", break_before: bool = False) -> Row:
        """Return an empty row."""
        return Row(self.layout.pitch, soft=soft, role=role, break_before=break_before)

    def row(self, texts: Iterable[Text], *, role: str = "body") -> Row:
        """Return a row of the usual pitch."""
        return Row(self.layout.pitch, tuple(texts), role=role)

    def line(
        self, composed: ComposedLine, *, size: float = 0.0, left: float = 0.0, pitch: float = 0.0
    ) -> Text:
        """Return a composed line as a text whose baseline counts from its row's upper edge."""
        size = size or self.size
        return Text(
            left=self.figures.left_margin + left + composed.indent * em(size),
            baseline=(pitch or self.layout.pitch) / 2 + BELOW_MIDDLE * em(size),
            size=size,
            stretches=stretches(composed.glyphs),
            spacing=composed.spacing,
            width=composed.width * em(size),
        )

    def paragraph(
        self, glyphs: Sequence[Glyph], *, first: float, rest: float = 0.0, role: str = "body"
    ) -> list[Row]:
        """Return the rows of running text; indents are in cells."""
        lines = compose(
            glyphs,
            self.limit,
            first=first * self.cell,
            rest=rest * self.cell,
            tracking=self.tracking,
        )
        of = object()
        return [replace(self.row([self.line(line)], role=role), of=of) for line in lines]

    def words(self, text: str, *, face: str = BODY, left: float = 0.0) -> Text:
        """Return *text* on one line, *left* cells from the type area's edge, at grid spacing."""
        glyphs = self.faces.glyphs(face, text)
        return self.line(ComposedLine(left * self.cell, glyphs, self.tracking, last=True))

    def wide(self, text: str, face: str = BODY) -> float:
        """Return the width of *text* in cells at grid spacing."""
        return sum(one.advance + self.tracking for one in self.faces.glyphs(face, text)) / self.cell

    def centred(self, text: str, face: str, size: float, pitch: float, colour: str) -> Text:
        """Return *text* in the middle of the type area."""
        glyphs = self.faces.glyphs(face, text)
        width = sum(glyph.advance for glyph in glyphs)
        squeeze = min(0.0, self.figures.area_width / em(size) - width) / max(len(glyphs) - 1, 1)
        composed = ComposedLine(0.0, glyphs, squeeze, last=True)
        free = (self.figures.area_width - composed.width * em(size)) / 2
        return replace(self.line(composed, size=size, left=free, pitch=pitch), colour=colour)

    def title(self, lines: tuple[str, ...]) -> list[Row]:
        """Return the title's rows, broken here when it was given as one line."""
        figures = self.figures
        widest = int(figures.area_width / em(figures.title_size))
        shown = _broken(lines[0], widest) if len(lines) == 1 else lines
        pitch = max(em(figures.title_pitch), self.layout.pitch)
        of = object()
        return [
            Row(
                pitch,
                (self.centred(line, BIAO, figures.title_size, pitch, "black"),),
                keep=True,
                role="title",
                of=of,
            )
            for line in shown
        ]

    def blocks(self, blocks: Sequence[Block]) -> Iterator[Row]:
        """Yield the rows of body blocks."""
        for block in blocks:
            yield from self._block(block)

    def _block(self, block: Block) -> Iterable[Row]:
        indent = self.figures.paragraph_indent_characters
        match block:
            case Paragraph(text):
                return self.paragraph(self.faces.glyphs(BODY, text), first=indent)
            case Heading(level, text, run_on):
                face = LEVEL_FACES[level]
                glyphs = self.faces.glyphs(face, text) + self.faces.glyphs(BODY, run_on)
                rows = [replace(row, heading=level) for row in self.paragraph(glyphs, first=indent)]
                return rows if run_on else [replace(row, keep=True) for row in rows]
            case Roster():
                return self._roster(block)
            case Table():
                from jiuji_docs.rendering.official_table import table_rows  # noqa: PLC0415

                return table_rows(block, self)

    def _roster(self, roster: Roster) -> Iterator[Row]:
        """Yield one row per person: role, name, post; a long post goes on under itself."""
        indent = self.figures.paragraph_indent_characters
        padded = padded_entries(roster)
        roles = max((self.wide(role) for role, _, _ in padded if role), default=0.0)
        names = max((self.wide(name) for _, name, _ in padded), default=0.0)
        name_left = indent + (roles + 1 if roles else 0)
        post_left = name_left + names + 1
        for role, name, post in padded:
            head = [self.words(f"{role}：", left=indent)] if role else []
            head.append(self.words(name, left=name_left))
            glyphs = self.faces.glyphs(BODY, post)
            rows = self.paragraph(glyphs, first=post_left, rest=post_left) or [self.row([])]
            yield replace(rows[0], texts=(*head, *rows[0].texts))
            yield from rows[1:]


@lru_cache(maxsize=256)
def _broken(title: str, widest: int) -> tuple[str, ...]:
    """Return a title given as one line, broken between its words where it is too long.

    Kept, because the rows of one title are asked for several times while its pages are planned.
    """
    edges = word_edges(title) if len(title) > widest else None
    return break_title(title, widest, edges=edges)


def padded_entries(roster: Roster) -> list[tuple[str, str, str]]:
    """Return (role, name, post) with short roles and names padded."""
    return [(padded(one.role), padded(one.name), one.post) for one in roster.entries]


def padded(name: str) -> str:
    """Set a two-character name or role as wide as three."""
    bare = name.replace(" ", "").replace("\u3000", "")
    return f"{bare[0]}\u3000{bare[1]}" if len(bare) == PADDED - 1 else bare
