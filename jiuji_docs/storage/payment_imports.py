"""Keep payment sheets as they were judged, and payments found outside the system (导入记录、系统外发放)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from itertools import islice
from typing import Any

from sqlalchemy import select, update

from jiuji_docs.domain.errors import NotInState
from jiuji_docs.storage.repository import AnyRow, Repository
from jiuji_docs.storage.tables import CASE, PAYMENT, PAYMENT_BATCH, PERSON
from jiuji_docs.storage.tables import OFF_SYSTEM_PAYMENT as O
from jiuji_docs.storage.tables import PAYMENT_IMPORT as T

#: Cases looked up with one statement.
AT_ONCE = 1000


class PaymentImportRepository(Repository):
    """Rows of ``payment_import`` and ``off_system_payment``, and what cases say of their money."""

    def money_of(self, numbers: Collection[str]) -> Iterator[AnyRow]:
        """Yield case, person and payment for each payment of the cases named; empty where there is none."""
        columns: list[Any] = [
            CASE.c.number, CASE.c.closed, PERSON.c.id_number, PAYMENT.c.id, PAYMENT.c.state,
            PAYMENT.c.method, PAYMENT.c.payee, PAYMENT.c.bank_account, PAYMENT.c.amount,
        ]  # fmt: skip
        joined = (
            select(*columns)
            .join_from(CASE, PERSON, PERSON.c.id == CASE.c.person_id)
            .outerjoin(PAYMENT, PAYMENT.c.case_id == CASE.c.id)
            .order_by(CASE.c.id, PAYMENT.c.id)
        )
        waiting = iter(sorted(set(numbers)))
        while some := list(islice(waiting, AT_ONCE)):
            yield from self._all(joined.where(CASE.c.number.in_(some)))

    def add(self, **values: Any) -> AnyRow:
        """Keep a sheet as it was judged."""
        return self._insert(T, values)

    def get(self, number: str) -> AnyRow:
        """Return a sheet by number, with its batch's number where it was taken."""
        columns: list[Any] = [*T.c, PAYMENT_BATCH.c.number.label("batch")]
        joined = select(*columns).outerjoin_from(
            T, PAYMENT_BATCH, PAYMENT_BATCH.c.id == T.c.batch_id
        )
        return self._one(joined.where(T.c.number == number), number)

    def newest(self, limit: int) -> list[AnyRow]:
        """Return the newest sheets."""
        return self._all(select(T).order_by(T.c.id.desc()).limit(limit))

    def flag(self, **values: Any) -> bool:
        """Flag a payment off the system; False when it is flagged already."""
        full = {"state": "open", "note": "", "closed_by": None, "closed_at": None, **values}
        return self._insert_unless_there(O, "fingerprint", full)

    def flagged(self, state: str, limit: int) -> list[AnyRow]:
        """Return flagged payments at a state, newest first, with the sheet's number."""
        columns: list[Any] = [*O.c, T.c.number]
        joined = select(*columns).join_from(O, T, T.c.id == O.c.import_id)
        return self._all(joined.where(O.c.state == state).order_by(O.c.id.desc()).limit(limit))

    def close(self, flag_id: int, state: str, note: str, by: str, at: dt.datetime) -> None:
        """Close a flag with what was found out; NotInState when it is closed."""
        statement = update(O).where(O.c.id == flag_id, O.c.state == "open")
        closed = {"state": state, "note": note, "closed_by": by, "closed_at": at}
        if self._write(statement.values(closed)) != 1:
            raise NotInState("flag_closed", "这笔系统外发放已经处理")
