"""Derive the due times of running clocks anew when the calendar changed (放假安排公布后重新推算)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from jiuji_docs.domain.workflow.facts import SYSTEM
from jiuji_docs.services.case_lines import show_moment
from jiuji_docs.services.deadline_notices import tell_posts
from jiuji_docs.services.known import STANDING_TEXT
from jiuji_docs.services.responsible import posts_responsible
from jiuji_docs.services.time_limits import derive_anew, reckon

if TYPE_CHECKING:
    from jiuji_docs.services.desk import Desk
    from jiuji_docs.services.house import House

#: Clocks read at a time.
PAGE = 500
REASON = "放假安排有变，重新推算"


@dataclass(frozen=True, slots=True)
class Moved:
    """A clock whose due time was derived anew: case, time limit, old and new as people read them."""

    case: str
    limit: str
    old: str
    new: str


def rederive(house: House) -> tuple[Moved, ...]:
    """Derive every running clock anew, one transaction a case; return what changed.

    Only cases of which something differs are locked, so that asking again costs a read and changes
    nothing. Clocks that ran before rungs were kept get theirs.
    """
    moved: list[Moved] = []
    for number in _stale_cases(house):
        moved += house.run(partial(_rederive_case, number=number))
    return tuple(moved)


def _stale_cases(house: House) -> Iterator[str]:
    """Yield the cases with a clock that would now fall due at another time, or has no rungs."""
    last = 0
    while True:
        with house.desk(write=False) as desk:
            rows = desk.cases.running_clocks(last, PAGE)
            stale = [row.number for row in rows if _is_stale(desk, row)]
        yield from dict.fromkeys(stale)
        if len(rows) < PAGE:
            return
        last = rows[-1].id


def _is_stale(desk: Desk, clock: Any) -> bool:
    found = reckon(desk, clock)
    if (found.at, found.provisional) != (clock.due_at, clock.provisional):
        return True
    return found.at is not None and not desk.rungs.of_clock(clock.id)


def _rederive_case(desk: Desk, number: str) -> list[Moved]:
    """Derive the clocks of one case anew, write what changed to the ledger, and tell the desk."""
    case = desk.cases.lock_with_person(number)
    limits = desk.pack_of(case).workflow.time_limits
    moved, facts = [], []
    for clock in desk.cases.clocks(case.id):
        limit = limits.get(clock.time_limit)
        if limit is None or clock.ended_at is not None or clock.budget == "unset":
            continue
        found = derive_anew(desk, clock, limit, REASON)
        if found is None:
            continue
        old = _told(clock.due_at, provisional=clock.provisional)
        new = _told(found.at, provisional=found.provisional)
        moved.append(Moved(case.number, limit.title, old, new))
        facts.append(
            {"time_limit": limit.id, "clock": clock.id, "old": clock.due_at, "new": found.at}
        )
        if found.at != clock.due_at:
            text = f"“{limit.title}”到期时间由 {old} 改为 {new}（{REASON}）"
            posts = posts_responsible(desk, desk.pack_of(case), case, limit)
            changes = len(desk.cases.due_changes(case.id))
            tell_posts(
                desk, posts, case, text, dedup=f"moved:{clock.id}:{changes}", kind="due_changed"
            )
    if facts:
        desk.ledger.append("rederived", SYSTEM.account, case=case.number, clocks=facts)
    return moved


def _told(moment: Any, *, provisional: bool) -> str:
    if moment is None:
        return STANDING_TEXT
    return show_moment(moment) + ("（暂定）" if provisional else "")
