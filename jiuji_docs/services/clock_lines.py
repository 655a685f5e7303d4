"""Tell the clocks of a case to people (时限): when each is due, and what it went through."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import Any

from jiuji_docs.domain.workflow.policy import Pack
from jiuji_docs.domain.workflow.rungs import DUE, REMIND, kind_of
from jiuji_docs.services.case_lines import show_moment
from jiuji_docs.services.case_views import ClockView
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.known import STANDING_TEXT, UNSET_TEXT
from jiuji_docs.services.past_words import PastWords

Event = tuple[dt.datetime, str]


def clock_views(desk: Desk, pack: Pack, case: Any) -> tuple[ClockView, ...]:
    """Return the time limits of a case in the order they started; 未规定 where nobody set one."""
    rows = desk.cases.clocks(case.id)
    set_by_somebody = any(row.budget != "unset" for row in rows)
    told = _events(desk, case.id) if set_by_somebody else {}
    words = PastWords(desk, pack, case.id)
    return tuple(_view(desk, words, row, told.get(row.id, [])) for row in rows)


def due_text(clock: Any) -> str:
    """Return when a clock is due: a moment, 中止计时 while it stands still, or 未规定."""
    if clock.due_at is not None:
        return show_moment(clock.due_at)
    return UNSET_TEXT if clock.budget == "unset" else STANDING_TEXT


def _view(desk: Desk, words: PastWords, row: Any, told: list[Event]) -> ClockView:
    running = row.ended_at is None
    return ClockView(
        title=words.limit(row.time_limit),
        due=due_text(row),
        running=running,
        overdue=running and row.due_at is not None and row.due_at < desk.now(),
        provisional=row.provisional,
        voided=row.end_reason in ("voided", "moved"),
        events=tuple(f"{show_moment(at)} {text}" for at, text in sorted(told)),
    )


def _events(desk: Desk, case_id: int) -> dict[int, list[Event]]:
    """Return what each clock went through, by clock."""
    found: dict[int, list[Event]] = defaultdict(list)
    for row in desk.cases.due_changes(case_id):
        found[row.clock_id].append((row.changed_at, f"{row.reason}，{_change(row)}"))
    for row in desk.rungs.of_case(case_id):
        if row.done_at is not None and (text := _said(row)):
            found[row.clock_id].append((row.done_at, text))
    return found


def _change(row: Any) -> str:
    """Say how a due time changed; nothing new to say where the clock stopped or only a guess became sure."""
    if row.new_due_at is None:
        return f"原定 {show_moment(row.old_due_at)} 到期"
    new = show_moment(row.new_due_at)
    if row.old_due_at is None:
        return f"{new} 到期"
    if row.old_due_at == row.new_due_at:
        return f"仍为 {new} 到期"
    return f"到期时间由 {show_moment(row.old_due_at)} 改为 {new}"


def _said(rung: Any) -> str:
    """Say what became of a rung: the program's doing, never a person's decision."""
    kind = kind_of(rung.name)
    if rung.state == "passed_over":
        return f"系统停机期间错过一次{_KINDS.get(kind, '催办')}，不补发"
    if rung.state == "withdrawn":
        return "系统撤回逾期记录：到期时间已改"
    if rung.state != "fired":
        return ""
    told = f"，已告知{rung.told}" if rung.told else ""
    if kind == DUE:
        return f"系统记录逾期{told}；未作任何审批"
    return f"系统{_KINDS.get(kind, '催办')}{told}"


_KINDS = {REMIND: "提醒", DUE: "逾期提醒"}
