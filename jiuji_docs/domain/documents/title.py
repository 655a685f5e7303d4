"""Break a title into centred lines shaped as trapezoid or diamond (GB/T 9704-2012, 7.3.1)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache

#: At 22 pt a line of 156 mm holds 20 characters.
WIDEST = 20

#: The fifteen kinds of document (条例 8) and what they usually issue.
KINDS = (
    "决议", "决定", "命令", "公报", "公告", "通告", "意见", "通知", "通报", "报告", "请示", "批复",
    "议案", "函", "纪要", "方案", "办法", "细则", "规定", "告知书", "通知书",
)  # fmt: skip
_PROTECTED = re.compile(r"《[^《》]*》|“[^“”]*”|〔[^〔〕]*〕\d*号?|[0-9A-Za-z.%]+年?|关于.")
_NOT_FIRST = set("，。、；：！？）》”’〕的年号")
_NOT_LAST = set("（《“‘〔")
#: What a break costs: before 关于 it is welcome, elsewhere it has to bring a better outline.
_AT_ABOUT, _AFTER_MARK, _AT_KIND, _AT_WORD, _ANYWHERE = -3.0, 1.0, 3.0, 2.0, 30.0
_RECTANGLE, _NEARLY, _HOURGLASS, _MORE_LINES, _STUB = 5.0, 1.0, 6.0, 2.5, 5.0
#: A line of fewer characters looks left over; so much a line's distance from the mean costs.
_SHORTEST, _UNEVEN = 4, 0.03
_UP, _DOWN = 1, 2
#: A title of more lines has no outline to speak of: more lines than needed are not weighed for it.
_MOST_WEIGHED = 5


@dataclass(frozen=True, slots=True)
class _Way:
    """Lines so far: where they end, what they cost, and whether lines grow (1) or shrink (2)."""

    ends: tuple[int, ...]
    cost: float
    phase: int

    @property
    def last(self) -> int:
        """Length of the last line."""
        return self.ends[-1] - (self.ends[-2] if len(self.ends) > 1 else 0)


def break_title(
    title: str, widest: int = WIDEST, *, edges: Collection[int] | None = None
) -> tuple[str, ...]:
    """Return the lines of *title*, each at most *widest* characters.

    *edges* are the places between its words; a line ends at one of them wherever lines can be kept
    within the width that way. Never breaks inside 《》, “”, numbers, or between 关于 and the word
    behind it, unless the protected stretch alone is wider than a line.
    """
    if len(title) <= widest:
        return (title,)
    return _best(title, widest, frozenset(edges) if edges is not None else None)


@lru_cache(maxsize=512)
def _best(title: str, widest: int, edges: frozenset[int] | None) -> tuple[str, ...]:
    """Return the best lines; a document asks several times for the same title."""
    costs = _costs(title, widest, edges)
    fewest = -(-len(title) // widest)
    ways: list[_Way] = []
    for count in range(fewest, fewest + 3):
        ways += _ways(title, costs, widest, count)
        if ways and fewest > _MOST_WEIGHED:
            break
    if not ways:
        return tuple(title[start : start + widest] for start in range(0, len(title), widest))
    best = min(ways, key=lambda way: (way.cost, way.ends))
    return tuple(title[start:stop] for start, stop in zip((0, *best.ends), best.ends, strict=False))


def _ways(title: str, costs: dict[int, float], widest: int, count: int) -> Iterator[_Way]:
    """Yield the best ways to fill exactly *count* lines, one for each last length and phase."""
    mean = len(title) / count
    more = (count - -(-len(title) // widest)) * _MORE_LINES
    ways = {(0, 0, 0): _Way((), more, 0)}
    for left in range(count - 1, -1, -1):
        following: dict[tuple[int, int, int], _Way] = {}
        for (start, _, _), way in ways.items():
            for stop in _stops(title, costs, start, widest, left):
                before = way.cost + costs.get(stop, 0.0)
                cost, phase = _with_line(way, before, stop - start, mean, count)
                key = (stop, stop - start, phase)
                known = following.get(key)
                if known is None or cost < known.cost:
                    following[key] = _Way((*way.ends, stop), cost, phase)
        ways = following
    yield from ways.values()


def _stops(
    title: str, costs: dict[int, float], start: int, widest: int, left: int
) -> Iterator[int]:
    """Yield where a line may end so that *left* more lines can hold the rest."""
    first = max(start + 1, len(title) - left * widest)
    last = min(start + widest, len(title) - left)
    if not left:
        yield from (first,) if first <= last else ()
        return
    yield from (stop for stop in range(first, last + 1) if stop in costs)


def _with_line(way: _Way, cost: float, length: int, mean: float, count: int) -> tuple[float, int]:
    """Return *cost* with what a line of this *length* after *way* adds, and the outline's phase."""
    phase = way.phase
    cost += _UNEVEN * (length - mean) ** 2 + (_STUB if length < _SHORTEST else 0.0)
    if way.ends:
        grows = length - way.last
        if abs(grows) <= 1:
            cost += (_NEARLY if grows else _RECTANGLE) / (count - 1)
        if grows > 0:
            cost += _HOURGLASS if phase == _DOWN else 0.0
            phase = _UP
        elif grows < 0:
            phase = _DOWN
    return cost, phase


def _costs(title: str, widest: int, edges: frozenset[int] | None) -> dict[int, float]:
    """Return where the title may be broken, and at what cost."""
    closed = set(_closed(title, 0, widest))
    return {
        place: _cost(title, place, edges)
        for place in range(1, len(title))
        if place not in closed
        and title[place] not in _NOT_FIRST
        and title[place - 1] not in _NOT_LAST
    }


def _closed(text: str, start: int, widest: int) -> Iterator[int]:
    """Yield the places no line ends at; what is wider than a line is open but for what it holds."""
    for match in _PROTECTED.finditer(text):
        begin, end = match.span()
        if end - begin <= widest:
            yield from range(start + begin + 1, start + end)
        else:
            yield from _closed(text[begin + 1 : end - 1], start + begin + 1, widest)


def _cost(title: str, place: int, edges: frozenset[int] | None) -> float:
    rest = title[place:]
    if rest.startswith("关于"):
        return _AT_ABOUT
    if edges is not None and place not in edges:
        return _ANYWHERE
    if rest in KINDS and title[place - 1] == "的":
        return _AT_KIND
    return _AFTER_MARK if title[place - 1] in "、》）”" else _AT_WORD
