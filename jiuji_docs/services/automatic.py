"""Take the steps the program takes by itself once their conditions hold (自动流转)."""

from __future__ import annotations

from jiuji_docs.domain.errors import GuardRefused
from jiuji_docs.domain.workflow import engine
from jiuji_docs.domain.workflow.facts import SYSTEM
from jiuji_docs.services import facts
from jiuji_docs.services.command import Command
from jiuji_docs.services.progress import Progress
from jiuji_docs.services.step_writing import write

#: Automatic steps that may follow one another; more is a circle.
MOST_AUTOMATIC = 20


def follow(progress: Progress) -> Progress:
    """Take the automatic steps that are due now, each with its own place in the history."""
    last = progress
    if not progress.pack.workflow.automatic:
        return last
    for number in range(1, MOST_AUTOMATIC + 1):
        seen = facts.of_case(last.desk, last.pack, last.case, {}, last.now)
        taken = engine.automatic(last.pack, seen)
        if taken is None:
            return last
        last = _take(last, taken, f"{progress.command.key}~{number}")
    raise GuardRefused("automatic_circle", "流程定义有误：自动流转没有尽头，请与系统管理员联系")


def _take(before: Progress, taken: engine.Taken, key: str) -> Progress:
    command = Command(taken.transition.id, key, case=before.case.number)
    case, now = before.case, before.now
    step = Progress(before.desk, command, SYSTEM, before.pack, taken.transition, now, case)
    step.taken = taken
    write(step)
    return step
