"""Appoint deputies, let them act, and end it (代理): within the period, with both names, never a chain."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from jiuji_docs.domain.calendar import BEIJING
from jiuji_docs.domain.errors import NotAllowed, NotFound, NotInState, Refused
from jiuji_docs.domain.workflow import deputies
from jiuji_docs.domain.workflow.deputies import Deputyship
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.services import effects
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.notices import NoticeService

if TYPE_CHECKING:
    from jiuji_docs.services.progress import Progress

LONGEST_REASON = 200
#: The machine's own administrator at the command line.
COMMAND_LINE = "command-line"


@dataclass(frozen=True, slots=True)
class Appointment:
    """What is asked for: whose deputy who is to be, from which day to which (both included), how far."""

    principal: str
    deputy: str
    first_day: dt.date
    last_day: dt.date
    roles: Collection[str] = ()
    steps: Collection[str] = ()
    ceiling: Decimal | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DeputyView:
    """One deputyship as pages and lists show it."""

    id: int
    principal: str
    principal_name: str
    deputy: str
    deputy_name: str
    first_day: dt.date
    last_day: dt.date
    limits: str
    reason: str
    #: 未开始、代理中、已到期 or 已结束
    standing: str
    open: bool


class DeputyService:
    """Keep deputyships; a deputy's powers are read anew at every step."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def appoint(self, asked: Appointment, by: str) -> int:
        """Appoint a deputy and tell both; raise Refused with the reason otherwise."""
        desk = self._desk
        desk.deputies.lock_people(asked.principal, asked.deputy)
        principal, deputy = _person(desk, asked.principal), _person(desk, asked.deputy)
        new = _deputyship(asked)
        others = [_read(row) for row in desk.deputies.of_people(asked.principal, asked.deputy)]
        deputies.check_appointment(new, principal, deputy, others, desk.now())
        self._check_steps(new, principal)
        row = desk.deputies.add(
            principal_id=new.principal,
            deputy_id=new.deputy,
            from_at=new.from_at,
            to_at=new.to_at,
            roles=",".join(sorted(new.roles)),
            steps=",".join(sorted(new.steps)),
            ceiling=new.ceiling,
            reason=_reason(asked.reason),
            appointed_by=by,
            appointed_at=desk.now(),
        )
        self._tell(
            row, f"{principal.name}自 {asked.first_day} 至 {asked.last_day} 由{deputy.name}代理"
        )
        self._append("deputy_appointed", by, row)
        return int(row.id)

    def end(self, deputy_row: int, by: str, *, everybodys: bool = False) -> None:
        """End a deputyship now; either of the two may, and an administrator (*everybodys*)."""
        row, now = self._desk.deputies.get(deputy_row), self._desk.now()
        if not everybodys and by not in (row.principal_id, row.deputy_id):
            raise NotFound(str(deputy_row))
        if row.ended_at is not None or row.to_at <= now:
            raise NotInState("deputy_over", "这项代理已经结束")
        self._desk.deputies.end(row.id, now, by)
        self._tell(row, "代理已提前结束", ending="ended")
        self._append("deputy_ended", by, row)

    def actor_for(self, own: Actor, principal: str) -> Actor | None:
        """Return the person acting for another, or None where no deputyship is in force now."""
        held = _held(self._desk, own.account, principal)
        if held is None or not self._desk.accounts.account(principal).active:
            return None
        return deputies.acting(own, self._desk.actor(principal), held)

    def mine(self, account: str) -> tuple[DeputyView, ...]:
        """Return the deputyships of one person on either side, newest first."""
        return tuple(self._view(row) for row in self._desk.deputies.of_people(account))

    def everybodys(self) -> tuple[DeputyView, ...]:
        """Return every deputyship, newest first."""
        return tuple(self._view(row) for row in self._desk.deputies.all())

    def candidates(self, actor: Actor) -> tuple[tuple[str, str], ...]:
        """Return (account, name and post) of those who may be this person's deputy."""
        units = [actor.unit, *([actor.town] if actor.level == "village" else [])]
        rows = [row for unit in units for row in self._desk.accounts.accounts(unit_id=unit)]
        return tuple(
            (row.id, f"{row.name}（{row.post}）" if row.post else row.name)
            for row in rows
            if row.active and row.id != actor.account
        )

    def posts(self, actor: Actor) -> tuple[tuple[str, str], ...]:
        """Return (role, title) of the posts this person may have acted for."""
        titles = self._titles()
        may = sorted(actor.roles - deputies.PERSONAL_ROLES)
        return tuple((role, titles.get(role, role)) for role in may)

    def steps(self, actor: Actor) -> tuple[tuple[str, str], ...]:
        """Return (transition, title) of the steps this person's posts take."""
        found = {
            item.id: item.title
            for pack_id in self._desk.house.pack_ids
            for pack in reversed(self._desk.packs_running(pack_id))
            for item in pack.workflow.transitions.values()
            if not item.operation and not item.panel and actor.roles.intersection(item.roles)
        }
        return tuple(found.items())

    def _check_steps(self, new: Deputyship, principal: Actor) -> None:
        if unknown := new.steps - {name for name, _title in self.steps(principal)}:
            raise Refused("steps", f"{principal.name}的岗位不办理：{'、'.join(sorted(unknown))}")

    def _view(self, row: Any) -> DeputyView:
        held, now, name = _read(row), self._desk.now(), self._desk.accounts.account
        standing = "代理中" if held.in_force(now) else "未开始"
        if held.over_at <= now:
            standing = "已结束" if row.ended_at is not None else "已到期"
        last = (row.to_at - dt.timedelta(seconds=1)).astimezone(BEIJING).date()
        return DeputyView(
            row.id,
            row.principal_id,
            name(row.principal_id).name,
            row.deputy_id,
            name(row.deputy_id).name,
            row.from_at.astimezone(BEIJING).date(),
            last,
            self._limits(held),
            row.reason,
            standing,
            held.over_at > now,
        )

    def _limits(self, held: Deputyship) -> str:
        steps = dict(self.steps(self._desk.actor(held.principal)))
        titles = self._titles()
        parts = [titles.get(role, role) for role in sorted(held.roles)]
        parts += [steps.get(step, step) for step in sorted(held.steps)]
        if held.ceiling is not None:
            parts.append(f"不超过 {held.ceiling} 元")
        return "、".join(parts) or "全部事项"

    def _titles(self) -> dict[str, str]:
        return {
            role: title
            for pack_id in self._desk.house.pack_ids
            for pack in reversed(self._desk.packs_running(pack_id))
            for role, title in pack.workflow.roles.items()
        }

    def _tell(self, row: Any, text: str, ending: str = "appointed") -> None:
        for account in (row.principal_id, row.deputy_id):
            NoticeService(self._desk).tell(
                account, kind="deputy", text=text, dedup=f"deputy:{row.id}:{ending}"
            )

    def _append(self, kind: str, by: str, row: Any) -> None:
        self._desk.ledger.append(
            kind,
            by,
            deputyship=row.id,
            principal=row.principal_id,
            deputy=row.deputy_id,
            from_at=row.from_at,
            to_at=row.to_at,
            roles=row.roles,
            steps=row.steps,
            ceiling=None if row.ceiling is None else str(row.ceiling),
        )


def check_deputy(progress: Progress) -> None:
    """Refuse a deputy's step outside the period or the limits, as they stand in this transaction."""
    actor = progress.actor
    asked = progress.command.on_behalf_of
    if asked is not None and asked != actor.on_behalf_of:
        raise NotAllowed("deputy_over", "代理期已满或代理已结束，本次操作未办理")
    if actor.on_behalf_of:
        held = _held(progress.desk, actor.account, actor.on_behalf_of)
        amount = effects.amount_of(progress)
        deputies.check_limits(held, progress.transition, amount, progress.now)


def is_deputy(desk: Desk, actor: Actor) -> bool:
    """Say whether the person acting for another is that person's deputy now."""
    return _held(desk, actor.account, actor.on_behalf_of) is not None


def _held(desk: Desk, deputy: str, principal: str) -> Deputyship | None:
    row = desk.deputies.in_force(deputy, principal, desk.now())
    return None if row is None else _read(row)


def _person(desk: Desk, account: str) -> Actor:
    """Return somebody at work; a closed or unknown account is no deputy and has none."""
    try:
        active = desk.accounts.account(account).active
    except NotFound:
        active = False
    if not active:
        raise Refused("no_such_person", "没有这个人员，或账户已停用")
    return desk.actor(account)


def _deputyship(asked: Appointment) -> Deputyship:
    midnight = dt.time(tzinfo=BEIJING)
    end = asked.last_day + dt.timedelta(days=1)
    return Deputyship(
        asked.principal,
        asked.deputy,
        dt.datetime.combine(asked.first_day, midnight),
        dt.datetime.combine(end, midnight),
        frozenset(asked.roles),
        frozenset(asked.steps),
        asked.ceiling,
    )


def _read(row: Any) -> Deputyship:
    return Deputyship(
        row.principal_id,
        row.deputy_id,
        row.from_at,
        row.to_at,
        frozenset(name for name in row.roles.split(",") if name),
        frozenset(name for name in row.steps.split(",") if name),
        row.ceiling,
        row.ended_at,
    )


def _reason(text: str) -> str:
    text = text.strip()
    if len(text) > LONGEST_REASON:
        raise Refused("reason", f"事由最多 {LONGEST_REASON} 字")
    return text
