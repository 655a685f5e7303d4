"""Give every shape and arrow of a BPMN process its place on the sheet (BPMN 图形).

Each place of the flow has columns of its own, each role a lane. Above the shapes of a lane run tracks, before
the columns of a place a shaft: an arrow rises from its shape to a track, runs along it to the shaft
of its target and comes down there, so that none crosses a shape. To the next column it goes straight.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from jiuji_docs.domain.charts.bpmn_shapes import END, START, TASK, Flow, Graph, Node

#: Width and height of shapes, as BPMN modellers draw them.
SIZES = {TASK: (100, 80), START: (36, 36), END: (36, 36)}
GATEWAY = (50, 50)
#: Room between shapes of a place, between two arrows in a shaft or on tracks, and around the sheet.
STEP, SLOT, TRACK, EDGE = 40, 12, 24, 40
#: Room behind a gateway for the words of the arrow that goes straight on, and the size of such words.
WORDS, LETTER = 110, 12
#: Rank of the gateways of decision tables within their place.
TABLE_RANK = 3
#: Width of the strips with the titles of the pool and of its lanes; distance of stacked gateways.
TITLE, STACK = 30, 90

Point = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Bounds:
    """A rectangle in pixels."""

    x: int
    y: int
    width: int
    height: int

    @property
    def middle(self) -> Point:
        """The middle of the rectangle."""
        return self.x + self.width // 2, self.y + self.height // 2


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything stands; ``labels`` are the words of arrows."""

    pool: Bounds
    lanes: Mapping[str, Bounds]
    shapes: Mapping[str, Bounds]
    arrows: Mapping[str, tuple[Point, ...]]
    labels: Mapping[str, Bounds]


@dataclass(frozen=True, slots=True)
class _Frame:
    """The graph with its lanes, and the numbers of arrows on tracks and in shafts."""

    graph: Graph
    lanes: Mapping[str, Bounds]
    tracks: Mapping[str, int]
    slots: Mapping[str, int]

    def middle(self, node: Node, place: int) -> int:
        """Return the height of the middle of a shape, *place* counting those below each other."""
        room = _track_room(self.graph, self.tracks, node.lane)
        return self.lanes[node.lane].y + room + 40 + place * STACK


def lay_out(graph: Graph, top: int = EDGE) -> Layout:
    """Return the layout of one process whose pool begins *top* pixels below the sheet's edge."""
    tracks = _tracks(graph)
    lanes = _lanes(graph, tracks, top)
    frame = _Frame(graph, lanes, tracks, _slots(graph))
    shapes, right = _shapes(frame)
    pool = Bounds(EDGE, top, right - EDGE, sum(lane.height for lane in lanes.values()))
    wide = {
        role: Bounds(lane.x, lane.y, right - lane.x, lane.height) for role, lane in lanes.items()
    }
    arrows = {flow.id: tuple(_way(frame, flow, shapes)) for flow in graph.flows}
    labels = {flow.id: _label(flow.name, arrows[flow.id]) for flow in graph.flows if flow.name}
    return Layout(pool, wide, shapes, arrows, labels)


def _straight(graph: Graph, flow: Flow) -> bool:
    """Say whether an arrow runs within its place, or from its last shape to the next place."""
    source, target = graph.nodes[flow.source], graph.nodes[flow.target]
    if source.group == target.group:
        return source.rank < target.rank
    return target.group == source.group + 1 and source.rank == _last_rank(graph, source.group)


def _last_rank(graph: Graph, group: int) -> int:
    return max(node.rank for node in graph.nodes.values() if node.group == group)


def _tracks(graph: Graph) -> dict[str, int]:
    """Return the number of the track of every arrow that needs one, counted within its lane."""
    used: Counter[str] = Counter()
    found = {}
    for flow in graph.flows:
        if not _straight(graph, flow):
            lane = graph.nodes[flow.source].lane
            found[flow.id] = used[lane]
            used[lane] += 1
    return found


def _slots(graph: Graph) -> dict[str, int]:
    """Return the number of every arrow in the shaft before its target's place."""
    used: Counter[int] = Counter()
    found = {}
    for flow in graph.flows:
        group = graph.nodes[flow.target].group
        if group != graph.nodes[flow.source].group or not _straight(graph, flow):
            found[flow.id] = used[group]
            used[group] += 1
    return found


def _lanes(graph: Graph, tracks: Mapping[str, int], top: int) -> dict[str, Bounds]:
    """Return the lanes; their width is known only when all shapes stand."""
    found = {}
    for role in graph.lanes:
        height = _track_room(graph, tracks, role) + _content(graph, role) + STEP
        found[role] = Bounds(EDGE + TITLE, top, 0, height)
        top += height
    return found


def _track_room(graph: Graph, tracks: Mapping[str, int], role: str) -> int:
    own = [flow for flow in tracks if graph.nodes[_flow(graph, flow).source].lane == role]
    return STEP + len(own) * TRACK


def _content(graph: Graph, role: str) -> int:
    """Return the height of the shapes of a lane: tables of one place stand below each other."""
    tables = (node for node in graph.nodes.values() if node.rank == TABLE_RANK)
    stacked = Counter(node.group for node in tables if node.lane == role)
    return max([80, *(60 + (count - 1) * STACK for count in stacked.values())])


def _flow(graph: Graph, name: str) -> Flow:
    return next(flow for flow in graph.flows if flow.id == name)


def _shapes(frame: _Frame) -> tuple[dict[str, Bounds], int]:
    """Return where the shapes stand, and the right edge of the sheet."""
    graph = frame.graph
    found: dict[str, Bounds] = {}
    x = EDGE + 2 * TITLE
    slots = Counter(graph.nodes[_flow(graph, name).target].group for name in frame.slots)
    for group in range(max(node.group for node in graph.nodes.values()) + 1):
        x += STEP + slots[group] * SLOT
        ranks = sorted({node.rank for node in graph.nodes.values() if node.group == group})
        for rank in ranks:
            column = [n for n in graph.nodes.values() if (n.group, n.rank) == (group, rank)]
            for place, node in enumerate(column):
                width, height = SIZES.get(node.kind, GATEWAY)
                middle = frame.middle(node, place)
                found[node.id] = Bounds(x, middle - height // 2, width, height)
                x += width + (WORDS if rank > 1 else STEP)
    return found, x + STEP


def _way(frame: _Frame, flow: Flow, shapes: Mapping[str, Bounds]) -> Iterator[Point]:
    """Yield the corners of an arrow."""
    source, target = shapes[flow.source], shapes[flow.target]
    right = (source.x + source.width, source.middle[1])
    end = (target.x, target.middle[1])
    shaft = _shaft(frame.graph, flow, shapes) - frame.slots.get(flow.id, 0) * SLOT
    if _straight(frame.graph, flow):
        turn = shaft if flow.id in frame.slots else right[0] + STEP // 2
        yield right
        if right[1] != end[1]:
            yield from ((turn, right[1]), (turn, end[1]))
    else:
        lane = frame.lanes[frame.graph.nodes[flow.source].lane]
        track = lane.y + TRACK + frame.tracks[flow.id] * TRACK
        yield from ((source.middle[0], source.y), (source.middle[0], track))
        yield from ((shaft, track), (shaft, end[1]))
    yield end


def _shaft(graph: Graph, flow: Flow, shapes: Mapping[str, Bounds]) -> int:
    """Return where the shaft before the target's place ends at the right."""
    group = graph.nodes[flow.target].group
    left = min(shapes[node.id].x for node in graph.nodes.values() if node.group == group)
    return left - STEP // 2


def _label(name: str, corners: tuple[Point, ...]) -> Bounds:
    """Return where the words of an arrow stand: above its first level stretch."""
    pairs = itertools.pairwise(corners)
    (x, y), (other, _) = next((a, b) for a, b in pairs if a[1] == b[1])
    width = len(name) * LETTER
    return Bounds(x + 6 if other > x else x - 6 - width, y - 18, width, 14)
