"""Walk a workflow as a graph, one route at a time (流程图)."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator

from jiuji_docs.domain.workflow.definition import START, STAY, Transition, Workflow


def fits(transition: Transition, route: str) -> bool:
    """Say whether a step belongs to a route; one that names none belongs to all."""
    return not transition.routes or route in transition.routes


def targets(workflow: Workflow, transition: Transition, source: str) -> tuple[str, ...]:
    """Return every state *transition* may lead to from *source*, straight returns' way back left out."""
    if transition.returns:
        return transition.return_targets
    if transition.table:
        table = workflow.tables.get(transition.table)
        return tuple(row.outcome for row in table.rows) if table else ()
    return (source if transition.target == STAY else transition.target,)


def edges(workflow: Workflow, route: str) -> Iterator[tuple[str, str, Transition]]:
    """Yield (source, target, step) of every step of a route."""
    for transition in workflow.transitions.values():
        if fits(transition, route):
            for source in transition.source:
                for target in targets(workflow, transition, source):
                    yield source, target, transition


def reached(
    workflow: Workflow, route: str, allow: Callable[[Transition], bool] = lambda _step: True
) -> frozenset[str]:
    """Return the states a case of the route can stand in, by steps that *allow* lets through.

    Where branches open, their first states are reached with the state they open at.
    """
    ways = [(source, target) for source, target, step in edges(workflow, route) if allow(step)]
    ways += [(branch.state, branch.first) for branch in workflow.branches.values()]
    return frozenset(led_to(ways, {START}) - {START})


def way(
    workflow: Workflow, route: str, to: str, allow: Callable[[Transition], bool]
) -> list[Transition]:
    """Return the shortest run of steps that *allow* lets through from the start to *to*; empty if none."""
    leaving: defaultdict[str, list[tuple[str, Transition]]] = defaultdict(list)
    for source, target, step in edges(workflow, route):
        if allow(step):
            leaving[source].append((target, step))
    came: dict[str, tuple[str, Transition]] = {}
    waiting = deque([START])
    while waiting and to not in came:
        here = waiting.popleft()
        for target, step in leaving[here]:
            if target not in came:
                came[target] = here, step
                waiting.append(target)
    steps: list[Transition] = []
    while to != START and to in came:
        to, step = came[to]
        steps.append(step)
    return steps[::-1]


def can_end(workflow: Workflow, route: str) -> frozenset[str]:
    """Return the states from which an end can be reached, the branch's own for a branch's state."""
    final = {state.id for state in workflow.states.values() if state.final}
    back = [(target, source) for source, target, _step in edges(workflow, route)]
    return frozenset(led_to(back, final))


def led_to(ways: Iterable[tuple[str, str]], begin: set[str]) -> set[str]:
    """Return every place that *ways* (from, to) lead to from the places of *begin*, these included."""
    following: defaultdict[str, list[str]] = defaultdict(list)
    for source, target in ways:
        following[source].append(target)
    found, waiting = set(begin), list(begin)
    while waiting:
        for target in following[waiting.pop()]:
            if target not in found:
                found.add(target)
                waiting.append(target)
    return found
