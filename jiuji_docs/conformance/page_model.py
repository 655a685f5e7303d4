"""Hold what stands on a finished page, in millimetres from its upper left corner (版面实测)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Mark:
    """One printed character: its ink box, its origin, its size in points, its face and colour."""

    character: str
    left: float
    top: float
    right: float
    bottom: float
    x: float
    baseline: float
    size: float
    font: str
    red: bool = False
    black: bool = True


@dataclass(frozen=True, slots=True)
class Line:
    """Characters on one base line from left to right."""

    marks: tuple[Mark, ...]

    @property
    def text(self) -> str:
        """The characters without spaces."""
        return "".join(mark.character for mark in self.marks)

    @property
    def baseline(self) -> float:
        """The base line of the first character."""
        return self.marks[0].baseline

    @property
    def left(self) -> float:
        """Where the first character's cell begins."""
        return self.marks[0].x

    @property
    def right(self) -> float:
        """Where the last character's cell ends; marks of half a character have no more."""
        last = self.marks[-1]
        wide = 1.0 if ord(last.character) > 0x2000 else 0.5  # noqa: PLR2004 - Chinese and its marks
        return last.x + wide * last.size * 25.4 / 72

    @property
    def ink(self) -> tuple[float, float]:
        """Upper and lower edge of the ink."""
        return min(mark.top for mark in self.marks), max(mark.bottom for mark in self.marks)

    @property
    def size(self) -> float:
        """The size most of its characters have, in points."""
        sizes = [round(mark.size, 1) for mark in self.marks]
        return max(set(sizes), key=sizes.count)

    @property
    def red(self) -> bool:
        """Whether most of the line is red."""
        return sum(mark.red for mark in self.marks) * 2 > len(self.marks)


@dataclass(frozen=True, slots=True)
class Bar:
    """A filled rectangle that is thin one way: a rule (线)."""

    left: float
    top: float
    right: float
    bottom: float
    red: bool = False

    @property
    def thickness(self) -> float:
        """Its height."""
        return self.bottom - self.top

    @property
    def length(self) -> float:
        """Its width."""
        return self.right - self.left


@dataclass(frozen=True, slots=True)
class Stamp:
    """A square place of a seal: a signature field or a picture."""

    left: float
    top: float
    side: float


@dataclass(frozen=True, slots=True)
class Page:
    """One page; ``turned`` is what runs down it, such as a landscape page's number."""

    width: float
    height: float
    lines: tuple[Line, ...]
    bars: tuple[Bar, ...] = ()
    stamps: tuple[Stamp, ...] = ()
    turned: str = ""
    #: First row of red ink on the page, None where it was not printed for measuring.
    red_top: float | None = None

    @property
    def landscape(self) -> bool:
        """Whether it is wider than high."""
        return self.width > self.height


@dataclass(frozen=True, slots=True)
class PrintedFile:
    """A whole file: pages, and what its structure says."""

    pages: tuple[Page, ...]
    embedded: bool = True
    archival: bool = True
    tagged: bool = True
    fonts: tuple[str, ...] = field(default=())


def gathered(marks: Sequence[Mark], apart: float = 0.6) -> tuple[Line, ...]:
    """Return marks as lines: base lines less than *apart* mm from each other are one."""
    rows: list[list[Mark]] = []
    for mark in sorted(marks, key=lambda one: one.baseline):
        if rows and mark.baseline - rows[-1][0].baseline < apart:
            rows[-1].append(mark)
        else:
            rows.append([mark])
    return tuple(Line(tuple(sorted(row, key=lambda one: one.x))) for row in rows)
