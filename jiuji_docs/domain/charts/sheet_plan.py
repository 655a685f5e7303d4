"""Plan the sheets of a flow chart: places from top to bottom, a lane per role (流程图排版).

At the left stand the places with the ways between them, each way to a place that is not the next in
a channel of its own; at the right, in the lane of who takes it, every step as a box with its clause, its
time limit and where it leads. A rail at the left of each lane leads from the place to its steps, so
that no line runs through a box. Lengths are millimetres.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from jiuji_docs.domain.charts.chart import Chart, Move
from jiuji_docs.domain.charts.order import in_order
from jiuji_docs.domain.charts.sheet_text import number, wrapped

#: A4 across, its margin, the strips for title, lanes' names and the foot.
PAGE, MARGIN, HEAD, ROLES, FOOT = (297.0, 210.0), 8.0, 12.0, 8.0, 6.0
#: Font sizes of a step's title and of the lines below; line spacing against the size.
TITLE, SMALL, SPACING = 2.7, 2.3, 1.32
#: Width of the places' column, height of a place, room between channels and between boxes.
PLACE, PILL, CHANNEL, GAP = 26.0, 9.0, 2.4, 2.2
#: Room below a place for the words that name the places on other sheets which lead to it.
FROM = 7.0
#: From a row's top to the line to its lanes, from there to the boxes; a lane's room beside its boxes.
BUS, BELOW, RAIL, SIDE, PAD = 2.5, 2.2, 4.2, 1.2, 1.2


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a box: *kind* is title or small."""

    text: str
    kind: str

    @property
    def height(self) -> float:
        """The room it takes."""
        return (TITLE if self.kind == "title" else SMALL) * SPACING


@dataclass(frozen=True, slots=True)
class Box:
    """A step: its top left corner, size and lines."""

    move: Move
    x: float
    y: float
    width: float
    height: float
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A place with its steps; ``continued`` when a row before has the first of them."""

    place: str
    top: float
    height: float
    boxes: tuple[Box, ...]
    continued: bool = False


@dataclass(frozen=True, slots=True)
class Channel:
    """A way between places that do not stand below each other: from several, to one."""

    target: str
    sources: tuple[str, ...]
    back: bool
    number: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its rows, the ways straight down, and the channels at the left."""

    rows: tuple[Row, ...]
    down: tuple[tuple[str, str], ...]
    channels: tuple[Channel, ...]
    #: Where the rows end; notes may follow there.
    bottom: float


@dataclass(frozen=True, slots=True)
class Plan:
    """All sheets of a chart of one route, with what they share."""

    chart: Chart
    numbers: Mapping[str, str]
    lanes: tuple[str, ...]
    left: float
    lane_width: float
    sheets: tuple[Sheet, ...]
    page_of: Mapping[str, int]
    #: Places from which a step leads to each place, in order.
    sources: Mapping[str, tuple[str, ...]]

    @property
    def lanes_left(self) -> float:
        """The left edge of the first lane."""
        return self.left + PLACE

    def lane_left(self, role: str) -> float:
        """Return the left edge of a role's lane."""
        return self.lanes_left + self.lanes.index(role) * self.lane_width


def plan(chart: Chart, *, height: float = PAGE[1]) -> Plan:
    """Return the sheets of a chart of one route, each *height* millimetres high (inf: one sheet)."""
    shown = {place: shown_moves(chart, place) for place in chart.places}
    order = in_order(chart)
    numbers = {place: number(count) for count, place in enumerate(order, start=1)}
    lanes = _lanes(chart, shown)
    left = MARGIN + (_most_channels(chart, order) + 1) * CHANNEL
    lane_width = (PAGE[0] - MARGIN - left - PLACE) / max(1, len(lanes))
    first = MARGIN + HEAD + ROLES
    last = height - MARGIN - FOOT
    blank = Plan(chart, numbers, lanes, left, lane_width, (), {}, _sources(chart, order))
    pages: list[list[Row]] = [[]]
    top = first
    for place in order:
        stacks = _stacks(blank, shown[place])
        for part, boxes in enumerate(_parts(stacks, last - first)):
            row = _row(place, boxes, continued=part > 0)
            if top + row.height > last and pages[-1]:
                pages.append([])
                top = first
            pages[-1].append(_at(row, top))
            top += row.height
    page_of = {row.place: n for n, rows in enumerate(pages, 1) for row in rows if not row.continued}
    sheets = tuple(_sheet(chart, rows) for rows in pages)
    return replace(blank, sheets=sheets, page_of=page_of)


def from_elsewhere(whole: Plan, place: str) -> tuple[str, ...]:
    """Return the places on other sheets from which a step leads to *place*."""
    here = whole.page_of[place]
    return tuple(source for source in whole.sources.get(place, ()) if whole.page_of[source] != here)


def _sources(chart: Chart, order: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Return by place the places from which a step leads to it."""
    found: dict[str, list[str]] = {}
    for source in order:
        for target in dict.fromkeys(_targets(chart, source)):
            found.setdefault(target, []).append(source)
    return {target: tuple(sources) for target, sources in found.items()}


def shown_moves(chart: Chart, place: str) -> tuple[Move, ...]:
    """Return the steps of a place that a drawing shows: not what is noted without moving the case."""
    found = chart.moves_from(place)
    return tuple(move for move in found if not (move.operation and move.stays))


def lane_of(move: Move) -> str:
    """Return the role in whose lane a step stands: the first that is a person's."""
    people = [role for role in move.roles if role != "system"]
    return (people or list(move.roles) or [""])[0]


def _lanes(chart: Chart, shown: Mapping[str, tuple[Move, ...]]) -> tuple[str, ...]:
    held = {lane_of(move) for moves in shown.values() for move in moves}
    return tuple(role for role in (*chart.roles, "") if role in held)


def _stacks(plan: Plan, moves: tuple[Move, ...]) -> dict[str, list[Box]]:
    """Return the boxes of a row by lane, not yet at their height."""
    found: dict[str, list[Box]] = {}
    for move in moves:
        lane = lane_of(move)
        box_width = plan.lane_width - RAIL - SIDE
        lines = tuple(_lines(plan, move, box_width - 2 * PAD))
        height = sum(line.height for line in lines) + 2 * PAD
        box = Box(move, plan.lane_left(lane) + RAIL, 0, box_width, height, lines)
        found.setdefault(lane, []).append(box)
    return found


def _lines(plan: Plan, move: Move, room: float) -> Iterator[Line]:
    for text in wrapped(move.title, TITLE, room):
        yield Line(text, "title")
    for text in _details(plan, move):
        for part in wrapped(text, SMALL, room):
            yield Line(part, "small")


def _details(plan: Plan, move: Move) -> Iterator[str]:
    chart = plan.chart
    others = [role for role in move.roles if role != lane_of(move)]
    if others:
        yield "或" + "、".join(chart.roles.get(role, role) for role in others)
    if move.panel:
        yield chart.panels[move.panel]
    if move.clauses:
        yield "、".join(move.clauses)
    yield from (limit for limit in move.limits if not limit.endswith("未规定"))
    for way in move.exits:
        if way.target == move.source:
            yield "↻ 不变" + (f"（{way.label}）" if way.label else "")
        else:
            title = f"→ {plan.numbers[way.target]}{chart.places[way.target].title}"
            yield title + (f"（{way.label}）" if way.label else "")


def _parts(stacks: dict[str, list[Box]], room: float) -> Iterator[dict[str, list[Box]]]:
    """Yield the boxes in parts none of which is higher than a sheet."""
    rest = {lane: list(boxes) for lane, boxes in stacks.items()}
    while True:
        part: dict[str, list[Box]] = {}
        for lane, boxes in rest.items():
            used = BUS + BELOW
            while boxes and (lane not in part or used + boxes[0].height + GAP <= room):
                used += boxes[0].height + GAP
                part.setdefault(lane, []).append(boxes.pop(0))
        yield part
        if not any(rest.values()):
            return


def _row(place: str, stacks: dict[str, list[Box]], *, continued: bool) -> Row:
    """Return a row whose boxes stand below each other in their lanes, its top at nought."""
    boxes = []
    bottom = PILL + FROM
    for stack in stacks.values():
        y = BUS + BELOW
        for box in stack:
            boxes.append(Box(box.move, box.x, y, box.width, box.height, box.lines))
            y += box.height + GAP
        bottom = max(bottom, y)
    return Row(place, 0, bottom, tuple(boxes), continued)


def _at(row: Row, top: float) -> Row:
    boxes = (Box(b.move, b.x, b.y + top, b.width, b.height, b.lines) for b in row.boxes)
    return Row(row.place, top, row.height, tuple(boxes), row.continued)


def _sheet(chart: Chart, rows: list[Row]) -> Sheet:
    places = [row.place for row in rows if not row.continued]
    down, channels = _ways(chart, places)
    return Sheet(tuple(rows), down, channels, rows[-1].top + rows[-1].height if rows else 0)


def _most_channels(chart: Chart, order: tuple[str, ...]) -> int:
    """Return how many channels the whole chart would need on one sheet."""
    _down, channels = _ways(chart, list(order))
    return max((channel.number + 1 for channel in channels), default=0)


def _ways(
    chart: Chart, places: list[str]
) -> tuple[tuple[tuple[str, str], ...], tuple[Channel, ...]]:
    """Return the ways straight down, and the channels of the others, short ones nearest the places."""
    place_at = {place: at for at, place in enumerate(places)}
    down: dict[tuple[str, str], None] = {}
    joined: dict[tuple[str, bool], list[str]] = {}
    for place in places:
        for target in dict.fromkeys(_targets(chart, place)):
            if target not in place_at or target == place:
                continue
            if place_at[target] == place_at[place] + 1:
                down[place, target] = None
            else:
                joined.setdefault((target, place_at[target] < place_at[place]), []).append(place)
    return tuple(down), tuple(_numbered(joined, place_at))


def _numbered(
    joined: Mapping[tuple[str, bool], list[str]], place_at: Mapping[str, int]
) -> Iterator[Channel]:
    """Yield the channels, each with the lowest number free over its whole length."""
    taken: list[list[tuple[int, int]]] = []

    def span(key: tuple[str, bool]) -> tuple[int, int]:
        ends = [place_at[name] for name in (key[0], *joined[key])]
        return min(ends), max(ends)

    for key in sorted(joined, key=lambda one: span(one)[1] - span(one)[0]):
        begin, end = span(key)
        free = (n for n, spans in enumerate(taken) if all(end < b or e < begin for b, e in spans))
        own = next(free, len(taken))
        if own == len(taken):
            taken.append([])
        taken[own].append((begin, end))
        yield Channel(key[0], tuple(joined[key]), key[1], own)


def _targets(chart: Chart, place: str) -> Iterator[str]:
    for move in shown_moves(chart, place):
        for way in move.exits:
            yield way.target
    for split in chart.splits_at(place):
        yield split.first
