"""Judge whether relief repeats: the same matter within a window (同一事项)."""

from __future__ import annotations

import datetime as dt

from jiuji_docs.domain.calendar import BEIJING
from jiuji_docs.domain.workflow.facts import Actor, Facts, PriorRelief
from jiuji_docs.domain.workflow.policy import Pack
from jiuji_docs.domain.workflow.verdict import GuardResult, fails, holds, setting, value_at
from jiuji_docs.domain.workflow.windows import EVER, last_day, window_text


def not_same_matter_within(
    facts: Facts,
    _actor: Actor,
    pack: Pack,
    *,
    times: str,
    window: str,
    cause: str,
    occurred_on: str,
) -> GuardResult:
    """Refuse a matter already relieved *times* times within *window* (parameters), unless excepted.

    The same matter is the same cause on the same day; a day that is not known counts as the same.
    The window runs from the day of the earlier decision.
    """
    allowed, span = setting(pack, times), setting(pack, window)
    if allowed.value is None or span.value is None:
        return holds(allowed.note, span.note)
    today = facts.now.astimezone(BEIJING).date()
    recent = [item for item in facts.prior_reliefs if today <= _until(item, span.value)]
    same_cause = [item for item in recent if item.cause == value_at(facts, cause)]
    same = [item for item in same_cause if _same_day(item, value_at(facts, occurred_on))]
    if len(same) >= int(allowed.value):
        return _refuse_or_except(facts, same, span.value)
    numbers = "、".join(item.case_number for item in same_cause)
    note = f"同类事由近期已获救助（{numbers}），请核实是否同一事项" if numbers else ""
    return holds(allowed.note, span.note, note)


def _refuse_or_except(facts: Facts, same: list[PriorRelief], window: str) -> GuardResult:
    """Refuse and name the earlier case, or let a county exception through."""
    if facts.repeat_exception:
        return holds("同一事项再次救助：已有县级批准的例外")
    last = max(same, key=lambda item: item.decided_at)
    return fails(
        "same_matter_within_a_year",
        f"同一事项{_within(window)}已救助 {len(same)} 次（{last.case_number}），"
        f"{_again(last, window)}；确需再次救助的，由县级审批人员写明理由批准例外",
    )


def not_more_than(
    facts: Facts, _actor: Actor, pack: Pack, *, times: str, window: str
) -> GuardResult:
    """Refuse a household already relieved *times* times within *window*, whatever the matter.

    A county exception for the matter lets one more through.
    """
    allowed, span = setting(pack, times), setting(pack, window)
    if allowed.value is None or span.value is None:
        return holds(allowed.note, span.note)
    today = facts.now.astimezone(BEIJING).date()
    recent = [item for item in facts.prior_reliefs if today <= _until(item, span.value)]
    if len(recent) < int(allowed.value):
        return holds(allowed.note, span.note)
    if facts.repeat_exception:
        return holds("再次救助：已有县级批准的例外")
    first = sorted(recent, key=lambda item: item.decided_at)[-int(allowed.value)]
    numbers = "、".join(item.case_number for item in recent)
    return fails(
        "too_often",
        f"该家庭{_within(span.value)}已救助 {len(recent)} 次（{numbers}），达到 {allowed.value} 次，"
        f"{_again(first, span.value)}；确需再次救助的，由县级审批人员写明理由批准例外",
    )


def _within(window: str) -> str:
    words = window_text(window)
    return f" {words}内" if words[0].isdigit() else f"{words}内" if window != EVER else ""


def _again(relief: PriorRelief, window: str) -> str:
    until = _until(relief, window)
    return "不再受理" if until == dt.date.max else f"{until:%Y-%m-%d} 以后方可再次受理"


def _until(relief: PriorRelief, window: str) -> dt.date:
    return last_day(relief.decided_at.astimezone(BEIJING).date(), window)


def _same_day(relief: PriorRelief, occurred_on: dt.date | None) -> bool:
    return None in (relief.occurred_on, occurred_on) or relief.occurred_on == occurred_on
