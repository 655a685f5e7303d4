"""Keep the special account (专账), and sum up what was approved and where it stands (对账)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select, update

from jiuji_docs.domain.errors import StalePage
from jiuji_docs.domain.funds.special_account import Reconciled, balance_after
from jiuji_docs.storage.repository import AnyRow, Repository
from jiuji_docs.storage.tables import CASE, PAYMENT, UNIT
from jiuji_docs.storage.tables import SPECIAL_ACCOUNT as A
from jiuji_docs.storage.tables import SPECIAL_ENTRY as E

#: The key of the one account.
ONLY = 1
_BANK = (PAYMENT.c.source == "fund") & PAYMENT.c.method.in_(("card", "passbook"))


class SpecialAccountRepository(Repository):
    """Rows of ``special_account`` and ``special_entry``."""

    def open(self) -> bool:
        """Open the account, empty; False when it is open."""
        values = {"id": ONLY, "balance": Decimal(0), "entries": 0}
        return self._insert_unless_there(A, "id", values)

    def account(self) -> AnyRow | None:
        """Return the account, None when none was opened."""
        return self._one_or_none(select(A).where(A.c.id == ONLY))

    def enter(self, kind: str, amount: Decimal, **values: Any) -> AnyRow | None:
        """Write one entry with the balance it leaves; None where no account was opened.

        Raises GuardRefused where the balance would fall below zero.
        """
        row = self._one_or_none(select(A).where(A.c.id == ONLY).with_for_update())
        if row is None:
            return None
        left = balance_after(row.balance, kind, amount)
        stood = update(A).where(A.c.id == ONLY, A.c.entries == row.entries)
        if self._write(stood.values(balance=left, entries=row.entries + 1)) != 1:
            raise StalePage("account_moved", "专账已有新的记录，请刷新后再办")
        entry = {"seq": row.entries + 1, "kind": kind, "amount": amount, "balance": left}
        return self._insert(E, {"batch_id": None, **entry, **values})

    def paid_out(self, batch: int) -> bool:
        """Say whether the account gave a batch's sum out: it did not for one sent before it was opened."""
        chosen = select(E.c.seq).where(E.c.batch_id == batch, E.c.kind == "payment")
        return self._one_or_none(chosen) is not None

    def entries(self, since: dt.datetime, until: dt.datetime) -> list[AnyRow]:
        """Return the entries from *since* until before *until*."""
        chosen = select(E).where(E.c.recorded_at >= since, E.c.recorded_at < until)
        return self._all(chosen.order_by(E.c.seq))

    def reconciled(self) -> Reconciled:
        """Sum up approvals through the bank by where they stand, and the account beside its batches."""
        rows = self._all(
            select(
                PAYMENT.c.state, PAYMENT.c.replaces_id, PAYMENT.c.batch_id, PAYMENT.c.amount
            ).where(_BANK)
        )
        entries = self._all(
            select(E.c.kind, E.c.batch_id, E.c.amount).where(E.c.batch_id.is_not(None))
        )
        batches = {row.batch_id for row in entries}
        held = [r for r in rows if r.batch_id in batches and r.state in ("batched", "paid")]
        given = sum((r.amount if r.kind == "payment" else -r.amount for r in entries), Decimal(0))
        return Reconciled(
            _sum(row for row in rows if row.replaces_id is None),
            _of(rows, "waiting"),
            _of(rows, "batched"),
            _of(rows, "paid"),
            _of(rows, "failed"),
            given,
            _sum(held),
        )

    def plan(self, since: dt.datetime, until: dt.datetime) -> list[AnyRow]:
        """Return by town how many payments approved in a period still wait, and their sum (用款计划)."""
        statement = (
            select(
                UNIT.c.name, func.count().label("count"), func.sum(PAYMENT.c.amount).label("total")
            )
            .join_from(PAYMENT, CASE, CASE.c.id == PAYMENT.c.case_id)
            .join(UNIT, UNIT.c.id == CASE.c.town_id)
            .where(
                _BANK,
                PAYMENT.c.state == "waiting",
                PAYMENT.c.created_at >= since,
                PAYMENT.c.created_at < until,
            )
            .group_by(UNIT.c.id, UNIT.c.name)
        )
        return self._all(statement.order_by(UNIT.c.id))


def _of(rows: list[AnyRow], state: str) -> Decimal:
    return _sum(row for row in rows if row.state == state)


def _sum(rows: Any) -> Decimal:
    return sum((row.amount for row in rows), Decimal(0))
