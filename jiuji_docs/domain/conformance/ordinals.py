"""Judge a body's numbered headings: no level skipped, no number left out or repeated (7.3.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from jiuji_docs.domain.documents.elements import Block, Heading

_DIGITS = "一二三四五六七八九"
_ORDINAL = {
    1: re.compile(r"^([一二三四五六七八九十]{1,3})、"),
    2: re.compile(r"^（([一二三四五六七八九十]{1,3})）"),
    3: re.compile(r"^(\d{1,2})\."),
    4: re.compile(r"^（(\d{1,2})）"),
}


def ordinal(text: str) -> tuple[int, int]:
    """Return level and number of a heading's ordinal, (0, 0) for text without one."""
    for level, pattern in _ORDINAL.items():
        if match := pattern.match(text):
            return level, _number(match.group(1))
    return 0, 0


def ordinal_slips(blocks: Sequence[Block]) -> Iterator[tuple[str, str]]:
    """Yield (heading, what is wrong with its place in the order)."""
    counts: dict[int, int] = {}
    for block in blocks:
        if not isinstance(block, Heading):
            continue
        level, number = ordinal(block.text)
        if not level:
            continue
        if level != block.level:
            yield block.text[:12], f"标为第 {block.level} 级，序数是第 {level} 级的写法"
        # A missing upper level is usual (a body of （一）（二） alone), a skipped one is not.
        if counts and level > max(counts) + 1:
            yield block.text[:12], f"由第 {max(counts)} 级跳到第 {level} 级"
        expected = counts.get(level, 0) + 1
        if number != expected:
            yield block.text[:12], f"序数应为 {expected}"
        counts = {one: count for one, count in counts.items() if one < level} | {level: number}


def _number(text: str) -> int:
    if text.isdigit():
        return int(text)
    tens, found, ones = text.partition("十")
    if not found:
        return _DIGITS.find(text) + 1 if len(text) == 1 else 0
    return (_DIGITS.find(tens) + 1 if tens else 1) * 10 + (_DIGITS.find(ones) + 1 if ones else 0)
