"""Show which rule, step, form and scenario carries each clause of a policy (条款落实)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from jiuji_docs.definitions.elements import citations
from jiuji_docs.definitions.walks import walked
from jiuji_docs.domain.scenario import Scenario
from jiuji_docs.domain.workflow.policy import Clause, Pack


@dataclass(frozen=True, slots=True)
class Coverage:
    """One clause, what carries it, and the scenarios that walk through that or say they show it."""

    clause: Clause
    elements: tuple[str, ...]
    scenarios: tuple[str, ...]

    @property
    def is_answered(self) -> bool:
        """Whether something carries the clause, or a reason says why nothing has to."""
        return bool(self.elements or self.clause.reason)

    @property
    def is_own(self) -> bool:
        """Whether the clause is of the pack's document, not of another one it cites (国家规定)."""
        return not self.clause.document

    @property
    def is_proved(self) -> bool:
        """Whether a scenario shows it, if anything carries it; of a cited document none is asked."""
        return bool(self.scenarios) or not self.elements or not self.is_own


def coverage(pack: Pack, scenarios: Iterable[Scenario]) -> tuple[Coverage, ...]:
    """Return every clause of the pack in the order of the document."""
    played = tuple(scenarios)
    walks = {scenario.id: walked(pack, scenario) for scenario in played}
    said = {one.id: {name for step in one.steps for name in step.shows} for one in played}
    cited: dict[str, list[str]] = {name: [] for name in pack.policy.clauses}
    for clause, element in citations(pack):
        cited.setdefault(clause, []).append(element)
    return tuple(
        _covered(clause, cited[clause.id], walks, said) for clause in pack.policy.clauses.values()
    )


def _covered(
    clause: Clause,
    cited: list[str],
    walks: Mapping[str, frozenset[str]],
    said: Mapping[str, set[str]],
) -> Coverage:
    elements = tuple(dict.fromkeys((*clause.carried_by, *cited)))
    shown = tuple(
        name
        for name, walk in walks.items()
        if clause.id in said[name] or not walk.isdisjoint(elements)
    )
    return Coverage(clause, elements, shown)
