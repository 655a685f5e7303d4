"""Write a chart as BPMN 2.0 with its drawing: one pool per route, one lane per role (BPMN 交换文件)."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from jiuji_docs.domain.charts.bpmn_graph import graph
from jiuji_docs.domain.charts.bpmn_layout import EDGE, Bounds, Layout, lay_out
from jiuji_docs.domain.charts.bpmn_shapes import Flow, Graph, Node
from jiuji_docs.domain.charts.bpmn_sound import unsound
from jiuji_docs.domain.charts.chart import Chart, Move
from jiuji_docs.domain.charts.names import NAMESPACE
from jiuji_docs.domain.errors import DefinitionError

_NAMESPACES = {
    "bpmn": "http://www.omg.org/spec/BPMN/20100524/MODEL",
    "bpmndi": "http://www.omg.org/spec/BPMN/20100524/DI",
    "dc": "http://www.omg.org/spec/DD/20100524/DC",
    "di": "http://www.omg.org/spec/DD/20100524/DI",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "jiuji": NAMESPACE,
}
#: Whoever acts where no role is named: the program.
NOBODY = "系统"


def bpmn(chart: Chart) -> str:
    """Return the chart as one BPMN 2.0 document; shapes and arrows have their places.

    Raises DefinitionError when a step leaves parallel parts that have not ended: BPMN's join would wait.
    """
    if why := unsound(chart):
        raise DefinitionError(chart.id, f"{why}，不能写成 BPMN，请用 scxml")
    graphs = {route: graph(chart.on(route)) for route in chart.routes}
    spaces = " ".join(f'xmlns:{name}="{space}"' for name, space in _NAMESPACES.items())
    head = f'<bpmn:definitions {spaces} id="definitions" targetNamespace="{NAMESPACE}"'
    head += f' exporter="jiuji_docs" name={quoteattr(chart.title)}>'
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', head, *_collaboration(chart)]
    for route, one in graphs.items():
        lines += _process(route, one)
    return "\n".join([*lines, *_drawing(graphs), "</bpmn:definitions>"]) + "\n"


def process_id(route: str) -> str:
    """Return the id of a route's process."""
    return f"process_{route}"


def _collaboration(chart: Chart) -> Iterator[str]:
    yield '<bpmn:collaboration id="collaboration">'
    for route, title in chart.routes.items():
        name = chart.title if title == chart.title else f"{chart.title}（{title}）"
        yield f'<bpmn:participant id="pool_{route}" name={quoteattr(name)} processRef="{process_id(route)}"/>'
    yield "</bpmn:collaboration>"


def _process(route: str, one: Graph) -> Iterator[str]:
    title = quoteattr(one.chart.routes[route])
    yield f'<bpmn:process id="{process_id(route)}" name={title} isExecutable="true">'
    yield "<bpmn:extensionElements>"
    edition = f"workflow={quoteattr(one.chart.id)} checksum={quoteattr(one.chart.edition)}"
    yield f"<jiuji:edition {edition} basis={quoteattr(one.chart.basis)}/>"
    for head, lines in one.chart.notes.items():
        for line in lines:
            yield f"<jiuji:note about={quoteattr(head)}>{escape(line)}</jiuji:note>"
    yield "</bpmn:extensionElements>"
    yield f'<bpmn:laneSet id="lanes_{route}">'
    for role in one.lanes:
        held = (node for node in one.nodes.values() if node.lane == role)
        refs = "".join(f"<bpmn:flowNodeRef>{_own(route, n.id)}</bpmn:flowNodeRef>" for n in held)
        name = quoteattr(one.chart.roles.get(role, NOBODY))
        yield f'<bpmn:lane id="{_lane(route, role)}" name={name}>{refs}</bpmn:lane>'
    yield "</bpmn:laneSet>"
    for node in one.nodes.values():
        yield from _node(route, one, node)
    for flow in one.flows:
        yield _flow(route, flow)
    yield "</bpmn:process>"


def _own(route: str, name: str) -> str:
    """Return an id that no other pool of the file has."""
    return f"{route}_{name}"


def _lane(route: str, role: str) -> str:
    return _own(route, f"lane_{role.replace('.', '_') or 'system'}")


def _node(route: str, one: Graph, node: Node) -> Iterator[str]:
    name = f" name={quoteattr(node.name)}" if node.name else ""
    yield f'<bpmn:{node.kind} id="{_own(route, node.id)}"{name}>'
    if node.place:
        yield "<bpmn:extensionElements>"
        yield f'<jiuji:place id="{node.place}" title={quoteattr(one.chart.places[node.place].title)}/>'
        for move in one.chart.moves_from(node.place):
            yield from _step(one.chart, move)
        yield "</bpmn:extensionElements>"
    for flow in one.flows:
        if flow.target == node.id:
            yield f"<bpmn:incoming>{_own(route, flow.id)}</bpmn:incoming>"
    for flow in one.flows:
        if flow.source == node.id:
            yield f"<bpmn:outgoing>{_own(route, flow.id)}</bpmn:outgoing>"
    yield f"</bpmn:{node.kind}>"


def _step(chart: Chart, move: Move) -> Iterator[str]:
    """Yield what BPMN has no words for: who takes a step, on what conditions, by which clause."""
    kind = "operation" if move.operation else "return" if move.returns else "step"
    yield f'<jiuji:step id="{move.id}" title={quoteattr(move.title)} kind="{kind}">'
    for role in move.roles:
        yield f'<jiuji:role id="{role}">{escape(chart.roles.get(role, NOBODY))}</jiuji:role>'
    for tag, texts in (
        ("condition", [item.text for item in move.asked]),
        ("clause", move.clauses),
        ("limit", move.limits),
        ("form", move.forms),
        ("document", move.documents),
    ):
        for text in texts:
            yield f"<jiuji:{tag}>{escape(text)}</jiuji:{tag}>"
    yield "</jiuji:step>"


def _flow(route: str, flow: Flow) -> str:
    ends = f'sourceRef="{_own(route, flow.source)}" targetRef="{_own(route, flow.target)}"'
    name = f" name={quoteattr(flow.name)}" if flow.name else ""
    head = f'<bpmn:sequenceFlow id="{_own(route, flow.id)}" {ends}{name}'
    if not flow.condition:
        return f"{head}/>"
    kind = 'xsi:type="bpmn:tFormalExpression"'
    condition = (
        f"<bpmn:conditionExpression {kind}>{escape(flow.condition)}</bpmn:conditionExpression>"
    )
    return f"{head}>{condition}</bpmn:sequenceFlow>"


def _drawing(graphs: dict[str, Graph]) -> Iterator[str]:
    yield '<bpmndi:BPMNDiagram id="diagram"><bpmndi:BPMNPlane id="plane" bpmnElement="collaboration">'
    top = EDGE
    for route, one in graphs.items():
        layout = lay_out(one, top)
        yield from _pool(route, one, layout)
        top += layout.pool.height + EDGE
    yield "</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>"


def _pool(route: str, one: Graph, layout: Layout) -> Iterator[str]:
    across = ' isHorizontal="true"'
    yield _shape(f"pool_{route}", layout.pool, across)
    for role, bounds in layout.lanes.items():
        yield _shape(_lane(route, role), bounds, across)
    for name, bounds in layout.shapes.items():
        gateway = one.nodes[name].kind.endswith("Gateway")
        yield _shape(_own(route, name), bounds, ' isMarkerVisible="true"' if gateway else "")
    for name, corners in layout.arrows.items():
        own = _own(route, name)
        points = "".join(f'<di:waypoint x="{x}" y="{y}"/>' for x, y in corners)
        label = _label(layout.labels[name]) if name in layout.labels else ""
        yield f'<bpmndi:BPMNEdge id="arrow_{own}" bpmnElement="{own}">{points}{label}</bpmndi:BPMNEdge>'


def _shape(name: str, bounds: Bounds, more: str = "") -> str:
    shape = f'<bpmndi:BPMNShape id="shape_{name}" bpmnElement="{name}"{more}>'
    return f"{shape}{_bounds(bounds)}</bpmndi:BPMNShape>"


def _label(bounds: Bounds) -> str:
    return f"<bpmndi:BPMNLabel>{_bounds(bounds)}</bpmndi:BPMNLabel>"


def _bounds(at: Bounds) -> str:
    return f'<dc:Bounds x="{at.x}" y="{at.y}" width="{at.width}" height="{at.height}"/>'
