"""Take back the last step while nobody has acted after it (撤回): a return by the person who took it.

The step stays in the history as voided, with its entries, papers and signatures; the automatic steps behind
it go with it. A decision, a return, a panel's answer and what a bank reported are not taken back this way.
"""

from __future__ import annotations

from collections.abc import Sequence

from jiuji_docs.domain.errors import NotAllowed, NotInState
from jiuji_docs.domain.workflow.branches import branch_of
from jiuji_docs.domain.workflow.definition import START, Transition, Workflow
from jiuji_docs.domain.workflow.facts import SYSTEM, Actor, StepTaken

#: No definition can have a transition of this name: ids have no "@".
WITHDRAW = "@withdraw"
TITLE = "撤回"


def as_transition(state: str, target: str) -> Transition:
    """Return the withdrawal as a return from *state* to *target*, which the kernel can write."""
    return Transition(
        WITHDRAW, TITLE, (state,), target, returns=True, return_targets=(target,), clauses=()
    )


def last_of_hand(steps: Sequence[StepTaken]) -> StepTaken | None:
    """Return the newest step a person took; the program's own steps behind it belong to it."""
    by_people = (item for item in reversed(steps) if item.account != SYSTEM.account)
    return next(by_people, None)


def check_withdrawal(
    workflow: Workflow, steps: Sequence[StepTaken], state: str, actor: Actor
) -> StepTaken:
    """Return the step that *actor* may take back, or raise why there is none."""
    last = last_of_hand(steps)
    if last is None or last.voided or last.source == START:
        raise NotInState("nothing_to_withdraw", "没有可以撤回的办理；受理不能撤回")
    if actor.account != last.account or actor.on_behalf_of != last.on_behalf_of:
        raise NotAllowed("not_yours", "只有最后一步的办理人本人可以撤回，且其后无人办理")
    taken = workflow.transitions.get(last.transition)
    if taken is None or _stays(workflow, taken, last, state):
        raise NotInState("not_withdrawable", "这一步不能撤回，请由下一环节退回")
    return last


def _stays(workflow: Workflow, taken: Transition, last: StepTaken, state: str) -> bool:
    """Say whether the step has effects outside the case, or none on where it stands."""
    outside = (
        taken.grants, taken.refuses, taken.returns, taken.operation, taken.panel, taken.owes,
        branch_of(workflow, last.source), branch_of(workflow, last.target),
        state in workflow.states and workflow.states[state].final,
    )  # fmt: skip
    return any(outside) or state == last.source
