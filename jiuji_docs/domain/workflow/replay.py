"""Say where a case stands by its history alone (回放)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from jiuji_docs.domain.workflow.branches import branch_of
from jiuji_docs.domain.workflow.definition import START, Workflow


class StepLike(Protocol):
    """What is read of a step: its number, which transition, who took it, and where it led."""

    @property
    def seq(self) -> int: ...  # noqa: D102
    @property
    def transition(self) -> str: ...  # noqa: D102
    @property
    def target(self) -> str: ...  # noqa: D102


def replay(workflow: Workflow, steps: Iterable[StepLike]) -> str:
    """Return the state all *steps*, voided ones too, leave the case in; START when there are none.

    Steps inside a branch move the branch, not the case.
    """
    state = START
    for step in sorted(steps, key=lambda item: item.seq):
        if not branch_of(workflow, step.target):
            state = step.target
    return state


def state_after(workflow: Workflow, steps: Iterable[StepLike], seq: int) -> str:
    """Return where the case stood after step *seq* and the automatic steps right behind it."""
    ordered = sorted(steps, key=lambda item: item.seq)
    end = seq
    for step in ordered:
        taken = workflow.transitions.get(step.transition)
        if step.seq == end + 1 and taken is not None and taken.automatic:
            end = step.seq
    return replay(workflow, (step for step in ordered if step.seq <= end))
