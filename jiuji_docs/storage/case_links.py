"""Keep which case was opened from which (子事项)."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select

from jiuji_docs.storage.repository import AnyRow, Repository
from jiuji_docs.storage.tables import CASE
from jiuji_docs.storage.tables import CASE_LINK as T


class CaseLinkRepository(Repository):
    """Rows of ``case_link``; the parent is locked by who writes."""

    def add(self, parent_id: int, child_id: int, by: str, at: dt.datetime) -> None:
        """Note that a case was opened from another."""
        values = {"parent_id": parent_id, "child_id": child_id, "opened_by": by, "opened_at": at}
        self._add(T, values)

    def children(self, parent_id: int) -> list[AnyRow]:
        """Return the cases opened from one, oldest first."""
        joined = select(CASE).join(T, T.c.child_id == CASE.c.id)
        return self._all(joined.where(T.c.parent_id == parent_id).order_by(CASE.c.id))

    def parent(self, child_id: int) -> AnyRow | None:
        """Return the case this one was opened from, if there is one."""
        joined = select(CASE).join(T, T.c.parent_id == CASE.c.id)
        return self._one_or_none(joined.where(T.c.child_id == child_id))
