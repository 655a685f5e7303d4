"""Measure and break the words of a drawing (图上文字)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

#: Width of a Western character against a Chinese one, on the wide side so that nothing overflows.
NARROW = 0.6
#: Marks that do not begin a line, and those that do not end one.
CLOSING = "，。；：、）〕》”’！？)],.;:"
OPENING = "（〔《“‘(["
#: The font files an office has, best first.
FONTS = "'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei','SimHei',sans-serif"


def width(text: str, size: float) -> float:
    """Return how wide *text* is at a font size, both in the same unit."""
    return size * sum(_ems(letter) for letter in text)


def wrapped(text: str, size: float, room: float) -> tuple[str, ...]:
    """Break *text* into lines no wider than *room*, not within a figure, a mark kept with its word.

    What is wider than a line by itself is broken where the line ends.
    """
    lines = [""]
    for piece in _pieces(text):
        if width(lines[-1] + piece, size) <= room:
            lines[-1] += piece
        elif width(piece, size) <= room:
            lines.append(piece)
        else:
            for letter in piece:
                if lines[-1] and width(lines[-1] + letter, size) > room:
                    lines.append("")
                lines[-1] += letter
    return tuple(line.strip() for line in lines if line.strip()) or ("",)


def _pieces(text: str) -> Iterator[str]:
    """Yield what stays on one line: a Chinese character with its marks, a figure or Western word."""
    piece = ""
    for letter in text:
        joined = (letter in CLOSING) or (piece and piece[-1] in OPENING)
        western = piece and _western(piece[-1]) and _western(letter)
        if piece and not joined and not western:
            yield piece
            piece = ""
        piece += letter
    if piece:
        yield piece


def _western(letter: str) -> bool:
    return letter.isascii() and not letter.isspace()


def number(value: int) -> str:
    """Return the number of a place as a sign of its own: ①, ㊿, then (51)."""
    for first, last, sign in ((1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1)):
        if first <= value <= last:
            return chr(sign + value - first)
    return f"({value})"


def _ems(letter: str) -> float:
    return 1.0 if unicodedata.east_asian_width(letter) in "WFA" else NARROW
