"""Say when people are reminded of a time limit, told that it is missed, and urged (提醒、逾期、催办)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from jiuji_docs.domain.calendar import BEIJING, Budget, DayTable
from jiuji_docs.domain.workflow.time_limit import TimeLimit

#: What a rung's name begins with; the rest tells rungs of one kind apart.
REMIND, DUE, CHASE = "remind", "due", "chase"
#: A due time is the last moment in time; only the one after it is late.
_MOMENT = dt.timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Rung:
    """One thing the clock will say: its name within the clock, and when (Beijing time)."""

    name: str
    at: dt.datetime

    @property
    def kind(self) -> str:
        """Return remind, due or chase."""
        return kind_of(self.name)


def kind_of(name: str) -> str:
    """Return the kind of the rung called *name*."""
    return name.partition(":")[0]


def rungs_before(
    limit: TimeLimit, start: dt.datetime, falls_due: dt.datetime, table: DayTable
) -> tuple[Rung, ...]:
    """Return the reminders of a running clock and its due rung, in the order they come.

    A reminder that would come before the clock has begun says nothing new and is left out.
    """
    reminders = [
        Rung(f"{REMIND}:{text}", moved(falls_due, text, table, -1)) for text in limit.remind
    ]
    later = sorted((rung for rung in reminders if rung.at > start), key=lambda rung: rung.at)
    return (*later, Rung(DUE, falls_due.astimezone(BEIJING) + _MOMENT))


def chases(
    limit: TimeLimit, falls_due: dt.datetime, table: DayTable, *, after: int = 0, edition: int = 1
) -> Iterator[Rung]:
    """Yield the repeated 催办 after number *after*, without end; nothing where none is repeated.

    The first comes one interval after the miss was told. *edition* counts the due times of a clock
    of which one was missed before it moved on.
    """
    if not limit.repeat:
        return
    missed = falls_due + _MOMENT
    try:
        for number in count(after + 1):
            at = moved(missed, limit.repeat, table, number)
            yield Rung(f"{CHASE}:{edition}.{number}", at)
    except OverflowError:
        return


def due_name(edition: int) -> str:
    """Return the name of the due rung of a clock's *edition*-th due time."""
    return DUE if edition == 1 else f"{DUE}:{edition}"


def edition_of(name: str) -> int:
    """Return which due time of its clock a due or chase rung is about, from 1."""
    return int(name.partition(":")[2].partition(".")[0] or 1)


def number_of(name: str) -> int:
    """Return which one a chase is, from 1."""
    return int(name.rpartition(".")[2])


def moved(moment: dt.datetime, text: str, table: DayTable, times: int) -> dt.datetime:
    """Return the moment *times* the budget *text* away; days begin at midnight in Beijing.

    A day before the last one is told on that morning, so that the whole of it is left.
    """
    budget = Budget.parse(text)
    if budget is None:
        raise ValueError("提醒和催办的间隔不能是 unset")
    local = moment.astimezone(BEIJING)
    if budget.unit == "h":
        return local + dt.timedelta(hours=budget.count * times)
    if budget.unit == "wd":
        day = table.workdays_from(local.date(), budget.count * times)
    else:
        day = local.date() + dt.timedelta(days=budget.count * times)
    return dt.datetime.combine(day, dt.time(), BEIJING)
