"""Run the clocks of a case on by the time limits of another edition (换版后的时限).

A clock keeps its start: its due time follows anew from the new budget. A limit the new edition no longer has
ends its clock; one it has newly begins when the case is moved, never before it existed.
"""

from __future__ import annotations

from typing import Any

from jiuji_docs.domain.workflow import deadlines
from jiuji_docs.domain.workflow.edition_map import EditionMap
from jiuji_docs.domain.workflow.policy import Pack
from jiuji_docs.domain.workflow.suspension import Reckoned
from jiuji_docs.domain.workflow.time_limit import TimeLimit
from jiuji_docs.services.clock_lines import due_text
from jiuji_docs.services.known import entered
from jiuji_docs.services.progress import Progress
from jiuji_docs.services.rungs import set_rungs
from jiuji_docs.services.time_limits import derive_anew

REASON = "换版后重新推算"


def move_clocks(progress: Progress, old: Pack, names: EditionMap) -> tuple[str, ...]:
    """Change, end and begin the clocks of a case whose step is written; say each change in Chinese."""
    desk, limits = progress.desk, progress.pack.workflow.time_limits
    rows = desk.cases.clocks(progress.case.id)
    known = entered(desk, progress.pack, progress.case.id)
    said = []
    for clock in (row for row in rows if row.ended_at is None):
        name = names.time_limits.get(clock.time_limit, clock.time_limit)
        if name in limits:
            said += _change(progress, clock, limits[name].for_case(known))
        else:
            title = old.workflow.time_limits.get(clock.time_limit)
            said += _end(progress, clock, title.title if title is not None else clock.time_limit)
    there = {names.time_limits.get(row.time_limit, row.time_limit) for row in rows}
    for limit in limits.values():
        if limit.id not in there and _runs_now(progress, limit):
            said += _start(progress, limit.for_case(known))
    return tuple(said)


def _change(progress: Progress, clock: Any, limit: TimeLimit) -> list[str]:
    desk, before = progress.desk, due_text(clock)
    same = (limit.id, limit.budget, limit.roll_last_day)
    if same != (clock.time_limit, clock.budget, clock.rolls is not False):
        clock = desk.cases.change_clock(clock.id, limit.id, limit.budget, rolls=limit.roll_last_day)
    if limit.budget == "unset":
        if clock.due_at is not None:
            desk.rungs.drop(clock.id, progress.now)
            desk.cases.move_clock(clock, None, provisional=False, reason=REASON, at=progress.now)
    else:
        derive_anew(desk, clock, limit, REASON)
    rows = desk.cases.clocks(clock.case_id)
    after = due_text(next(row for row in rows if row.id == clock.id))
    return [f"“{limit.title}”由 {before} 改为 {after}"] if after != before else []


def _end(progress: Progress, clock: Any, title: str) -> list[str]:
    desk = progress.desk
    if clock.budget != "unset":
        desk.cases.resume(clock.id, progress.now, progress.seq)
        desk.rungs.drop(clock.id, progress.now)
    desk.cases.end_clocks(
        clock.case_id, [clock.time_limit], progress.now, seq=progress.seq, reason="moved"
    )
    return [f"“{title}”新版没有，停止计时（原为 {due_text(clock)}）"]


def _runs_now(progress: Progress, limit: TimeLimit) -> bool:
    """Say whether a step in force has started the limit and none after it has ended it."""
    running = False
    for step in progress.desk.cases.steps(progress.case.id):
        if not step.voided and step.transition in limit.starts:
            running = True
        elif not step.voided and step.transition in limit.ends:
            running = False
    return running


def _start(progress: Progress, limit: TimeLimit) -> list[str]:
    desk = progress.desk
    found = Reckoned(deadlines.reckon(limit, progress.now, desk.house.days))
    clock = desk.cases.start_clock(
        case_id=progress.case.id,
        time_limit=limit.id,
        budget=limit.budget,
        started_at=progress.now,
        due_at=found.at,
        provisional=found.provisional,
        rolls=limit.roll_last_day,
        started_seq=progress.seq,
    )
    if found.at is not None:
        set_rungs(desk, clock, limit, found)
    return [f"“{limit.title}”新版新设，自换版时起算，{due_text(clock)}"]
