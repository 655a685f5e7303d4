"""Hold the shapes of a BPMN process: nodes, arrows, and the graph they make (BPMN 图形)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jiuji_docs.domain.charts.chart import Chart

START, TASK, WAY, END = "startEvent", "userTask", "exclusiveGateway", "endEvent"
#: Where parallel parts begin and where they come together.
FORK = "parallelGateway"


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
