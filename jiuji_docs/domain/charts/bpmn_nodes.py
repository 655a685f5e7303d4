"""Draw the nodes of each place: what joins, the task, and what parts behind it (BPMN 节点)."""

from __future__ import annotations

from collections.abc import Iterator

from jiuji_docs.domain.charts.bpmn_plan import Plan
from jiuji_docs.domain.charts.bpmn_shapes import END, FORK, TASK, WAY, Node
from jiuji_docs.domain.charts.bpmn_ways import moving
from jiuji_docs.domain.charts.chart import Chart


def parts(plan: Plan, order: tuple[str, ...]) -> Iterator[tuple[str, str]]:
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


def _whole(plan: Plan, place: str, group: int) -> Iterator[Node]:
    """Yield the nodes of a place without parallel parts."""
    here, lane = plan.chart.places[place], plan.lanes[place]
    if plan.entered[place] > 1:
        yield Node(f"join_{place}", WAY, "", lane, group, 0)
    if here.final:
        yield Node(f"end_{place}", END, here.title, lane, group, 1)
    else:
        yield from _work(plan, place, group)


def _way_in(plan: Plan, place: str, group: int) -> Iterator[Node]:
    """Yield the nodes before the parallel parts of a place."""
    if plan.entered[place] > 1:
        yield Node(f"join_{place}", WAY, "", plan.lanes[place], group, 0)
    title = plan.chart.places[place].title
    yield Node(f"fork_{place}", FORK, title, plan.lanes[place], group, 1)


def _met(plan: Plan, branch: str, group: int) -> Iterator[Node]:
    """Yield where the several ends of one parallel part come together."""
    split = next(one for one in plan.chart.splits if one.id == branch)
    yield Node(f"met_{branch}", WAY, "", plan.lanes[split.place], group, 1)


def _way_on(plan: Plan, place: str, group: int) -> Iterator[Node]:
    """Yield the nodes behind the parallel parts of a place."""
    yield Node(f"meet_{place}", FORK, "", plan.lanes[place], group, 0)
    yield from _work(plan, place, group)


def _work(plan: Plan, place: str, group: int) -> Iterator[Node]:
    """Yield the task of a place and the gateways behind it."""
    here, lane = plan.chart.places[place], plan.lanes[place]
    yield Node(f"do_{place}", TASK, _task_name(plan.chart, place), lane, group, 1, place)
    if plan.several(place):
        yield Node(f"way_{place}", WAY, f"{here.title}：如何办理", lane, group, 2)
    for move in plan.tables[place]:
        tiered = any(way.tests for way in move.exits)
        name = f"{move.title}：{'分档' if tiered else '去向'}"
        yield Node(f"table_{place}_{move.id}", WAY, name, lane, group, 3)


NODES_OF = {"place": _whole, "in": _way_in, "met": _met, "on": _way_on}


def _task_name(chart: Chart, place: str) -> str:
    """Return the step's title where there is one step, else the place's."""
    titles = list(dict.fromkeys(move.title for move in moving(chart, place)))
    return titles[0] if len(titles) == 1 else chart.places[place].title
