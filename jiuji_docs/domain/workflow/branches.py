"""Let parts of a case run side by side (并行分支): each branch has states of its own inside one state."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jiuji_docs.domain.workflow.definition import Transition, Workflow
    from jiuji_docs.domain.workflow.facts import StepTaken


@dataclass(frozen=True, slots=True)
class Branch:
    """One branch: it opens at ``first`` when a case comes to ``state``, and closes when it leaves.

    Its own states name it; those of them that are final are its ends (汇合前的终点).
    """

    id: str
    title: str
    state: str
    first: str


def opened_at(workflow: Workflow, state: str) -> tuple[Branch, ...]:
    """Return the branches that run while a case stands at *state*."""
    return tuple(branch for branch in workflow.branches.values() if branch.state == state)


def branch_of(workflow: Workflow, state: str) -> str:
    """Return the branch a state belongs to; empty for a state of the case itself."""
    found = workflow.states.get(state)
    return found.branch if found is not None else ""


def ended(workflow: Workflow, standing: Mapping[str, str]) -> frozenset[str]:
    """Return which branches of *standing* (branch id → state id) have come to an end."""
    return frozenset(name for name, state in standing.items() if workflow.states[state].final)


def beside(workflow: Workflow, transition: Transition, since: Iterable[StepTaken]) -> bool:
    """Say whether a step stands although others acted *since* its page was shown.

    It does when it works in one branch or answers on a panel, and all that happened since was done
    in other branches or by other members: they were asked to act at the same time.
    """
    own = {branch_of(workflow, source) for source in transition.source} - {""}
    if not own and not transition.panel:
        return False
    return all(_apart(workflow, item, own) for item in since)


def _apart(workflow: Workflow, item: StepTaken, own: set[str]) -> bool:
    taken = workflow.transitions.get(item.transition)
    if taken is None or taken.returns:
        return False
    if taken.panel:
        return True
    branch = branch_of(workflow, item.source)
    return bool(branch) and branch == branch_of(workflow, item.target) and branch not in own
