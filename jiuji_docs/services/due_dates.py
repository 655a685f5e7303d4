"""Say what time limit a single item has: what its own form says, within what the rules allow (逐件期限)."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from jiuji_docs.domain.calendar import BEIJING
from jiuji_docs.domain.errors import FormInvalid
from jiuji_docs.domain.workflow import deadlines
from jiuji_docs.domain.workflow.suspension import fixed_budget
from jiuji_docs.domain.workflow.time_limit import TimeLimit
from jiuji_docs.services.case_lines import show_moment

if TYPE_CHECKING:
    from jiuji_docs.services.progress import Progress

_END_OF_DAY = dt.time(23, 59, 59)


def with_own_due(progress: Progress, limit: TimeLimit, since: dt.datetime) -> TimeLimit:
    """Return a limit that the step starts with the budget its own form gives it, if it gives one.

    Raises FormInvalid at the field for a time before *since*, or later than the limit allows.
    """
    said = _said(progress, limit)
    if said is None:
        return limit
    entered_now = limit.due_from.partition(".")[0] in progress.entering
    latest = deadlines.reckon(limit, since, progress.desk.house.days)
    if said < since and entered_now:
        raise _refused(limit, "期限不能早于办理时间")
    if latest is not None and said > latest.at:
        raise _refused(limit, f"按“{limit.title}”最迟为 {show_moment(latest.at)}")
    return replace(limit, budget=fixed_budget(said))


def _said(progress: Progress, limit: TimeLimit) -> dt.datetime | None:
    """Return the moment entered for the item, a day as its end; None where the limit asks for none."""
    if not limit.due_from:
        return None
    form, _, name = limit.due_from.partition(".")
    values = progress.entering.get(form)
    if values is None and progress.case is not None:
        values = progress.desk.cases.latest_values(progress.case.id, form)
    return _moment((values or {}).get(name))


def _moment(value: Any) -> dt.datetime | None:
    if isinstance(value, str) and value:
        value = dt.datetime.fromisoformat(value)
        value = value if value.tzinfo is not None else value.date()
    if isinstance(value, dt.datetime):
        return value
    return dt.datetime.combine(value, _END_OF_DAY, BEIJING) if value else None


def _refused(limit: TimeLimit, why: str) -> FormInvalid:
    form, _, name = limit.due_from.partition(".")
    return FormInvalid(form, {name: (why,)})
