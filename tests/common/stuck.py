"""Find steps that ask for an earlier one which can no longer be taken where they begin (走不下去)."""

from __future__ import annotations

from collections.abc import Iterator

from jiuji_docs.domain.workflow.definition import Transition
from jiuji_docs.domain.workflow.graph import edges, fits, reached
from jiuji_docs.domain.workflow.policy import Pack


def stuck(pack: Pack) -> list[str]:
    """Return a line for every place where a required step is missed and can no longer be made up for."""
    return [line for route in pack.workflow.routes for line in _on_route(pack, route)]


def _on_route(pack: Pack, route: str) -> Iterator[str]:
    flow = pack.workflow
    ways = list(edges(flow, route))
    for step in (item for item in flow.transitions.values() if fits(item, route)):
        for required in _required(pack, step):
            without = reached(flow, route, lambda item, name=required.id: item.id != name)
            for source in set(step.source) & without:
                others = [way for way in ways if way[2].id != step.id]
                if not _from(others, source) & set(required.source):
                    yield f"{route} {source}: {step.id} asks for {required.id}"


def _required(pack: Pack, step: Transition) -> Iterator[Transition]:
    for condition in step.guards:
        if condition.name in ("step_taken", "step_taken_when"):
            yield pack.workflow.transitions[condition.parameters["step"]]


def _from(ways: list[tuple[str, str, Transition]], source: str) -> set[str]:
    """Return the states a case at *source* can still come to, itself included."""
    found, waiting = {source}, [source]
    while waiting:
        here = waiting.pop()
        for origin, target, _step in ways:
            if origin == here and target not in found:
                found.add(target)
                waiting.append(target)
    return found
