"""Say which time limits (时限) a step starts and ends, when they fall due, and what is late."""

from __future__ import annotations

import datetime as dt

from jiuji_docs.domain.calendar import DayTable, Due, due
from jiuji_docs.domain.workflow.definition import TimeLimit, Workflow


def started_by(workflow: Workflow, transition: str) -> tuple[TimeLimit, ...]:
    """Return the time limits that begin with *transition*."""
    return tuple(limit for limit in workflow.time_limits.values() if transition in limit.starts)


def ended_by(workflow: Workflow, transition: str) -> tuple[TimeLimit, ...]:
    """Return the time limits that *transition* ends."""
    return tuple(limit for limit in workflow.time_limits.values() if transition in limit.ends)


def reckon(limit: TimeLimit, start: dt.datetime, days: DayTable) -> Due | None:
    """Return when *limit* falls due if it begins at *start* (aware); None when it is 未规定."""
    return due(start, limit.budget, days)


def is_late(falls_due: dt.datetime | None, occurred_at: dt.datetime) -> bool:
    """Say whether a step that happened at *occurred_at* came too late; no limit never is."""
    return falls_due is not None and occurred_at > falls_due
