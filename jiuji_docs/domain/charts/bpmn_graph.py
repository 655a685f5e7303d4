"""Turn a chart into the nodes and flows of a BPMN process (BPMN 流程).

A place is a user task in the lane of the role that acts there, and a gateway where several ways lead
on. A place that several ways lead to has a gateway before it, and a decision table one of its own: what
BPMN's own rules ask for. What only notes something without moving the case has no flow.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from jiuji_docs.domain.charts.chart import Chart, Exit, Move
from jiuji_docs.domain.charts.expressions import CHOSEN, all_of, any_of, leads
from jiuji_docs.domain.charts.order import in_order

START, TASK, WAY, END = "startEvent", "userTask", "exclusiveGateway", "endEvent"
#: The variable that holds the step somebody takes.
STEP = "step"


@dataclass(frozen=True, slots=True)
class Node:
    """A shape: its place in the order of places, its rank within it (0 join, 1 task, 2 way, 3 table)."""

    id: str
    kind: str
    name: str
    lane: str
    group: int
    rank: int
    #: The place whose work it is, for the task alone.
    place: str = ""


@dataclass(frozen=True, slots=True)
class Flow:
    """An arrow; ``condition`` is empty where only one way leads on."""

    id: str
    source: str
    target: str
    name: str = ""
    condition: str = ""


@dataclass(frozen=True, slots=True)
class Graph:
    """A process of one route: lanes by role id, nodes and flows by id."""

    chart: Chart
    lanes: tuple[str, ...]
    nodes: Mapping[str, Node]
    flows: tuple[Flow, ...]


@dataclass(frozen=True, slots=True)
class _Way:
    """A way out of a place, before the nodes it runs between are known."""

    target: str
    name: str
    condition: str


@dataclass(frozen=True, slots=True)
class _Plan:
    """What leads on from each place, and how many arrows come to it."""

    chart: Chart
    lanes: Mapping[str, str]
    ways: Mapping[str, tuple[_Way, ...]]
    tables: Mapping[str, tuple[Move, ...]]
    entered: Mapping[str, int]

    def several(self, place: str) -> bool:
        """Say whether more than one way leads on."""
        return len(self.ways[place]) + len(self.tables[place]) > 1

    def door(self, place: str) -> str:
        """Return the node by which a place is entered."""
        if self.entered[place] > 1:
            return f"join_{place}"
        return f"end_{place}" if self.chart.places[place].final else f"do_{place}"


def graph(chart: Chart) -> Graph:
    """Return the process of a chart that holds one route."""
    order = in_order(chart)
    lane = _lanes_of_places(chart)
    ways = {place: _ways(chart, place) for place in order}
    tables = {place: _tables(chart, place) for place in order}
    plan = _Plan(chart, lane, ways, tables, _entered(chart, ways, tables))
    nodes: dict[str, Node] = {}
    flows: list[Flow] = []
    for group, place in enumerate(order, start=1):
        nodes.update((node.id, node) for node in _nodes(plan, place, group))
        flows += _flows(plan, place)
    begin = Node("begin", START, "开始", lane[chart.begin], 0, 1)
    first = Flow("", "begin", plan.door(chart.begin))
    numbered = (
        Flow(f"flow_{number}", flow.source, flow.target, flow.name, flow.condition)
        for number, flow in enumerate([first, *flows], start=1)
    )
    held = set(lane.values())
    lanes = tuple(role for role in (*chart.roles, "") if role in held)
    return Graph(chart, lanes, {"begin": begin, **nodes}, tuple(numbered))


def moving(chart: Chart, place: str) -> tuple[Move, ...]:
    """Return the steps at a place that somebody decides to take, or that move the case."""
    found = chart.moves_from(place)
    return tuple(move for move in found if not (move.operation and move.stays))


def _lanes_of_places(chart: Chart) -> dict[str, str]:
    """Return the role in whose lane each place stands; an end stands with whoever brings it about."""
    found = {}
    for place in chart.places:
        leading = [move for move in moving(chart, place) if not move.returns]
        people = [move for move in leading if not move.operation] or leading
        people = [move for move in people if not move.stays] or people
        found[place] = people[0].roles[0] if people and people[0].roles else ""
    for move in chart.moves:
        for way in move.exits:
            if chart.places[way.target].final:
                found[way.target] = move.roles[0]
    return found


def _ways(chart: Chart, place: str) -> tuple[_Way, ...]:
    """Return the ways that lead straight to another place, those to the same place joined."""
    found: dict[str, list[tuple[str, str]]] = {}
    for move in moving(chart, place):
        if len(move.exits) == 1 or move.exits[0].chosen:
            for way in move.exits:
                found.setdefault(way.target, []).append(
                    (_name(chart, move, way), _taken(move, way))
                )
    return tuple(
        _Way(target, "、".join(name for name, _ in given), any_of(cond for _, cond in given))
        for target, given in found.items()
    )


def _tables(chart: Chart, place: str) -> tuple[Move, ...]:
    """Return the steps at a place whose table says where they lead."""
    found = moving(chart, place)
    return tuple(move for move in found if len(move.exits) > 1 and not move.exits[0].chosen)


def _taken(move: Move, way: Exit) -> str:
    chosen = [f"{CHOSEN} == '{way.target}'"] if way.chosen and len(move.exits) > 1 else []
    texts = all_of([f"{STEP} == '{move.id}'", *chosen])
    return f"({texts})" if chosen else texts


def _name(chart: Chart, move: Move, way: Exit) -> str:
    target = f"至{chart.places[way.target].title}" if way.chosen and len(move.exits) > 1 else ""
    return move.title + target


def _entered(
    chart: Chart, ways: Mapping[str, tuple[_Way, ...]], tables: Mapping[str, tuple[Move, ...]]
) -> Counter[str]:
    """Count the arrows that come to each place."""
    counted = Counter([chart.begin])
    for place in chart.places:
        counted.update(way.target for way in ways[place])
        for move in tables[place]:
            counted.update({way.target for way in move.exits})
    return counted


def _nodes(plan: _Plan, place: str, group: int) -> Iterator[Node]:
    here, lane = plan.chart.places[place], plan.lanes[place]
    if plan.entered[place] > 1:
        yield Node(f"join_{place}", WAY, "", lane, group, 0)
    if here.final:
        yield Node(f"end_{place}", END, here.title, lane, group, 1)
        return
    yield Node(f"do_{place}", TASK, _task_name(plan.chart, place), lane, group, 1, place)
    if plan.several(place):
        yield Node(f"way_{place}", WAY, f"{here.title}：如何办理", lane, group, 2)
    for move in plan.tables[place]:
        yield Node(f"table_{place}_{move.id}", WAY, f"{move.title}：分档", lane, group, 3)


def _task_name(chart: Chart, place: str) -> str:
    """Return the step's title where there is one step, else the place's."""
    titles = list(dict.fromkeys(move.title for move in moving(chart, place)))
    return titles[0] if len(titles) == 1 else chart.places[place].title


def _flows(plan: _Plan, place: str) -> Iterator[Flow]:
    inside = f"end_{place}" if plan.chart.places[place].final else f"do_{place}"
    if plan.entered[place] > 1:
        yield Flow("", f"join_{place}", inside)
    source = f"way_{place}" if plan.several(place) else inside
    if source != inside:
        yield Flow("", inside, source)
    for way in plan.ways[place]:
        told = (way.name, way.condition) if source != inside else ("", "")
        yield Flow("", source, plan.door(way.target), *told)
    for move in plan.tables[place]:
        told = (move.title, f"{STEP} == '{move.id}'") if source != inside else ("", "")
        table = f"table_{place}_{move.id}"
        yield Flow("", source, table, *told)
        for target, (label, condition) in _rows(move).items():
            yield Flow("", table, plan.door(target), label, condition)


def _rows(move: Move) -> dict[str, tuple[str, str]]:
    """Return label and condition of each place a table leads to; rows to the same place are joined."""
    found: dict[str, list[Exit]] = {}
    for way in move.exits:
        found.setdefault(way.target, []).append(way)
    return {
        target: (
            "；".join(way.label for way in rows),
            any_of(_bracketed(all_of(leads(move, way)), several=len(rows) > 1) for way in rows),
        )
        for target, rows in found.items()
    }


def _bracketed(text: str, *, several: bool) -> str:
    return f"({text})" if several else text
