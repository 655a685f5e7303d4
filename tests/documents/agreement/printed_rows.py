"""Gather what stands side by side on a printed page into rows, so that two files can be compared."""

from __future__ import annotations

from dataclasses import dataclass

from jiuji_docs.conformance.page_model import Line, Mark, Page

#: Base lines of one row may lie so far apart (mm): a mark of 文件 beside two names does not.
ONE_ROW = 1.6


@dataclass(frozen=True)
class PrintedRow:
    """The characters of one row from left to right, without spaces; millimetres."""

    marks: tuple[Mark, ...]
    baseline: float
    red: bool

    @property
    def text(self) -> str:
        return "".join(mark.character for mark in self.marks)

    @property
    def left(self) -> float:
        return self.marks[0].x

    @property
    def size(self) -> float:
        """The type size of its first character in points."""
        return round(self.marks[0].size, 1)

    @property
    def numbers_the_page(self) -> bool:
        return self.text.startswith("—") and self.text.strip("—").isdigit()


def rows(page: Page) -> list[PrintedRow]:
    """Return a page's rows from top to bottom."""
    gathered: list[list[Line]] = []
    for line in page.lines:
        if gathered and line.baseline - gathered[-1][0].baseline < ONE_ROW:
            gathered[-1].append(line)
        else:
            gathered.append([line])
    return [
        PrintedRow(
            tuple(sorted((mark for line in one for mark in line.marks), key=lambda mark: mark.x)),
            one[0].baseline,
            all(line.red for line in one),
        )
        for one in gathered
    ]
