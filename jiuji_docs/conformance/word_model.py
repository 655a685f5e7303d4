"""Hold what a Word file says of its paragraphs, styles resolved; millimetres, sizes in points."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Face:
    """How characters are set: the four slots of a run's fonts, size, weight, colour."""

    east: str = ""
    latin: str = ""
    size: float = 10.0
    bold: bool = False
    colour: str = ""
    #: Extra space after each character, in points.
    spacing: float = 0.0
    #: Named by the theme, so that another machine's theme changes it.
    themed: bool = False
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """Characters in one face."""

    text: str
    face: Face


@dataclass(frozen=True, slots=True)
class WordParagraph:
    """One paragraph; ``indent`` is its first line's, ``left`` and ``right`` the whole paragraph's."""

    runs: tuple[Run, ...]
    align: str = "left"
    left: float = 0.0
    right: float = 0.0
    indent: float = 0.0
    #: Line pitch in points and its rule: exact, atLeast or auto (then in lines).
    pitch: float = 0.0
    rule: str = "auto"
    #: Extra room before and after it together, in points.
    room: float = 0.0
    section: int = 0
    new_page: bool = False
    #: Inside a table, a frame or text box; those are judged apart.
    cell: bool = False
    framed: bool = False
    #: A frame's left edge from the margin and upper edge from the paper's, in mm.
    frame_left: float = 0.0
    frame_top: float = 0.0
    outline: int = -1

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join(run.text for run in self.runs)

    @property
    def width(self) -> float:
        """About how long its text is on one line, in mm: Chinese and its marks fill a square."""
        points = sum(
            run.face.size * (1.0 if ord(character) > 0x2000 else 0.5) + run.face.spacing  # noqa: PLR2004
            for run in self.runs
            for character in run.text
        )
        return points * 25.4 / 72

    @property
    def bare(self) -> str:
        """Its characters without spaces."""
        return "".join(self.text.split())


@dataclass(frozen=True, slots=True)
class WordBar:
    """A filled rectangle anchored on a page: a rule."""

    left: float
    top: float
    width: float
    height: float
    colour: str
    #: What ``top`` counts from: page, margin or paragraph.
    beside: str


@dataclass(frozen=True, slots=True)
class WordSection:
    """Paper and margins in millimetres, grid kind, and what stands in the footers."""

    width: float
    height: float
    top: float
    right: float
    bottom: float
    left: float
    grid: str = ""
    #: Kind (default, even, first) → paragraphs.
    footers: tuple[tuple[str, tuple[WordParagraph, ...]], ...] = ()
    #: Kinds of footers that hold a PAGE field.
    numbered: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class WordFile:
    """A whole Word file."""

    paragraphs: tuple[WordParagraph, ...]
    sections: tuple[WordSection, ...]
    bars: tuple[WordBar, ...] = ()
    external: tuple[str, ...] = ()
    odd_and_even: bool = False
    macros: bool = False
    #: Insertions and deletions still marked, and comments.
    revisions: int = 0
    comments: int = 0
    protected: bool = False
