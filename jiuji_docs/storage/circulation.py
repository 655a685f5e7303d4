"""Keep copies of cases to read, and who has read them (传阅与回执)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, and_, insert, or_, select, update

from jiuji_docs.storage.repository import AnyRow, Repository
from jiuji_docs.storage.tables import CASE, CIRCULATION_RECEIPT, PERSON
from jiuji_docs.storage.tables import CIRCULATION as T


class CirculationRepository(Repository):
    """Rows of ``circulation`` and ``circulation_receipt``."""

    def add(self, **values: Any) -> AnyRow:
        """Give a case to somebody to read."""
        return self._insert(T, {"to_account": None, "ended_by": "", **values})

    def get(self, circulation_id: int) -> AnyRow:
        """Return one copy, locked until the transaction ends."""
        return self._one(
            select(T).where(T.c.id == circulation_id).with_for_update(), circulation_id
        )

    def of_case(self, case_id: int) -> list[AnyRow]:
        """Return every copy of a case, oldest first."""
        return self._all(select(T).where(T.c.case_id == case_id).order_by(T.c.id))

    def receipts(self, circulation_ids: Collection[int]) -> list[AnyRow]:
        """Return who has read these copies, in order."""
        r = CIRCULATION_RECEIPT
        statement = select(r).where(r.c.circulation_id.in_(circulation_ids))
        return self._all(statement.order_by(r.c.id))

    def admits(self, case_id: int, accounts: Collection[str], unit: str, at: dt.datetime) -> bool:
        """Say whether a copy that may still be read lets a person or unit read a case."""
        found = select(T.c.id).where(T.c.case_id == case_id, T.c.until > at, _to(accounts, unit))
        return bool(self._all(found.limit(1)))

    def unread(
        self, account: str, accounts: Collection[str], unit: str, at: dt.datetime, limit: int
    ) -> list[AnyRow]:
        """Return the copies that may be read and that *account* has not read, oldest first."""
        r = CIRCULATION_RECEIPT
        read = (
            select(r.c.id).where(r.c.circulation_id == T.c.id, r.c.account_id == account).exists()
        )
        columns: list[Any] = [
            *T.c,
            CASE.c.number.label("case_number"),
            PERSON.c.name.label("person"),
        ]
        found = (
            select(*columns)
            .join_from(T, CASE, CASE.c.id == T.c.case_id)
            .join(PERSON, PERSON.c.id == CASE.c.person_id)
            .where(T.c.until > at, _to(accounts, unit), ~read)
        )
        return self._all(found.order_by(T.c.id).limit(limit))

    def mark_read(self, circulation_id: int, account: str, at: dt.datetime) -> bool:
        """Note that somebody has read a copy; False when it was noted before."""
        r = CIRCULATION_RECEIPT
        known = select(r.c.id).where(
            r.c.circulation_id == circulation_id, r.c.account_id == account
        )
        if self._all(known):
            return False
        values = {"circulation_id": circulation_id, "account_id": account, "read_at": at}
        self._session.execute(insert(r).values(values))
        return True

    def end(self, circulation_id: int, at: dt.datetime, by: str) -> None:
        """Let a copy be read no longer."""
        self._write(update(T).where(T.c.id == circulation_id).values(until=at, ended_by=by))


def _to(accounts: Collection[str], unit: str) -> ColumnElement[bool]:
    desk = and_(T.c.to_unit == unit, T.c.to_account.is_(None))
    return or_(T.c.to_account.in_(sorted(accounts)), desk)
