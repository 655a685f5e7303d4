"""Derive when a time limit falls due from its start, its budget and its suspensions (中止计时)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from jiuji_docs.domain.calendar import BEIJING, DayTable, Due, due

#: A clock whose due time its own form says keeps it as its budget behind this mark.
FIXED = "@"


@dataclass(frozen=True, slots=True)
class Suspension:
    """A period in which a clock stands still; ``end`` is None while it does. Times are aware."""

    begin: dt.datetime
    end: dt.datetime | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Reckoned:
    """When a clock falls due; without ``due`` it stands still (``suspended``) or is 未规定."""

    due: Due | None
    suspended: bool = False

    @property
    def at(self) -> dt.datetime | None:
        """When it falls due, if that can be said."""
        return self.due.at if self.due is not None else None

    @property
    def provisional(self) -> bool:
        """Whether a holiday notice to come may still move it (暂定)."""
        return self.due is not None and self.due.provisional


def derive(
    start: dt.datetime,
    budget: str,
    table: DayTable,
    suspensions: Collection[Suspension] = (),
    *,
    rolls: bool = True,
) -> Reckoned:
    """Return how a clock stands; the one place where a due time comes from.

    A suspension that has not ended leaves no due time, unless the time had run out before it began:
    what is late stays late. Raises ValueError as ``due`` does.
    """
    ended = [(item.begin, item.end) for item in suspensions if item.end is not None]
    if budget.startswith(FIXED):
        found: Due | None = _fixed(budget, ended)
    else:
        found = due(start, budget, table, ended, rolls=rolls)
    open_since = min((item.begin for item in suspensions if item.end is None), default=None)
    if found is None or open_since is None or found.at < open_since:
        return Reckoned(found)
    return Reckoned(None, suspended=True)


def fixed_budget(moment: dt.datetime) -> str:
    """Return the budget of a clock that falls due at one said moment (单上写明的期限), to the second."""
    local = moment.astimezone(BEIJING).replace(tzinfo=None, microsecond=0)
    return FIXED + local.isoformat()


def _fixed(budget: str, ended: Collection[tuple[dt.datetime, dt.datetime]]) -> Due:
    """Return the said moment, moved on by as long as the clock stood still before it."""
    at = dt.datetime.fromisoformat(budget.removeprefix(FIXED)).replace(tzinfo=BEIJING)
    for begin, end in sorted(ended):
        if begin <= at:
            at += end - begin
    return Due(at, provisional=False, reckoning=(f"{at:%Y-%m-%d %H:%M}：单上写明的期限",))
