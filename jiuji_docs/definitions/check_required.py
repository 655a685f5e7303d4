"""Check that a step another one asks for can still be taken where it is asked for (先办的一步)."""

from __future__ import annotations

from collections.abc import Iterator

from jiuji_docs.definitions.finding import Finding, in_workflow
from jiuji_docs.domain.workflow.definition import Transition
from jiuji_docs.domain.workflow.graph import edges, fits, led_to, reached
from jiuji_docs.domain.workflow.policy import Pack

#: Conditions that ask for an earlier step, by the parameter ``step``.
ASKING = frozenset({"step_taken", "step_taken_when"})


def makes_up(pack: Pack) -> Iterator[Finding]:
    """Find places where a case may stand without a required step, and can no longer take it."""
    for route, title in pack.workflow.routes.items():
        for step in (item for item in pack.workflow.transitions.values() if fits(item, route)):
            for required in _required(pack, step):
                for state in sorted(_lost(pack, route, step, required)):
                    where = pack.workflow.states[state].title
                    message = f"{title}事项到了“{where}”，要求先办的“{required.title}”已无从办理"
                    yield in_workflow(pack, f"transition[{step.id}].guards", message)


def _required(pack: Pack, step: Transition) -> Iterator[Transition]:
    for condition in step.guards:
        found = pack.workflow.transitions.get(condition.parameters.get("step", ""))
        if condition.name in ASKING and found is not None:
            yield found


def _lost(pack: Pack, route: str, step: Transition, required: Transition) -> set[str]:
    """Return where *step* begins, *required* was not taken, and no way but *step* leads to it."""
    flow = pack.workflow
    without = reached(flow, route, lambda item: item.id != required.id)
    ways = [(a, b) for a, b, item in edges(flow, route) if item.id != step.id]
    ways += [(branch.state, branch.first) for branch in flow.branches.values()]
    ways += [
        (s.id, flow.branches[s.branch].state)
        for s in flow.states.values()
        if s.branch in flow.branches
    ]
    begins = without.intersection(step.source) & set(flow.states)
    open_at = set(required.source) if fits(required, route) else set()
    return {state for state in begins if not led_to(ways, {state}) & open_at}
