"""Keep payments and their batches (发放与批次); every move checks where the row stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from decimal import Decimal
from typing import Any

from sqlalchemy import Update, bindparam, or_, select, update

from jiuji_docs.domain.errors import NotInState
from jiuji_docs.storage.payment_batches import PaymentBatches
from jiuji_docs.storage.prepared import Prepared
from jiuji_docs.storage.repository import AnyRow
from jiuji_docs.storage.tables import PAYMENT as T
from jiuji_docs.storage.tables import PAYMENT_BATCH

_OF_CASE = Prepared(select(T).where(T.c.case_id == bindparam("case_id")).order_by(T.c.id))


class PaymentRepository(PaymentBatches):
    """Rows of ``payment`` (waiting → batched → paid or failed → replaced) and ``payment_batch``."""

    def add(self, **values: Any) -> AnyRow:
        """Add a payment; ``state`` is "waiting" unless said otherwise."""
        return self._insert(T, {"state": "waiting", **values})

    def get(self, payment_id: int) -> AnyRow:
        """Return a payment by key."""
        return self._one(select(T).where(T.c.id == payment_id), payment_id)

    def lock(self, payment_id: int) -> AnyRow:
        """Return a payment as last committed, locked until the transaction ends."""
        return self._one(select(T).where(T.c.id == payment_id).with_for_update(), payment_id)

    def of_case(self, case_id: int) -> list[AnyRow]:
        """Return a case's payments in the order they were made."""
        return self._read(_OF_CASE, case_id=case_id)

    def waiting(self) -> list[AnyRow]:
        """Return the payments that no batch holds yet, oldest first."""
        return self._all(select(T).where(T.c.state == "waiting").order_by(T.c.id))

    def failed(self) -> list[AnyRow]:
        """Return the payments the bank refused and nobody has issued again, oldest first."""
        return self._all(select(T).where(T.c.state == "failed").order_by(T.c.id))

    def rows(self, batch_id: int) -> list[AnyRow]:
        """Return a batch's payments by row number."""
        return self._all(select(T).where(T.c.batch_id == batch_id).order_by(T.c.row))

    def make_batch(
        self, number: str, ids: Collection[int], account: str, at: dt.datetime
    ) -> AnyRow:
        """Put waiting payments into a new batch, numbered from 1 by age; return the batch.

        Raises NotInState, changing nothing, when one of them is not waiting any more.
        """
        chosen = select(T.c.id, T.c.amount).where(T.c.id.in_(ids), T.c.state == "waiting")
        payments = self._all(chosen.order_by(T.c.id).with_for_update())
        if not payments or len(payments) != len(set(ids)):
            raise NotInState("payment_state", "部分款项已不在待发放状态，请刷新后再试")
        batch = self._insert(
            PAYMENT_BATCH,
            {
                "number": number,
                "state": "drafted",
                "rows": len(payments),
                "total": sum((payment.amount for payment in payments), Decimal(0)),
                "made_by": account,
                "made_at": at,
            },
        )
        self._number(batch.id, [payment.id for payment in payments])
        return batch

    def settle(self, payment_id: int, state: str, reason: str, at: dt.datetime) -> None:
        """Note a payment as "paid" or "failed": a batched one, or cash over the counter."""
        if state not in ("paid", "failed"):
            raise ValueError(f"a payment is settled as paid or failed, not {state}")
        payable = or_(T.c.state == "batched", (T.c.state == "waiting") & (T.c.method == "cash"))
        statement = update(T).where(T.c.id == payment_id, payable)
        self._move(statement.values(state=state, failure=reason, settled_at=at))

    def replace(self, payment_id: int, **corrected: Any) -> AnyRow:
        """Issue a failed payment again with *corrected* columns; return the new payment.

        Raises NotInState unless it is failed, so each failure is answered once; a unique key says
        the same to two who try at one moment.
        """
        failed = self.lock(payment_id)
        still_failed = update(T).where(T.c.id == payment_id, T.c.state == "failed")
        self._move(still_failed.values(state="replaced"))
        kept = ("case_id", "amount", "method", "payee", "bank", "bank_account", "source")
        again = {name: getattr(failed, name) for name in kept}
        return self._insert(
            T, {**again, **corrected, "state": "waiting", "replaces_id": payment_id}
        )

    def _number(self, batch_id: int, ids: list[int]) -> None:
        """Give each payment its row of the batch."""
        statement = (
            update(T)
            .where(T.c.id == bindparam("payment"))
            .values(state="batched", batch_id=batch_id, row=bindparam("line"))
        )
        lines = [{"payment": key, "line": line} for line, key in enumerate(ids, start=1)]
        self._session.connection().execute(statement, lines)

    def _move(self, statement: Update) -> None:
        if self._write(statement) != 1:
            raise NotInState("payment_state", "款项不在可办理的状态，请刷新后再试")
