"""Show which rule, step, form and scenario carries each clause of a policy (条款落实)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from jiuji_docs.definitions.elements import citations
from jiuji_docs.domain.scenario import Scenario
from jiuji_docs.domain.workflow.policy import Clause, Pack


@dataclass(frozen=True, slots=True)
class Coverage:
    """One clause, what carries it, and the scenarios that walk through that."""

    clause: Clause
    elements: tuple[str, ...]
    scenarios: tuple[str, ...]

    @property
    def is_answered(self) -> bool:
        """Whether something carries the clause, or a reason says why nothing has to."""
        return bool(self.elements or self.clause.reason)


def coverage(pack: Pack, scenarios: Iterable[Scenario]) -> tuple[Coverage, ...]:
    """Return every clause of the pack in the order of the document."""
    walked = {scenario.id: {step.do for step in scenario.steps} for scenario in scenarios}
    cited: dict[str, list[str]] = {name: [] for name in pack.policy.clauses}
    for clause, element in citations(pack):
        cited.setdefault(clause, []).append(element)
    return tuple(
        _covered(clause, cited[clause.id], walked) for clause in pack.policy.clauses.values()
    )


def _covered(clause: Clause, cited: list[str], walked: Mapping[str, set[str]]) -> Coverage:
    elements = tuple(dict.fromkeys((*clause.carried_by, *cited)))
    steps = {_step(name) for name in elements}
    played = tuple(name for name, taken in walked.items() if steps & taken)
    return Coverage(clause, elements, played)


def _step(element: str) -> str:
    """Return the step an element belongs to; an element of no step belongs to none."""
    kind, _, name = element.partition(":")
    return name.partition(".")[0] if kind in ("transition", "guard") else ""
