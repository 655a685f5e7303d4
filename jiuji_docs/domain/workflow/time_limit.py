"""Describe one time limit (办理时限): how long, from what to what, who is reminded, what a miss does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

#: What a missed time limit does (逾期处置), in Chinese. None of them decides a case.
ON_MISS: Mapping[str, str] = {
    "record": "只记录逾期",
    "notify": "提醒责任岗位",
    "escalate": "提醒责任岗位，并上报上级岗位",
}


@dataclass(frozen=True, slots=True)
class Grade:
    """A budget of its own where ``form.field`` holds *value* (分级时限): 紧急等级 24 小时, 2 小时."""

    path: str
    value: str
    title: str
    budget: str
    clause: str = ""


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """A deadline (办理时限): budget counted from a start event to an end event.

    ``budget`` is text such as ``"24h"`` (natural hours), ``"5wd"`` (working days), ``"3d"``
    (calendar days) or ``"unset"`` (未规定). ``starts`` and ``ends`` are transition ids. ``origin``:
    seed, national, office or product.

    ``remind`` holds budgets before the due time; ``on_miss`` is a key of ``ON_MISS``, ``"unset"`` where the
    document does not say, empty where nobody wrote it; and ``escalate_to`` the role that hears of it;
    ``repeat`` is the budget between two 催办 after it.
    Between a step of ``suspended_by`` and one of ``resumed_by`` the time does not run (中止计时).
    ``roll_last_day`` moves a last calendar day that is a day off to the next working day: 民法典 203,
    read by this program as meant for 办理时限 too unless the pack says otherwise.

    ``grades`` give cases of one kind their own budget; one that is unset leaves ``budget``. ``since`` is
    the path of an entered moment from which the time runs instead of the step's: 知晓时间. A limit with
    ``since`` may start and end with one step, which is then judged by that moment. Steps of ``closes``
    are refused once the time is over (期满不得再办). ``due_from`` is the path of a field that says the due
    time of the single item; it may not be later than the budget allows.
    """

    id: str
    title: str
    budget: str
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    clause: str = ""
    origin: str = "seed"
    remind: tuple[str, ...] = ()
    on_miss: str = ""
    escalate_to: str = ""
    repeat: str = ""
    suspended_by: tuple[str, ...] = ()
    resumed_by: tuple[str, ...] = ()
    roll_last_day: bool = True
    grades: tuple[Grade, ...] = ()
    since: str = ""
    closes: tuple[str, ...] = ()
    due_from: str = ""

    @property
    def when_missed(self) -> str:
        """Return what a miss does; where nobody decided it is only recorded, nobody is told."""
        return self.on_miss if self.on_miss in ON_MISS else "record"

    @property
    def timed_grades(self) -> tuple[Grade, ...]:
        """Return the grades that have a time of their own; the others go by the general one."""
        return tuple(grade for grade in self.grades if grade.budget != "unset")

    def for_case(self, known: Mapping[str, Any]) -> TimeLimit:
        """Return the limit as it holds for a case of which *known* is known."""
        for grade in self.timed_grades:
            if known.get(grade.path) == grade.value:
                return replace(self, budget=grade.budget)
        return self
