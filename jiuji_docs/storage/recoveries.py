"""Keep recoveries, their instalments and receipts, and bans with their exceptions (追回、停止受理)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import func, insert, select, update

from jiuji_docs.domain.errors import StalePage
from jiuji_docs.domain.funds.recovery import Instalment, after_receipt
from jiuji_docs.storage.repository import AnyRow, Repository
from jiuji_docs.storage.tables import BAN_EXCEPTION as X
from jiuji_docs.storage.tables import CASE, PERSON
from jiuji_docs.storage.tables import RECOVERY as T
from jiuji_docs.storage.tables import RECOVERY_INSTALMENT as I
from jiuji_docs.storage.tables import RECOVERY_RECEIPT as P


class RecoveryRepository(Repository):
    """Rows of ``recovery``, ``recovery_instalment``, ``recovery_receipt`` and ``ban_exception``."""

    def decide(self, parts: Sequence[Instalment], **values: Any) -> AnyRow:
        """Write a decision with its schedule."""
        row = self._insert(T, {"received": Decimal(0), **values})
        lines = [
            {"recovery_id": row.id, "seq": seq, "due_on": part.due_on, "amount": part.amount}
            for seq, part in enumerate(parts, start=1)
        ]
        self._write(insert(I), lines)
        return row

    def get(self, number: str) -> AnyRow:
        """Return a decision by number, with its case's number and the person's name."""
        return self._one(self._with_names().where(T.c.number == number), number)

    def lock(self, number: str) -> AnyRow:
        """Return a decision as last committed, locked until the transaction ends."""
        return self._one(select(T).where(T.c.number == number).with_for_update(), number)

    def newest(self, limit: int) -> list[AnyRow]:
        """Return the newest decisions."""
        return self._all(self._with_names().order_by(T.c.id.desc()).limit(limit))

    def owing(self) -> list[AnyRow]:
        """Return the decisions of which something is still to come back, oldest first."""
        return self._all(self._with_names().where(T.c.received < T.c.amount).order_by(T.c.id))

    def instalments_of(self, recovery_ids: Collection[int]) -> list[AnyRow]:
        """Return the schedules of several decisions, each in order."""
        some = select(I).where(I.c.recovery_id.in_(recovery_ids))
        return self._all(some.order_by(I.c.recovery_id, I.c.seq))

    def ordered(self, case_id: int) -> Decimal:
        """Return what is already to be recovered of a case."""
        rows = self._all(select(T.c.amount).where(T.c.case_id == case_id))
        return sum((row.amount for row in rows), Decimal(0))

    def instalments(self, recovery_id: int) -> list[AnyRow]:
        """Return the schedule in order."""
        return self._all(select(I).where(I.c.recovery_id == recovery_id).order_by(I.c.seq))

    def receipts(self, recovery_id: int) -> list[AnyRow]:
        """Return what came back, oldest first."""
        return self._all(select(P).where(P.c.recovery_id == recovery_id).order_by(P.c.id))

    def has_voucher(self, recovery_id: int, voucher: str) -> bool:
        """Say whether a voucher is entered already."""
        found = select(func.count()).where(P.c.recovery_id == recovery_id, P.c.voucher == voucher)
        return bool(self._session.execute(found).scalar_one())

    def receive(self, number: str, **values: Any) -> AnyRow:
        """Write one receipt and return the decision after it; GuardRefused where it is too much."""
        row = self.lock(number)
        total = after_receipt(row.amount, row.received, values["amount"])
        self._insert(P, {"recovery_id": row.id, **values})
        stood = update(T).where(T.c.id == row.id, T.c.received == row.received)
        if self._write(stood.values(received=total)) != 1:
            raise StalePage("recovery_moved", "这项追回已有新的退款，请刷新后再办")
        return self.get(number)

    def transfer(self, number: str, to: str, at: dt.datetime) -> None:
        """Note that a severe case was handed over, once."""
        statement = update(T).where(T.c.number == number, T.c.transferred_to == "")
        if self._write(statement.values(transferred_to=to, transferred_at=at)) != 1:
            raise StalePage("transferred", "这项追回已经移交")

    def barred_until(self, people: Collection[int], day: dt.date) -> dt.date | None:
        """Return the last day without applications of any of *people*, None where *day* is free."""
        if not people:
            return None
        latest = select(func.max(T.c.barred_until)).where(
            T.c.person_id.in_(people), T.c.barred_until >= day
        )
        found: dt.date | None = self._session.execute(latest).scalar()
        return found

    def except_ban(self, **values: Any) -> AnyRow:
        """Record a county officer's exception for one person."""
        return self._insert(X, values)

    def exception(self, people: Collection[int]) -> AnyRow | None:
        """Return the oldest exception of any of *people* that no case has used."""
        unused = select(X).where(X.c.person_id.in_(people), X.c.used_by_case_id.is_(None))
        return self._one_or_none(unused.order_by(X.c.id).limit(1))

    def use_exception(self, exception_id: int, case_id: int) -> None:
        """Use an exception up; StalePage when another case was quicker."""
        unused = update(X).where(X.c.id == exception_id, X.c.used_by_case_id.is_(None))
        if self._write(unused.values(used_by_case_id=case_id)) != 1:
            raise StalePage("exception_used", "该例外批准已被使用")

    def _with_names(self) -> Any:
        columns: list[Any] = [*T.c, CASE.c.number.label("case"), PERSON.c.name]
        joined = select(*columns).join_from(T, CASE, CASE.c.id == T.c.case_id)
        return joined.join(PERSON, PERSON.c.id == T.c.person_id)
