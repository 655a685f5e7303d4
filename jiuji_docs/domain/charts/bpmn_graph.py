"""Turn a chart into the nodes and flows of a BPMN process (BPMN 流程).

A place is a user task in the lane of the role that acts there, and a gateway where several ways lead
on. A place that several ways lead to has a gateway before it, and a decision table one of its own: what
BPMN's own rules ask for. What only notes something without moving the case has no flow.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from jiuji_docs.domain.charts.chart import Chart, Exit, Move, Split
from jiuji_docs.domain.charts.expressions import CHOSEN, all_of, any_of, leads
from jiuji_docs.domain.charts.order import in_order

START, TASK, WAY, END = "startEvent", "userTask", "exclusiveGateway", "endEvent"
#: Where parallel parts begin and where they come together.
FORK = "parallelGateway"
#: The variable that holds the step somebody takes.
STEP = "step"
#: What an arrow is called that a case takes unless it goes straight back.
ORDINARY = "其他情形"


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
        """Return the node by which a place is entered; the end of a parallel part is where parts meet."""
        if self.chart.places[place].branch and self.chart.places[place].final:
            return self.meeting(self.chart.places[place].branch)
        return f"join_{place}" if self.entered[place] > 1 else self.inside(place)

    def inside(self, place: str) -> str:
        """Return the node behind the one that joins what comes to a place."""
        if self.chart.places[place].final:
            return f"end_{place}"
        return f"fork_{place}" if self.chart.splits_at(place) else f"do_{place}"

    def meeting(self, branch: str) -> str:
        """Return the node to which the ends of a parallel part lead: its own when several do."""
        split = next(one for one in self.chart.splits if one.id == branch)
        return f"met_{branch}" if self.ends(split) > 1 else f"meet_{split.place}"

    def ends(self, split: Split) -> int:
        """Count the arrows that end a parallel part."""
        places = self.chart.places.values()
        return sum(self.entered[p.id] for p in places if p.final and p.branch == split.id)


def graph(chart: Chart) -> Graph:
    """Return the process of a chart that holds one route."""
    order = in_order(chart)
    lane = _lanes_of_places(chart)
    ways = {place: _ways(chart, place) for place in order}
    tables = {place: _tables(chart, place) for place in order}
    plan = _Plan(chart, lane, ways, tables, _entered(chart, ways, tables))
    nodes: dict[str, Node] = {}
    flows: list[Flow] = []
    for group, (part, name) in enumerate(_parts(plan, order), start=1):
        nodes.update((node.id, node) for node in _PARTS[part](plan, name, group))
    for place in order:
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


def unsound(chart: Chart) -> str:
    """Return why BPMN cannot say what a chart's parallel parts do, in Chinese; empty when it can.

    Its join waits for every part. So must every step that leaves their place, and no step inside one may
    lead out of it.
    """
    for split in chart.splits:
        every = len(chart.splits_at(split.place))
        waits = {move.id: max((len(a.ends) for a in move.asked), default=0) for move in chart.moves}
        for move in moving(chart, split.place):
            if waits[move.id] < every:
                return f"“{move.title}”不等并行分支“{split.title}”办完"
    for move in chart.moves:
        branch = chart.places[move.source].branch
        if branch and any(chart.places[way.target].branch != branch for way in move.exits):
            return f"“{move.title}”从并行分支中转出"
    return ""


def moving(chart: Chart, place: str) -> tuple[Move, ...]:
    """Return the steps at a place that somebody decides to take, or that move the case."""
    found = chart.moves_from(place)
    return tuple(move for move in found if not (move.operation and move.stays))


def _lanes_of_places(chart: Chart) -> dict[str, str]:
    """Return the role in whose lane each place stands; an end stands with whoever brings it about."""
    found = {}
    for place in chart.places:
        leading = [move for move in moving(chart, place) if not move.returns]
        people = [m for m in leading if not (m.operation or m.automatic)] or leading
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
    """Return the steps at a place that lead to several: by a table, or straight back to a returner."""
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
    counted = Counter([chart.begin, *(split.first for split in chart.splits)])
    for place in chart.places:
        counted.update(way.target for way in ways[place])
        for move in tables[place]:
            counted.update({way.target for way in move.exits})
    return counted


def _parts(plan: _Plan, order: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield what gets columns of its own, in order: a place, or its way in, its parallel parts, its way on."""
    for place in order:
        splits = plan.chart.splits_at(place)
        if plan.chart.places[place].branch:
            continue
        yield ("in" if splits else "place"), place
        for split in splits:
            held = (name for name in order if plan.chart.places[name].branch == split.id)
            yield from (("place", name) for name in held if not plan.chart.places[name].final)
            if plan.ends(split) > 1:
                yield "met", split.id
        if splits:
            yield "on", place


def _whole(plan: _Plan, place: str, group: int) -> Iterator[Node]:
    """Yield the nodes of a place without parallel parts."""
    here, lane = plan.chart.places[place], plan.lanes[place]
    if plan.entered[place] > 1:
        yield Node(f"join_{place}", WAY, "", lane, group, 0)
    if here.final:
        yield Node(f"end_{place}", END, here.title, lane, group, 1)
    else:
        yield from _work(plan, place, group)


def _way_in(plan: _Plan, place: str, group: int) -> Iterator[Node]:
    """Yield the nodes before the parallel parts of a place."""
    if plan.entered[place] > 1:
        yield Node(f"join_{place}", WAY, "", plan.lanes[place], group, 0)
    title = plan.chart.places[place].title
    yield Node(f"fork_{place}", FORK, title, plan.lanes[place], group, 1)


def _met(plan: _Plan, branch: str, group: int) -> Iterator[Node]:
    """Yield where the several ends of one parallel part come together."""
    split = next(one for one in plan.chart.splits if one.id == branch)
    yield Node(f"met_{branch}", WAY, "", plan.lanes[split.place], group, 1)


def _way_on(plan: _Plan, place: str, group: int) -> Iterator[Node]:
    """Yield the nodes behind the parallel parts of a place."""
    yield Node(f"meet_{place}", FORK, "", plan.lanes[place], group, 0)
    yield from _work(plan, place, group)


def _work(plan: _Plan, place: str, group: int) -> Iterator[Node]:
    """Yield the task of a place and the gateways behind it."""
    here, lane = plan.chart.places[place], plan.lanes[place]
    yield Node(f"do_{place}", TASK, _task_name(plan.chart, place), lane, group, 1, place)
    if plan.several(place):
        yield Node(f"way_{place}", WAY, f"{here.title}：如何办理", lane, group, 2)
    for move in plan.tables[place]:
        tiered = any(way.tests for way in move.exits)
        name = f"{move.title}：{'分档' if tiered else '去向'}"
        yield Node(f"table_{place}_{move.id}", WAY, name, lane, group, 3)


_PARTS = {"place": _whole, "in": _way_in, "met": _met, "on": _way_on}


def _task_name(chart: Chart, place: str) -> str:
    """Return the step's title where there is one step, else the place's."""
    titles = list(dict.fromkeys(move.title for move in moving(chart, place)))
    return titles[0] if len(titles) == 1 else chart.places[place].title


def _flows(plan: _Plan, place: str) -> Iterator[Flow]:
    here = plan.chart.places[place]
    if here.branch and here.final:
        return
    inside = f"end_{place}" if here.final else f"do_{place}"
    if plan.entered[place] > 1:
        yield Flow("", f"join_{place}", plan.inside(place))
    for split in plan.chart.splits_at(place):
        yield Flow("", f"fork_{place}", plan.door(split.first))
        if plan.ends(split) > 1:
            yield Flow("", f"met_{split.id}", f"meet_{place}")
    if plan.chart.splits_at(place):
        yield Flow("", f"meet_{place}", inside)
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
            "；".join(way.label for way in rows if way.label) or ORDINARY,
            any_of(_bracketed(all_of(leads(move, way)), several=len(rows) > 1) for way in rows),
        )
        for target, rows in found.items()
    }


def _bracketed(text: str, *, several: bool) -> str:
    return f"({text})" if several else text
