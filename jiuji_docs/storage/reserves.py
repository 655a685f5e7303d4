"""Keep towns' reserves (备用金): one balance a town, never below zero, and an entry for every change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from decimal import Decimal
from typing import Any

from sqlalchemy import exists, select, update

from jiuji_docs.domain.errors import NotInState, StalePage
from jiuji_docs.domain.funds.reserve import Movement, balance_after
from jiuji_docs.storage.repository import AnyRow, Repository
from jiuji_docs.storage.tables import CASE, DEBT, PERSON
from jiuji_docs.storage.tables import RESERVE_ENTRY as E
from jiuji_docs.storage.tables import RESERVE_FUND as F
from jiuji_docs.storage.tables import RESERVE_REQUEST as R


class ReserveRepository(Repository):
    """Rows of ``reserve_fund``, ``reserve_entry`` and ``reserve_request``."""

    def open(self, town: str, low_line: Decimal | None) -> bool:
        """Give a town an empty reserve; False when it has one."""
        values = {"town_id": town, "balance": Decimal(0), "entries": 0, "low_line": low_line}
        return self._insert_unless_there(F, "town_id", values)

    def fund(self, town: str) -> AnyRow | None:
        """Return a town's reserve, None where it has none."""
        return self._one_or_none(select(F).where(F.c.town_id == town))

    def funds(self) -> list[AnyRow]:
        """Return every town's reserve, by town."""
        return self._all(select(F).order_by(F.c.town_id))

    def balance(self, town: str) -> Decimal | None:
        """Return what a town's reserve holds, None where it has none."""
        row = self.fund(town)
        return None if row is None else row.balance

    def lock(self, town: str) -> AnyRow | None:
        """Return a town's reserve as last committed, locked until the transaction ends."""
        return self._one_or_none(select(F).where(F.c.town_id == town).with_for_update())

    def enter(
        self, town: str, movement: Movement, *, occurred_at: dt.datetime, recorded_at: dt.datetime
    ) -> AnyRow:
        """Write one entry with the balance it leaves, and return it.

        Raises GuardRefused where the balance would fall below zero, NotInState where there is no reserve.
        """
        fund = self.lock(town)
        if fund is None:
            raise NotInState("no_reserve", "本乡镇没有设立备用金台账")
        left = balance_after(fund.balance, movement.kind, movement.amount)
        stood = update(F).where(F.c.town_id == town, F.c.entries == fund.entries)
        if self._write(stood.values(balance=left, entries=fund.entries + 1)) != 1:
            raise StalePage("reserve_moved", "备用金台账已有新的记录，请刷新后再办")
        return self._insert(
            E,
            {
                "town_id": town,
                "seq": fund.entries + 1,
                "kind": movement.kind,
                "amount": movement.amount,
                "balance": left,
                "purpose": movement.purpose,
                "basis": movement.basis,
                "approved_by": movement.approved_by,
                "handled_by": movement.handled_by,
                "case_id": movement.case_id,
                "request_id": movement.request_id,
                "occurred_at": occurred_at,
                "recorded_at": recorded_at,
            },
        )

    def entries(self, town: str, since: dt.datetime, until: dt.datetime) -> list[AnyRow]:
        """Return the entries recorded from *since* until before *until*, with case number and person."""
        columns: list[Any] = [*E.c, CASE.c.number, PERSON.c.name]
        statement = (
            select(*columns)
            .outerjoin_from(E, CASE, CASE.c.id == E.c.case_id)
            .outerjoin(PERSON, PERSON.c.id == CASE.c.person_id)
            .where(E.c.town_id == town, E.c.recorded_at >= since, E.c.recorded_at < until)
        )
        return self._all(statement.order_by(E.c.seq))

    def balance_before(self, town: str, moment: dt.datetime) -> Decimal:
        """Return what the reserve held before *moment*."""
        statement = select(E.c.balance).where(E.c.town_id == town, E.c.recorded_at < moment)
        found = self._session.execute(statement.order_by(E.c.seq.desc()).limit(1)).scalar()
        return Decimal(0) if found is None else found

    def of_case(self, case_id: int) -> list[AnyRow]:
        """Return the entries a case caused."""
        return self._all(select(E).where(E.c.case_id == case_id).order_by(E.c.seq))

    def settleable(self, town: str) -> list[AnyRow]:
        """Return relief not yet settled whose case is granted and owes no papers (可核销)."""
        owing = exists().where(DEBT.c.case_id == CASE.c.id, DEBT.c.settled_at.is_(None))
        statement = (
            select(E)
            .join(CASE, CASE.c.id == E.c.case_id)
            .where(
                E.c.town_id == town,
                E.c.kind == "relief",
                E.c.request_id.is_(None),
                CASE.c.decided_at.is_not(None),
                ~owing,
            )
        )
        return self._all(statement.order_by(E.c.seq))

    def claim(self, entry_ids: Collection[int], request_id: int | None) -> None:
        """Put entries under a request, or free them again with None."""
        self._write(update(E).where(E.c.id.in_(entry_ids)).values(request_id=request_id))

    def claimed(self, request_id: int) -> list[AnyRow]:
        """Return the relief a request settles."""
        chosen = select(E).where(E.c.request_id == request_id, E.c.kind == "relief")
        return self._all(chosen.order_by(E.c.seq))

    def ask(self, **values: Any) -> AnyRow:
        """Add a request of a town."""
        return self._insert(R, {"state": "requested", "opinion": "", **values})

    def request(self, number: str) -> AnyRow:
        """Return a request by number."""
        return self._one(select(R).where(R.c.number == number), number)

    def requests(self, town: str, limit: int = 50) -> list[AnyRow]:
        """Return a town's requests, newest first."""
        return self._all(select(R).where(R.c.town_id == town).order_by(R.c.id.desc()).limit(limit))

    def move_request(self, request_id: int, stood: str, **changes: Any) -> AnyRow:
        """Move a request that *stood* at a state; NotInState when somebody was quicker."""
        statement = update(R).where(R.c.id == request_id, R.c.state == stood)
        if self._write(statement.values(changes)) != 1:
            raise NotInState("request_state", "这张请拨、核销表已有人办理，请刷新后再试")
        return self._one(select(R).where(R.c.id == request_id), request_id)
