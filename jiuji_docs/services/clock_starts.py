"""Start a clock (起算): by which budget, from which moment, and ended at once where both are one step."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from jiuji_docs.domain.forms.known import known
from jiuji_docs.domain.workflow import deadlines
from jiuji_docs.domain.workflow.suspension import Reckoned, derive
from jiuji_docs.domain.workflow.time_limit import TimeLimit
from jiuji_docs.services.due_dates import with_own_due
from jiuji_docs.services.known import entered
from jiuji_docs.services.rungs import set_rungs

if TYPE_CHECKING:
    from jiuji_docs.services.progress import Progress


def begins(progress: Progress, limit: TimeLimit) -> tuple[TimeLimit, dt.datetime]:
    """Return the limit as it holds for this case and the moment it runs from (分级、知晓时刻)."""
    if not limit.grades and not limit.since:
        return limit, progress.occurred_at
    values = known(progress.entering.items())
    if progress.case is not None and progress.case.version:
        values = {**entered(progress.desk, progress.pack, progress.case.id), **values}
    since = values.get(limit.since) if limit.since else None
    return limit.for_case(values), since or progress.occurred_at


def reckon_for(progress: Progress, whole: TimeLimit) -> tuple[TimeLimit, dt.datetime, Reckoned]:
    """Return the limit as it holds for this item, from when it runs, and when it falls due.

    Raises FormInvalid where the item's own form says a time that cannot be (逐件期限).
    """
    held, since = begins(progress, whole)
    limit = with_own_due(progress, held, since)
    days = progress.desk.house.days
    return limit, since, derive(since, limit.budget, days, rolls=limit.roll_last_day)


def start(progress: Progress, whole: TimeLimit) -> Any:
    """Start a clock; return its row where it is to end with the same step, else None."""
    desk = progress.desk
    limit, since, found = reckon_for(progress, whole)
    clock = desk.cases.start_clock(
        case_id=progress.case.id,
        time_limit=limit.id,
        budget=limit.budget,
        started_at=since,
        due_at=found.at,
        provisional=found.provisional,
        rolls=limit.roll_last_day,
        started_seq=progress.seq,
    )
    if limit.since and progress.transition.id in limit.ends:
        return clock
    if found.at is not None:
        set_rungs(desk, clock, limit, found)
    return None


def end_at_once(progress: Progress, clock: Any) -> tuple[str, ...]:
    """End a clock with the step that began it: the time ran before the case was written down."""
    name, case_id = clock.time_limit, progress.case.id
    progress.desk.cases.end_clocks(case_id, [name], progress.now, seq=progress.seq)
    return (name,) if deadlines.is_late(clock.due_at, progress.occurred_at) else ()
