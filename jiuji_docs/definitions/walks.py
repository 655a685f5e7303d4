"""Say which elements of a pack a scenario makes visible by what it does and expects (情景走过的要素)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from jiuji_docs.domain.scenario import Scenario, ScenarioStep
from jiuji_docs.domain.workflow.definition import Transition
from jiuji_docs.domain.workflow.policy import Pack


def walked(pack: Pack, scenario: Scenario) -> frozenset[str]:
    """Return the names ``kind:id``, as in elements.py, that playing *scenario* goes through.

    A step that is expected to be refused walks only its conditions and the settings they ask.
    """
    flow = pack.workflow
    taken = [step for step in scenario.steps if not step.expect.refused]
    tried = {step.do for step in scenario.steps} & set(flow.transitions)
    done = {step.do for step in taken} & set(flow.transitions)
    names = {name for step in tried for name in _of_conditions(flow.transitions[step])}
    names |= {name for step in done for name in _of_step(flow.transitions[step])}
    for step in taken:
        names |= {f"time_limit:{name}" for name in (*step.expect.due, *step.expect.late)}
    names |= {name for step in taken for name in _of_operation(step)}
    values = {value for step in taken for value in _entered(pack, scenario, step)}
    names |= {f"enumeration:{name}" for name in _values_used(pack, values)}
    return frozenset(names)


def _of_conditions(step: Transition) -> Iterator[str]:
    """Yield the conditions of a step, and the settings that they ask."""
    for condition in step.guards:
        yield f"guard:{step.id}.{condition.name}"
        for value in condition.parameters.values():
            for name in value if isinstance(value, tuple) else (value,):
                yield f"parameter:{name}"


def _of_step(step: Transition) -> Iterator[str]:
    """Yield what a step itself uses: forms, papers, debts, its table and where it leads."""
    yield f"transition:{step.id}"
    yield f"state:{step.target}"
    yield f"table:{step.table}"
    yield from (f"form:{name}" for name in (*step.forms, *step.documents))
    yield from (f"debt:{name}" for name in (*step.owes, *step.settles))
    yield from (f"role:{name}" for name in step.roles)
    if len(step.routes) == 1:
        yield from (f"{kind}:{step.routes[0]}" for kind in ("route", "register"))


def _of_operation(step: ScenarioStep) -> Iterator[str]:
    """Yield what an operation speaks of by name: a duty, a roster, a meeting, audit checks."""
    for kind in ("duty", "roster", "meeting"):
        if step.do.startswith(f"{kind}."):
            yield f"{kind}:{step.values.get(kind, '')}"
    if step.do == "audit.run":
        for name in (*step.values.get("finds", ()), *step.values.get("clean", ())):
            yield f"check:{name}"


def _entered(pack: Pack, scenario: Scenario, step: ScenarioStep) -> Iterator[str]:
    """Yield every text that the step enters into its forms."""
    transition = pack.workflow.transitions.get(step.do)
    for form in transition.forms if transition is not None else ():
        yield from _texts({**scenario.forms.get(form, {}), **step.form.get(form, {})})


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, Iterable):
        for item in value:
            yield from _texts(item)


def _values_used(pack: Pack, values: set[str]) -> Iterator[str]:
    """Yield each enumeration of the policy that was chosen from, and each value chosen."""
    for name, group in pack.policy.enumerations.items():
        chosen = values & set(group)
        yield from ((name,) if chosen else ())
        yield from (f"{name}.{value}" for value in chosen)
