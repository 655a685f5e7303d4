"""Decide before printing whether a text fits its box, and what gives when it does not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from jiuji_docs.rendering.sheet_lines import Line, balanced, compose, flow, paragraphs

MM_PER_POINT = 25.4 / 72
FULL_SIZE, LEAST_SIZE, STEP = 12.0, 8.0, 0.5
#: Line pitch in em: 1.25 keeps two 12 pt lines in 11 mm and is still easy to read.
LEADING = 1.25
#: Space kept free inside a box's rules, in mm.
PAD_X, PAD_Y = 0.9, 0.4

#: What a box says when its text goes on elsewhere: the first that its width allows.
SEE_CONTINUATION = ("（详见续页）", "详见续页", "续页")


@dataclass(frozen=True, slots=True)
class Fitted:
    """Text as it will stand in its box: lines, size in points, and what had to give.

    ``outcome`` is empty when the text stands at full size, else ``shrink`` or ``continue``.
    """

    lines: tuple[Line, ...]
    size: float
    outcome: str = ""

    @property
    def pitch(self) -> float:
        """Distance from line to line in mm."""
        return self.size * LEADING * MM_PER_POINT

    @property
    def height(self) -> float:
        """Height of all lines in mm."""
        return len(self.lines) * self.pitch


@dataclass(frozen=True, slots=True)
class Room:
    """The inner space of a box in mm and the measure (character → em) of its face."""

    width: float
    height: float
    measure: Callable[[str], float]

    @classmethod
    def inside(cls, width: float, height: float, measure: Callable[[str], float]) -> Room:
        """Return the room inside the rules of a box of this size."""
        return cls(width - 2 * PAD_X, height - 2 * PAD_Y, measure)

    def ems(self, size: float) -> float:
        """Return how many em of *size* points one line holds."""
        return self.width / (size * MM_PER_POINT)

    def lines(self, size: float) -> int:
        """Return how many lines of *size* points there is room for; one line needs no leading."""
        many = int(self.height / (size * LEADING * MM_PER_POINT) + 1e-6)
        return max(many, 1 if self.height >= size * MM_PER_POINT else 0)


def sizes(full: float = FULL_SIZE, least: float = LEAST_SIZE) -> tuple[float, ...]:
    """Return the permitted sizes from *full* down to *least*, in points."""
    return tuple(full - STEP * step for step in range(int((full - least) / STEP) + 1))


def fit(
    text: str, room: Room, *, shrink: bool, centred: bool, full: float = FULL_SIZE
) -> Fitted | None:
    """Return *text* composed at the greatest permitted size, or None when it fits at none.

    Words and numbers stay whole as long as any size allows it; only then are they cut.
    """
    for strict in (True, False):
        for size in sizes(full) if shrink else (full,):
            limit, most = room.ems(size), room.lines(size)
            lines = compose(text, limit, room.measure, most=most, strict=strict)
            if lines is not None:
                if centred:
                    lines = _even(lines, limit, room)
                return Fitted(lines, size, "" if size == full else "shrink")
    return None


def begin(text: str, room: Room) -> Fitted:
    """Return the start of a text that goes on elsewhere, its last line saying so."""
    notice, size = next(
        (words, size)
        for words in SEE_CONTINUATION
        for size in sizes()
        if len(words) <= room.ems(size) or (words, size) == (SEE_CONTINUATION[-1], LEAST_SIZE)
    )
    lines: list[Line] = []
    for line in flow(text, room.ems(size), room.measure, strict=False):
        if line is None or len(lines) >= room.lines(size) - 1:
            break
        lines.append(line)
    return Fitted((*lines, Line(notice, float(len(notice)), last=True)), size, "continue")


def flush(line: Line, limit: float) -> float:
    """Return the extra space per character (em) that brings a full line to the right edge."""
    slack = limit - line.width
    if line.last or len(line.text) < 8 or not 0 < slack < 2:  # noqa: PLR2004 - a short line stays
        return 0.0
    return slack / (len(line.text) - 1)


def _even(lines: tuple[Line, ...], limit: float, room: Room) -> tuple[Line, ...]:
    parts = (balanced(part, limit, room.measure) for part in paragraphs(lines))
    return tuple(line for part in parts for line in part)
