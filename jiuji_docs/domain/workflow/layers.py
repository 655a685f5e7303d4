"""Give every state its layer in a drawing: how far it is from the start (分层)."""

from __future__ import annotations

from dataclasses import dataclass

from jiuji_docs.domain.workflow.definition import START, Workflow
from jiuji_docs.domain.workflow.graph import edges


@dataclass(frozen=True, slots=True)
class Edge:
    """One arrow: from, to, and the titles of all steps it stands for."""

    source: str
    target: str
    titles: tuple[str, ...]


def arrows(workflow: Workflow) -> tuple[Edge, ...]:
    """Return one arrow per pair of states, steps of all routes together, in the file's order.

    What a service notes without moving the case is left out.
    """
    found: dict[tuple[str, str], dict[str, None]] = {}
    for route in workflow.routes:
        for source, target, step in edges(workflow, route):
            if not (step.operation and source == target):
                found.setdefault((source, target), {})[step.title] = None
    return tuple(Edge(source, target, tuple(titles)) for (source, target), titles in found.items())


def layers(workflow: Workflow) -> tuple[tuple[str, ...], ...]:
    """Return the states by their longest way from the start, returns left out.

    The first layer is the start itself. A state no step reaches stands in the last layer.
    """
    forward = _forward(workflow)
    depth = {START: 0}
    for _round in range(len(workflow.states) + 1):
        for source, target in forward:
            if source in depth:
                depth[target] = max(depth.get(target, 0), depth[source] + 1)
    last = max(depth.values())
    for state in workflow.states:
        depth.setdefault(state, last)
    rows = [
        [name for name in (START, *workflow.states) if depth[name] == n] for n in range(last + 1)
    ]
    return tuple(tuple(row) for row in rows)


def _forward(workflow: Workflow) -> list[tuple[str, str]]:
    """Return the arrows that do not close a circle, found by walking in the file's order."""
    following: dict[str, list[str]] = {}
    for route in workflow.routes:
        for source, target, step in edges(workflow, route):
            if source != target and not step.returns:
                following.setdefault(source, []).append(target)
    kept: list[tuple[str, str]] = []
    _walk(START, following, [], set(), kept)
    return list(dict.fromkeys(kept))


def _walk(
    state: str,
    following: dict[str, list[str]],
    path: list[str],
    done: set[str],
    kept: list[tuple[str, str]],
) -> None:
    for target in following.get(state, ()):
        if target in (*path, state):
            continue
        kept.append((state, target))
        if target not in done:
            _walk(target, following, [*path, state], done, kept)
    done.add(state)
