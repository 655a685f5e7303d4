"""Draw a workflow as SVG (流程图): layers from top to bottom, long ways in lanes at the sides.

Arrows to the next layer are straight. All others leave below their box, run through a lane of their
own, down at the right or up at the left (dashed: 退回), and come in above, crossing no box.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from jiuji_docs.domain.workflow.definition import START, Workflow
from jiuji_docs.domain.workflow.layers import Edge, arrows, layers

#: Size of a box, the room around it, and between two lanes, in pixels.
WIDTH, HEIGHT, ACROSS, DOWN, MARGIN, LANE = 132, 40, 60, 84, 30, 22
#: Titles an arrow shows before it says how many more there are.
MOST_TITLES = 2
_TIP = (
    '<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8"'
    ' markerHeight="8" orient="auto"><path d="M0,0L8,4L0,8z" fill="#666"/></marker></defs>'
)
_STYLE = (
    "text{font:13px 'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei',sans-serif;"
    "fill:#1a1a1a}.box{fill:#fff;stroke:#333;stroke-width:1.2}.end{fill:#eee}"
    ".way{fill:none;stroke:#666;stroke-width:1.1}.back{stroke-dasharray:5 4}"
    ".word{font-size:11px;fill:#444;paint-order:stroke;stroke:#fff;stroke-width:4px}"
)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a box stands: its layer and the middle of its top edge."""

    layer: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole drawing: boxes, straight arrows, lanes at the left and right, and its size."""

    spots: dict[str, Spot]
    straight: tuple[Edge, ...]
    left: tuple[Edge, ...]
    right: tuple[Edge, ...]
    width: float
    height: float


def svg(workflow: Workflow) -> str:
    """Return the drawing; what the program does by itself without moving the case is left out."""
    plan = _plan(workflow)
    size = f'viewBox="0 0 {plan.width:g} {plan.height:g}"'
    size += f' width="{plan.width:g}" height="{plan.height:g}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" lang="zh-Hans">'
    title = f"<title>{escape(workflow.title)}</title><style>{_STYLE}</style>"
    ways = [_straight(plan, edge, number) for number, edge in enumerate(plan.straight)]
    ways += [_lane(plan, edge, number, -1) for number, edge in enumerate(plan.left)]
    ways += [_lane(plan, edge, number, 1) for number, edge in enumerate(plan.right)]
    boxes = (_box(workflow, name, spot) for name, spot in plan.spots.items())
    return "\n".join([head, title, _TIP, *boxes, *ways, "</svg>"]) + "\n"


def _plan(workflow: Workflow) -> Plan:
    rows = layers(workflow)
    depth = {name: number for number, row in enumerate(rows) for name in row}
    edges = sorted(arrows(workflow), key=lambda edge: abs(depth[edge.target] - depth[edge.source]))
    step = {edge: depth[edge.target] - depth[edge.source] for edge in edges}
    straight = tuple(edge for edge in edges if step[edge] == 1 or edge.source == edge.target)
    left = tuple(edge for edge in edges if step[edge] < 0)
    right = tuple(edge for edge in edges if edge not in (*straight, *left))
    middle = max(len(row) for row in rows) * (WIDTH + ACROSS)
    begin = MARGIN + len(left) * LANE
    spots = {
        name: Spot(depth[name], begin + _across(middle, place, len(row)), _top(depth[name]))
        for row in rows
        for place, name in enumerate(row)
    }
    width = begin + middle + len(right) * LANE + MARGIN
    return Plan(spots, straight, left, right, width, _top(len(rows)) - DOWN + MARGIN)


def _across(middle: float, place: int, row: int) -> float:
    return middle / 2 + (place - (row - 1) / 2) * (WIDTH + ACROSS)


def _top(layer: int) -> float:
    return float(MARGIN + layer * (HEIGHT + DOWN))


def _box(workflow: Workflow, name: str, spot: Spot) -> str:
    if name == START:
        return f'<circle class="box" cx="{spot.x:g}" cy="{spot.y + HEIGHT - 9:g}" r="9"/>'
    state = workflow.states[name]
    kind = "box end" if state.final else "box"
    corner = f'x="{spot.x - WIDTH / 2:g}" y="{spot.y:g}"'
    box = f'<rect class="{kind}" {corner} width="{WIDTH}" height="{HEIGHT}" rx="6"/>'
    place = f'x="{spot.x:g}" y="{spot.y + HEIGHT / 2 + 5:g}"'
    return f'<g>{box}<text {place} text-anchor="middle">{escape(state.title)}</text></g>'


def _straight(plan: Plan, edge: Edge, number: int) -> str:
    """Return an arrow to the next layer; a step that stays is written below its box."""
    begin, end = plan.spots[edge.source], plan.spots[edge.target]
    if edge.source == edge.target:
        return _word(begin.x, begin.y + HEIGHT + 13, f"↻ {_words(edge)}")
    y = begin.y + HEIGHT
    path = f"M{begin.x:g},{y:g}L{end.x:g},{end.y:g}"
    share = 0.45 + (number % 3) * 0.13
    words = _word(begin.x + (end.x - begin.x) * share, y + (end.y - y) * share + 4, _words(edge))
    return f'<path class="way" marker-end="url(#tip)" d="{path}"/>{words}'


def _lane(plan: Plan, edge: Edge, number: int, side: int) -> str:
    """Return an arrow through lane *number* of a side (-1 left, 1 right), its words upright."""
    begin, end = plan.spots[edge.source], plan.spots[edge.target]
    lanes = plan.left if side < 0 else plan.right
    outermost = MARGIN if side < 0 else plan.width - MARGIN
    x = outermost - side * (len(lanes) - number - 0.5) * LANE
    low, high = begin.y + HEIGHT + 18 + number % 4 * 5, end.y - 12 - number % 4 * 5
    from_x = begin.x + side * (20 + number % 4 * 8)
    to_x = end.x + side * (20 + number % 4 * 8)
    path = f"M{from_x:g},{begin.y + HEIGHT:g}V{low:g}H{x:g}V{high:g}H{to_x:g}V{end.y:g}"
    kind = "way back" if side < 0 else "way"
    middle = (low + high) / 2
    upright = f'<text class="word" x="{x:g}" y="{middle:g}" text-anchor="middle"'
    upright += f' style="writing-mode:vertical-rl">{_words(edge)}</text>'
    return f'<path class="{kind}" marker-end="url(#tip)" d="{path}"/>{upright}'


def _words(edge: Edge) -> str:
    words = escape("、".join(edge.titles[:MOST_TITLES]))
    more = len(edge.titles) > MOST_TITLES
    return f"{words} 等 {len(edge.titles)} 项" if more else words


def _word(x: float, y: float, words: str) -> str:
    return f'<text class="word" x="{x:g}" y="{y:g}" text-anchor="middle">{words}</text>'
