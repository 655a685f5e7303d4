"""Follow a duty through the editions of its pack (换版): which rule held from when, and when it ended.

An edition that only changes when something is due goes on with the same duty; one that drops it, or asks it of
another level or in other periods, ends it, and what was open then is closed with that reason.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field

from jiuji_docs.domain.duties.duty import LEVELS, Duty
from jiuji_docs.domain.errors import GuardRefused
from jiuji_docs.domain.workflow.policy import Pack
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.papers import local_date


@dataclass(frozen=True, slots=True)
class Rule:
    """A duty as it stood from a day on, until the day before the next rule or the end."""

    duty: Duty
    since: dt.date


@dataclass(slots=True)
class Chain:
    """One duty with the rules it had, oldest first; ``ended`` is the day of the edition that ended it."""

    rules: list[Rule]
    ended: dt.date | None = None
    why: str = ""

    @property
    def duty(self) -> Duty:
        """The duty as it stood last."""
        return self.rules[-1].duty


@dataclass(slots=True)
class _Running:
    chains: dict[str, Chain] = field(default_factory=dict)


def chains(desk: Desk, pack_id: str) -> Iterator[Chain]:
    """Yield every duty that the pack has or had, those that ended first."""
    running = _Running()
    for since, number, pack in _editions(desk, pack_id):
        yield from _ended(running, since, number, pack)
        for duty in pack.policy.duties.values():
            chain = running.chains.setdefault(duty.id, Chain([]))
            if not chain.rules or chain.duty != duty:
                chain.rules.append(Rule(duty, since))
    yield from running.chains.values()


def _ended(running: _Running, since: dt.date, number: int, pack: Pack) -> Iterator[Chain]:
    for name, chain in list(running.chains.items()):
        if why := _why_ended(chain.duty, pack.policy.duties.get(name)):
            chain.ended, chain.why = since, f"换版（第 {number} 版起{why}）"
            yield running.chains.pop(name)


def _why_ended(before: Duty, after: Duty | None) -> str:
    """Return what ended a duty, or nothing where it goes on."""
    if after is None:
        return "不再有这项任务"
    if before.level != after.level:
        return f"改由{LEVELS[after.level]}办理"
    if before.every != after.every:
        return f"周期由{before.every_text}改为{after.every_text}"
    return ""


def _editions(desk: Desk, pack_id: str) -> Iterator[tuple[dt.date, int, Pack]]:
    """Yield (first day, number, pack) of the editions that were in force up to today, each on its own days."""
    editions, session = desk.house.editions, desk.work.session
    today, now = local_date(desk.now()), desk.pack(pack_id)
    own = [row for row in editions.heads(session) if row.pack == pack_id]
    if now.checksum not in {row.checksum for row in own}:
        yield dt.date.min, 0, now
        return
    for place, row in enumerate(own):
        since = row.in_force_from if place else dt.date.min
        later = [one.in_force_from for one in own[place + 1 :]]
        if since > today or (later and min(later) <= since):
            continue
        # One that was damaged is told where its cases stop; the duties of the others go on.
        with suppress(GuardRefused):
            yield since, row.number, editions.of(session, pack_id, row.checksum)
