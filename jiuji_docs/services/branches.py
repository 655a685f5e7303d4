"""Open, move and close the parallel branches of a case as its steps go (并行分支)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiuji_docs.domain.workflow.branches import opened_at

if TYPE_CHECKING:
    from jiuji_docs.services.progress import Progress


def change_branches(progress: Progress) -> None:
    """Move the branch the step works in; leaving a state closes its branches, arriving opens them."""
    workflow, taken = progress.pack.workflow, progress.taken
    if not workflow.branches:
        return
    cases, case_id = progress.desk.cases, progress.case.id
    if taken.branch:
        cases.move_branch(case_id, taken.branch, taken.target, progress.seq)
    elif arrives(progress):
        cases.close_branches(case_id, progress.seq)
        for branch in opened_at(workflow, taken.state):
            cases.open_branch(case_id, branch.id, branch.first, progress.seq)


def arrives(progress: Progress) -> bool:
    """Say whether the step brings the case to a state, anew if a return sends it to where it stands."""
    taken = progress.taken
    return not taken.branch and (taken.transition.returns or taken.target != taken.source)
