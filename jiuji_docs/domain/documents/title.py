"""Break a title into centred lines shaped as trapezoid or diamond (GB/T 9704-2012, 7.3.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

#: At 22 pt a line of 156 mm holds 20 characters.
WIDEST = 20
MOST_LINES = 5

#: The fifteen kinds of document (条例 8) and what they usually issue.
KINDS = (
    "决议", "决定", "命令", "公报", "公告", "通告", "意见", "通知", "通报", "报告", "请示", "批复",
    "议案", "函", "纪要", "方案", "办法", "细则", "规定", "告知书", "通知书",
)  # fmt: skip
_PROTECTED = re.compile(r"《[^《》]*》|“[^“”]*”|〔[^〔〕]*〕\d*号?|[0-9A-Za-z.%]+|关于..")
_NOT_FIRST = set("，。、；：！？）》”’〕的")
_NOT_LAST = set("（《“‘〔")
#: Two-character words that titles are made of; a line does not end inside one.
_WORDS = re.compile(
    "印发|转发|实施|工作|办法|方案|意见|管理|制度|进一步|加强|完善|临时|救助|救急难|社会|机制|人民政府|办公室|"
    "民政|规范|开展|建立|健全|做好|有关|问题|情况|资金|审批|审核|困难|群众|基本|生活"
)
#: What a break costs: in a natural place little, inside running words much.
_AT_ABOUT, _AT_KIND, _AFTER_MARK, _AT_WORD, _ANYWHERE = 0.0, 1.0, 1.0, 4.0, 9.0
_RECTANGLE, _HOURGLASS, _MORE_LINES = 8.0, 6.0, 2.0


def break_title(title: str, widest: int = WIDEST) -> tuple[str, ...]:
    """Return the lines of *title*, each at most *widest* characters where that can be done.

    Never breaks inside 《》, “”, numbers, or between 关于 and the word behind it, unless the
    protected stretch alone is wider than a line.
    """
    if len(title) <= widest:
        return (title,)
    costs = _costs(title, widest)
    best: tuple[float, tuple[str, ...]] | None = None
    for lines, cost in _candidates(title, costs, widest):
        total = cost + _shape_cost([len(line) for line in lines])
        if best is None or total < best[0]:
            best = (total, lines)
    return best[1] if best else _cut(title, widest)


def _candidates(
    title: str, costs: dict[int, float], widest: int
) -> Iterator[tuple[tuple[str, ...], float]]:
    """Yield every way to break at the known places, with what its breaks cost."""
    fewest = -(-len(title) // widest)
    for count in range(fewest, min(fewest + 2, MOST_LINES) + 1):
        for places in combinations(sorted(costs), count - 1):
            edges = (0, *places, len(title))
            lines = tuple(title[start:stop] for start, stop in pairwise(edges))
            if max(map(len, lines)) <= widest:
                more = (count - fewest) * _MORE_LINES
                yield lines, more + sum(costs[place] for place in places)


def _costs(title: str, widest: int) -> dict[int, float]:
    """Return where the title may be broken, and at what cost."""
    closed = {
        place
        for pattern in (_PROTECTED, _WORDS)
        for match in pattern.finditer(title)
        if len(match.group()) <= widest
        for place in range(match.start() + 1, match.end())
    }
    places = {
        place: _cost(title, place)
        for place in range(1, len(title))
        if place not in closed
        and title[place] not in _NOT_FIRST
        and title[place - 1] not in _NOT_LAST
    }
    natural = {place: cost for place, cost in places.items() if cost < _ANYWHERE}
    return natural if _enough(natural, len(title), widest) else places


def _cost(title: str, place: int) -> float:
    rest = title[place:]
    if rest.startswith("关于"):
        return _AT_ABOUT
    if rest in KINDS and title[place - 1] == "的":
        return _AT_KIND
    if title[place - 1] in "、》）":
        return _AFTER_MARK
    edges = {edge for match in _WORDS.finditer(title) for edge in match.span()}
    return _AT_WORD if place in edges or title[place - 1] in "的和与及" else _ANYWHERE


def _enough(places: dict[int, float], length: int, widest: int) -> bool:
    """Tell whether breaking only at *places* keeps every line within the page."""
    edges = [0, *sorted(places), length]
    return all(stop - start <= widest for start, stop in pairwise(edges))


def _shape_cost(lengths: Sequence[int]) -> float:
    """Return what the outline costs: trapezoid, diamond little; rectangle, hourglass much."""
    if max(lengths) - min(lengths) <= 1:
        return _RECTANGLE
    rises = [later > earlier for earlier, later in pairwise(lengths)]
    turns_up = any(not before and after for before, after in pairwise(rises))
    return (_HOURGLASS if turns_up else 0.0) + 0.03 * (max(lengths) - min(lengths))


def _cut(title: str, widest: int) -> tuple[str, ...]:
    """Cut a title that no rule can break into full lines."""
    return tuple(title[start : start + widest] for start in range(0, len(title), widest))
