"""Reckon how long a case has stood where it stands (停留)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from jiuji_docs.domain.workflow.branches import branch_of
from jiuji_docs.domain.workflow.definition import START, Workflow
from jiuji_docs.domain.workflow.facts import StepTaken

HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)


def arrived_at(workflow: Workflow, steps: Iterable[StepTaken], state: str) -> dt.datetime | None:
    """Return when the case, or one of its branches, last came to *state*; None if it never did.

    A step that stays where it begins is no arrival. A branch came to its first state with the case.
    """
    opened = {one.first: one.state for one in workflow.branches.values()}
    arrivals = [
        item.occurred_at
        for item in steps
        if item.target == state and (item.source != state or item.source == START)
    ]
    if not arrivals and state in opened and branch_of(workflow, state):
        return arrived_at(workflow, steps, opened[state])
    return max(arrivals, default=None)


def stay_words(since: dt.datetime, now: dt.datetime) -> str:
    """Return how long from *since* to *now*, both aware: 3 天, 5 小时, 不到 1 小时."""
    stood = now - since
    if stood >= DAY:
        return f"{stood // DAY} 天"
    return f"{stood // HOUR} 小时" if stood >= HOUR else "不到 1 小时"
