"""Run the clocks of a case as its steps go (时限): start, end, suspend, resume, begin anew.

What a step does to a clock:

* the first step that starts a running clock is the one that counts; another never prolongs it;
* a return ends the clocks that voided steps had started, and those that a voided step had ended
  begin anew with their whole budget, because what they measure is to be done again (退回重办);
* a late step is recorded as late and does nothing else (逾期照记，不自动通过).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from jiuji_docs.domain.errors import GuardRefused
from jiuji_docs.domain.workflow import deadlines
from jiuji_docs.domain.workflow.suspension import Reckoned, Suspension, derive
from jiuji_docs.domain.workflow.time_limit import TimeLimit
from jiuji_docs.services.clock_starts import end_at_once, start
from jiuji_docs.services.rungs import set_rungs

if TYPE_CHECKING:
    from jiuji_docs.services.desk import Desk
    from jiuji_docs.services.progress import Progress


def run_clocks(progress: Progress) -> tuple[str, ...]:
    """Do to the case's clocks what this step does; return the time limits it is late for."""
    workflow, transition = progress.pack.workflow, progress.transition
    if transition.id not in workflow.timed and not progress.voided:
        return ()
    ends = [limit.id for limit in deadlines.ended_by(workflow, transition.id)]
    starts = list(deadlines.started_by(workflow, transition.id))
    stops = deadlines.suspended_by(workflow, transition.id)
    resumes = deadlines.resumed_by(workflow, transition.id)
    clocks = _clocks(progress, touched=bool(ends or starts or stops or resumes))
    running = {clock.time_limit: clock for clock in clocks if clock.ended_at is None}
    _resume(progress, resumes, running)
    late = _end(progress, ends, running)
    if progress.voided:
        starts += _undo(progress, clocks, running)
    _suspend(progress, stops, running)
    begun = [start(progress, limit) for limit in starts if limit.id not in running]
    return late + tuple(name for clock in begun if clock for name in end_at_once(progress, clock))


def reckon(desk: Desk, clock: Any) -> Reckoned:
    """Derive how a clock stands from its row and its suspensions; nothing else decides it."""
    periods = [
        Suspension(row.from_at, row.to_at, row.reason)
        for row in desk.cases.suspensions_of(clock.id)
    ]
    rolls = clock.rolls is not False
    return derive(clock.started_at, clock.budget, desk.house.days, periods, rolls=rolls)


def derive_anew(desk: Desk, clock: Any, limit: TimeLimit, reason: str) -> Reckoned | None:
    """Give a clock the due time that follows now and its rungs; None where nothing changed."""
    found = reckon(desk, clock)
    changed = (found.at, found.provisional) != (clock.due_at, clock.provisional)
    if changed:
        desk.cases.move_clock(
            clock, found.at, provisional=found.provisional, reason=reason, at=desk.now()
        )
        if clock.time_limit == "debts":
            desk.cases.move_debts(clock.case_id, found.at)
    set_rungs(desk, clock, limit, found)
    return found if changed else None


def _clocks(progress: Progress, *, touched: bool) -> list[Any]:
    """Return the case's clocks where this step may touch one; a new case has none."""
    if progress.case.version and (touched or progress.voided):
        return progress.desk.cases.clocks(progress.case.id)
    return []


def _end(progress: Progress, ends: Collection[str], running: dict[str, Any]) -> tuple[str, ...]:
    """End running clocks; a step that says it happened before one began is refused."""
    late = []
    ended = [running.pop(name) for name in ends if name in running]
    for clock in ended:
        if progress.occurred_at < clock.started_at:
            title = progress.pack.workflow.time_limits[clock.time_limit].title
            raise GuardRefused("before_the_clock", f"发生时间早于“{title}”的起算时间，请核对")
        if deadlines.is_late(clock.due_at, progress.occurred_at):
            _refuse_closed(progress, clock)
            late.append(clock.time_limit)
        _let_go(progress, clock)
    names = [clock.time_limit for clock in ended]
    progress.desk.cases.end_clocks(progress.case.id, names, progress.now, seq=progress.seq)
    return tuple(late)


def _refuse_closed(progress: Progress, clock: Any) -> None:
    """Refuse a step that may not be taken once the time is over (期满不得再办)."""
    limit = progress.pack.workflow.time_limits[clock.time_limit]
    if progress.transition.id in limit.closes:
        place = progress.pack.policy.place(limit.clause)
        text = f"“{limit.title}”已过，不能再办理“{progress.transition.title}”"
        raise GuardRefused("time_is_over", f"{text}（{place}）" if place else text)


def _let_go(progress: Progress, clock: Any) -> None:
    """Drop what a clock that ends had still to say, and close its suspension."""
    if clock.budget != "unset":
        progress.desk.cases.resume(clock.id, progress.occurred_at, progress.seq)
        progress.desk.rungs.drop(clock.id, progress.now)


def _suspend(progress: Progress, stops: Collection[str], running: dict[str, Any]) -> None:
    """Bring clocks to a stand from the moment of writing down: nobody stops one backwards (中止)."""
    for clock in [running[name] for name in sorted(stops) if name in running]:
        standing = [r for r in progress.desk.cases.suspensions_of(clock.id) if r.to_at is None]
        if standing or clock.budget == "unset":
            continue
        reason = progress.transition.title
        begin = max(progress.now, clock.started_at)
        progress.desk.cases.suspend(clock.id, begin, reason, progress.seq)
        _move(progress, clock, f"{reason}，中止计时")


def _resume(progress: Progress, resumes: Collection[str], running: dict[str, Any]) -> None:
    """Let clocks run on from when it happened (恢复计时)."""
    for name in sorted(resumes):
        if name in running and progress.desk.cases.resume(
            running[name].id, progress.occurred_at, progress.seq
        ):
            _move(progress, running[name], f"{progress.transition.title}，恢复计时")
            running[name] = _as_it_stands(progress, running[name])


def _as_it_stands(progress: Progress, clock: Any) -> Any:
    """Return a clock's row as it is now: what ends it is judged by the due time it has since."""
    rows = progress.desk.cases.clocks(progress.case.id)
    return next(row for row in rows if row.id == clock.id)


def _move(progress: Progress, clock: Any, reason: str) -> None:
    limit = progress.pack.workflow.time_limits[clock.time_limit]
    derive_anew(progress.desk, clock, limit, reason)


def _undo(progress: Progress, clocks: Collection[Any], running: dict[str, Any]) -> list[TimeLimit]:
    """Undo what voided steps did to clocks; return the time limits that begin anew (退回重办)."""
    voided, limits = progress.voided, progress.pack.workflow.time_limits
    undone = [clock for clock in running.values() if clock.started_seq in voided]
    for clock in undone:
        _let_go(progress, running.pop(clock.time_limit))
    names = [clock.time_limit for clock in undone]
    cases, case_id = progress.desk.cases, progress.case.id
    cases.end_clocks(case_id, names, progress.now, seq=progress.seq, reason="voided")
    _resume_what_a_voided_step_stopped(progress, running)
    again = [
        clock.time_limit
        for clock in clocks
        if clock.ended_seq in voided and clock.started_seq not in voided
    ]
    return [limits[name] for name in dict.fromkeys(again) if name in limits]


def _resume_what_a_voided_step_stopped(progress: Progress, running: dict[str, Any]) -> None:
    for row in progress.desk.cases.suspensions(progress.case.id):
        clock = next((item for item in running.values() if item.id == row.clock_id), None)
        if clock is not None and row.to_at is None and row.from_seq in progress.voided:
            progress.desk.cases.resume(clock.id, progress.occurred_at, progress.seq)
            _move(progress, clock, "中止计时的一步已退回作废，恢复计时")


def running_debts_due(progress: Progress) -> dt.datetime | None:
    """Return when the papers that wait fall due, by the clock that runs now or ran last (补齐手续)."""
    rows = [
        row for row in progress.desk.cases.clocks(progress.case.id) if row.time_limit == "debts"
    ]
    due: dt.datetime | None = rows[-1].due_at if rows else None
    return due
