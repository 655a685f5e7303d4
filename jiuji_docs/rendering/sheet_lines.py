"""Break text into lines of a given width by the Chinese line-end rules (行首行尾禁则)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

#: Marks that never begin a line.
NOT_FIRST = frozenset("，。、；：！？）》〉」』】〕｝”’…—·％‰℃°,.;:!?)]}%")
#: Marks that never end a line.
NOT_LAST = frozenset("（《〈「『【〔｛“‘([{￥¥〔")
#: A box to tick and its words stay on one line (□其他).
BOXES = frozenset("□☑")
#: Spaces that vanish at a line's end.
SPACES = " \u3000"
LONGEST_OPTION = 12
#: A number and its unit stay together (2024年2月8日、500.00元).
UNITS = frozenset("年月日时分元人户次票号")
#: A stretch longer than this is cut wherever it is: nothing readable is that long.
LONGEST_ATOM = 120
_TOLERANCE = 0.005


@dataclass(frozen=True, slots=True)
class Line:
    """One composed line: its text, its width in em, and whether it ends its paragraph.

    ``tail`` holds the spaces that vanish at its end.
    """

    text: str
    width: float
    last: bool = False
    tail: str = ""


Measure = Callable[[str], float]


def compose(
    text: str, limit: float, measure: Measure, *, most: int, strict: bool = True
) -> tuple[Line, ...] | None:
    """Return *text* as lines no wider than *limit* em, or None when it does not fit.

    ``most`` is how many lines there is room for. ``strict`` keeps numbers and words whole; without
    it a stretch wider than the line is cut.
    """
    lines: list[Line] = []
    for line in flow(text, limit, measure, strict=strict):
        if line is None or len(lines) == most:
            return None
        lines.append(line)
    return tuple(lines)


def flow(text: str, limit: float, measure: Measure, *, strict: bool) -> Iterator[Line | None]:
    """Yield line after line; None when a stretch that must stay whole is wider than the line."""
    for paragraph in text.split("\n"):
        current, width = "", 0.0
        for atom in atoms(paragraph):
            for piece in _pieces(atom, limit, measure, strict=strict):
                size = _width(piece, measure)
                if strict and _width(piece.rstrip(SPACES), measure) > limit + _TOLERANCE:
                    yield None
                    return
                bare = _width(piece.rstrip(SPACES), measure)
                if current and width + bare > limit + _TOLERANCE:
                    yield _line(current, measure)
                    current, width = "", 0.0
                current, width = current + piece, width + size
        yield _line(current, measure, last=True)


def atoms(paragraph: str) -> Iterator[str]:
    """Yield the stretches of one paragraph that no line end may cut."""
    atom = ""
    for character in paragraph:
        if atom and (_may_break(atom, character) or len(atom) >= LONGEST_ATOM):
            yield atom
            atom = ""
        atom += character
    if atom:
        yield atom


def balanced(lines: tuple[Line, ...], limit: float, measure: Measure) -> tuple[Line, ...]:
    """Return the lines of one centred paragraph, as even as the same number of lines allows."""
    text, narrow = joined(lines), limit
    while len(lines) > 1 and narrow > limit / 2:
        narrow -= 0.5
        tighter = compose(text, narrow, measure, most=len(lines), strict=True)
        if tighter is None:
            break
        lines = tighter
    return lines


def joined(lines: Iterable[Line]) -> str:
    """Return the text that the lines were composed of."""
    return "".join(line.text + line.tail for line in lines)


def paragraphs(lines: tuple[Line, ...]) -> Iterator[tuple[Line, ...]]:
    """Yield the lines of one paragraph after another."""
    start = 0
    for stop, line in enumerate(lines, start=1):
        if line.last:
            yield lines[start:stop]
            start = stop
    if start < len(lines):
        yield lines[start:]


def _may_break(atom: str, after: str) -> bool:
    before = atom[-1]
    if after in NOT_FIRST or before in NOT_LAST or after in SPACES:
        return False
    if atom[0] in BOXES and before not in SPACES and after not in BOXES:
        return len(atom) > LONGEST_OPTION
    if (before.isdigit() and after in UNITS) or (before in "年月" and after.isdigit()):
        return False
    return not (_is_word(before) and _is_word(after))


def _is_word(character: str) -> bool:
    return character.isascii() and character != " "


def _pieces(atom: str, limit: float, measure: Measure, *, strict: bool) -> Iterator[str]:
    if strict or _width(atom, measure) <= limit:
        yield atom
    else:
        yield from atom


def _line(text: str, measure: Measure, *, last: bool = False) -> Line:
    kept = text.rstrip(SPACES)
    return Line(kept, _width(kept, measure), last, text[len(kept) :])


def _width(text: str, measure: Measure) -> float:
    return sum(map(measure, text))
