"""Turn a chart into the nodes and flows of a BPMN process (BPMN 流程).

A place is a user task in the lane of the role that acts there, and a gateway where several ways lead
on. A place that several ways lead to has a gateway before it, and a decision table one of its own: what
BPMN's own rules ask for. What only notes something without moving the case has no flow.
"""

from __future__ import annotations

from collections.abc import Iterator

from jiuji_docs.domain.charts.bpmn_nodes import NODES_OF, parts
from jiuji_docs.domain.charts.bpmn_plan import Plan, lanes_of_places
from jiuji_docs.domain.charts.bpmn_shapes import START, Flow, Graph, Node
from jiuji_docs.domain.charts.bpmn_ways import STEP, arrows_to, table_rows, tables_at, ways_from
from jiuji_docs.domain.charts.chart import Chart
from jiuji_docs.domain.charts.order import in_order


def graph(chart: Chart) -> Graph:
    """Return the process of a chart that holds one route."""
    order = in_order(chart)
    lane = lanes_of_places(chart)
    ways = {place: ways_from(chart, place) for place in order}
    tables = {place: tables_at(chart, place) for place in order}
    plan = Plan(chart, lane, ways, tables, arrows_to(chart, ways, tables))
    nodes: dict[str, Node] = {}
    flows: list[Flow] = []
    for group, (part, name) in enumerate(parts(plan, order), start=1):
        nodes.update((node.id, node) for node in NODES_OF[part](plan, name, group))
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


def _flows(plan: Plan, place: str) -> Iterator[Flow]:
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
        for target, (label, condition) in table_rows(move).items():
            yield Flow("", table, plan.door(target), label, condition)
