"""Keep the bundles that people asked for (打印册)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import select, update

from jiuji_docs.storage.repository import AnyRow, Repository
from jiuji_docs.storage.tables import BUNDLE_ORDER as T


class BundleOrders(Repository):
    """Rows of ``bundle_order``; an order is its account's alone."""

    def add(self, **values: Any) -> AnyRow:
        """Add an order."""
        return self._insert(T, values)

    def get(self, order_id: int) -> AnyRow:
        """Return an order by key."""
        return self._one(select(T).where(T.c.id == order_id), order_id)

    def own(self, order_id: int, account: str) -> AnyRow:
        """Return somebody's own order; NotFound for another's, as if there were none."""
        return self._one(select(T).where(T.c.id == order_id, T.c.account_id == account), order_id)

    def of_account(self, account: str, limit: int) -> list[AnyRow]:
        """Return somebody's orders, newest first."""
        mine = select(T).where(T.c.account_id == account).order_by(T.c.id.desc())
        return self._all(mine.limit(limit))

    def making(self, account: str) -> list[AnyRow]:
        """Return somebody's orders that are not finished."""
        return self._all(select(T).where(T.c.account_id == account, T.c.state == "making"))

    def set(self, order_id: int, **values: Any) -> None:
        """Write how far an order is."""
        self._write(update(T).where(T.c.id == order_id).values(values))

    def finish(self, order_id: int, state: str, at: dt.datetime, **values: Any) -> None:
        """Write that an order is done or failed."""
        self.set(order_id, state=state, finished_at=at, **values)
