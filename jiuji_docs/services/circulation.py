"""Give a case to people or units to read (抄送、传阅): this case only, until a day, with read receipts."""

from __future__ import annotations

import datetime as dt
from typing import Any

from jiuji_docs.domain.calendar import BEIJING
from jiuji_docs.domain.errors import NotAllowed, NotFound, NotInState, Refused
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.notices import NoticeService
from jiuji_docs.services.scope import workable

LONGEST_DAYS, LONGEST_REASON = 60, 400
#: At once; more is a list of its own.
MOST = 20


class CirculationService:
    """Send copies, note who has read them, and end them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def send(self, number: str, to: tuple[str, ...], reason: str, days: int, actor: Actor) -> int:
        """Give a case to accounts or "unit:<id>" to read for *days* days; return to how many."""
        case, now = workable(self._desk, number, actor), self._desk.now()
        if actor.on_behalf_of:
            raise NotAllowed("deputy_circulates", "代理人不能传阅，请由本人办理")
        if not 1 <= days <= LONGEST_DAYS or not 1 <= len(set(to)) <= MOST:
            raise Refused("circulation", f"请选择 1—{MOST} 个对象、1—{LONGEST_DAYS} 日")
        if len(reason.strip()) > LONGEST_REASON:
            raise Refused("reason", f"事由最多 {LONGEST_REASON} 字")
        last = now.astimezone(BEIJING).date() + dt.timedelta(days=days + 1)
        until = dt.datetime.combine(last, dt.time(tzinfo=BEIJING))
        for one in sorted(set(to)):
            account, unit = self._reader(one)
            row = self._desk.circulation.add(
                case_id=case.id,
                from_account=actor.account,
                to_account=account,
                to_unit=unit,
                reason=reason.strip(),
                sent_at=now,
                until=until,
            )
            self._tell(row, f"{actor.name}请您阅知 {number}。{row.reason}")
        self._desk.ledger.append(
            "circulated", actor.account, case=number, to=sorted(set(to)), until=until
        )
        return len(set(to))

    def read(self, circulation_id: int, actor: Actor) -> str:
        """Note, once, that a reader has read a copy (已阅); return the case's number."""
        row = self._desk.circulation.get(circulation_id)
        mine = row.to_account == actor.account or (not row.to_account and row.to_unit == actor.unit)
        if not mine or row.until <= self._desk.now():
            raise NotFound(str(circulation_id))
        case = self._desk.cases.get_by_id(row.case_id)
        if self._desk.circulation.mark_read(row.id, actor.account, self._desk.now()):
            self._desk.ledger.append(
                "circulation_read", actor.account, case=case.number, copy=row.id
            )
        return str(case.number)

    def end(self, circulation_id: int, actor: Actor) -> str:
        """Let a copy be read no longer; only who sent it may. Return the case's number."""
        row, now = self._desk.circulation.get(circulation_id), self._desk.now()
        if row.from_account != actor.account:
            raise NotFound(str(circulation_id))
        if row.until <= now:
            raise NotInState("circulation_over", "这份传阅已经结束")
        self._desk.circulation.end(row.id, now, actor.account)
        case = self._desk.cases.get_by_id(row.case_id)
        self._desk.ledger.append("circulation_ended", actor.account, case=case.number, copy=row.id)
        return str(case.number)

    def readers(self, actor: Actor) -> tuple[tuple[str, str], ...]:
        """Return (account or unit:<id>, label) of who may be given a copy: colleagues, then units."""
        accounts = self._desk.accounts
        people = [row for row in accounts.accounts(unit_id=actor.unit) if row.active]
        colleagues = ((row.id, f"{row.name}（{row.post}）") for row in people)
        return (
            *(pair for pair in colleagues if pair[0] != actor.account),
            *((f"unit:{row.id}", row.name) for row in accounts.units() if row.id != actor.unit),
        )

    def _reader(self, to: str) -> tuple[str | None, str]:
        accounts, unit = self._desk.accounts, to.removeprefix("unit:")
        if unit != to:
            if not accounts.has_unit(unit):
                raise Refused("reader", "没有这个单位")
            return None, unit
        if not accounts.has_account(to) or not accounts.account(to).active:
            raise Refused("reader", "没有这个人员，或账户已停用")
        return to, str(accounts.account(to).unit_id)

    def _tell(self, row: Any, text: str) -> None:
        """Tell one person, or everybody at work in the unit."""
        accounts = self._desk.accounts
        unit = [one.id for one in accounts.accounts(unit_id=row.to_unit) if one.active]
        for account in [row.to_account] if row.to_account else unit:
            NoticeService(self._desk).tell(
                account, kind="copy", text=text, dedup=f"copy:{row.id}", case_id=row.case_id
            )
