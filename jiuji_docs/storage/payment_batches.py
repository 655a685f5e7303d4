"""Keep payment batches: drafted → reviewed → sent → closed (发放批次)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import ColumnElement, select, update

from jiuji_docs.domain.errors import NotInState
from jiuji_docs.storage.repository import AnyRow, Repository
from jiuji_docs.storage.tables import PAYMENT_BATCH as T


class PaymentBatches(Repository):
    """Rows of ``payment_batch``."""

    def batch(self, number: str) -> AnyRow:
        """Return a batch by number."""
        return self._one(select(T).where(T.c.number == number), number)

    def lock_batch(self, number: str) -> AnyRow:
        """Return a batch as last committed, locked until the transaction ends."""
        return self._one(select(T).where(T.c.number == number).with_for_update(), number)

    def batches(self, limit: int = 100) -> list[AnyRow]:
        """Return the newest batches first."""
        return self._all(select(T).order_by(T.c.id.desc()).limit(limit))

    def review(self, batch_id: int, account: str, at: dt.datetime) -> None:
        """Confirm a drafted batch; never by its maker (制表、复核分离)."""
        confirmed = {"state": "reviewed", "reviewed_by": account, "reviewed_at": at}
        self._advance(batch_id, "drafted", confirmed, T.c.made_by != account)

    def mark_sent(self, batch_id: int, file_hash: str, bank_format: str = "standard") -> None:
        """Note that a reviewed batch went to the bank as the file of this SHA-256, in this format."""
        sent = {"state": "sent", "file_hash": file_hash, "bank_format": bank_format}
        self._advance(batch_id, "reviewed", sent)

    def close_batch(self, batch_id: int, at: dt.datetime) -> None:
        """Close a sent batch whose every row has come back."""
        self._advance(batch_id, "sent", {"state": "closed", "returned_at": at})

    def _advance(
        self, batch_id: int, state: str, changes: dict[str, Any], *also: ColumnElement[bool]
    ) -> None:
        """Change a batch that stands in *state*, else raise NotInState."""
        statement = update(T).where(T.c.id == batch_id, T.c.state == state, *also)
        if self._write(statement.values(changes)) != 1:
            raise NotInState("batch_state", "批次不在可办理的状态，请刷新后再试")
