"""Keep what a case still owes and by when (欠项)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from sqlalchemy import bindparam, select, update

from jiuji_docs.storage.prepared import Prepared
from jiuji_docs.storage.repository import AnyRow, Repository
from jiuji_docs.storage.tables import DEBT

_DEBTS = Prepared(select(DEBT).where(DEBT.c.case_id == bindparam("case_id")).order_by(DEBT.c.id))


class Obligations(Repository):
    """Rows of ``debt``."""

    def open_debts(
        self, case_id: int, ids: Collection[str], at: dt.datetime, due_at: dt.datetime | None
    ) -> None:
        """Open debts; one that was settled before is open again."""
        opened = {"opened_at": at, "due_at": due_at, "settled_at": None, "settled_by": None}
        for debt in ids:
            self._write(
                self._upsert(DEBT)
                .values(case_id=case_id, debt=debt, **opened)
                .on_conflict_do_update(index_elements=["case_id", "debt"], set_=opened)
            )

    def settle_debts(
        self, case_id: int, ids: Collection[str], at: dt.datetime, account: str
    ) -> list[str]:
        """Settle those of *ids* that are open and return them."""
        if not ids:
            return []
        statement = (
            update(DEBT)
            .where(DEBT.c.case_id == case_id, DEBT.c.debt.in_(ids), DEBT.c.settled_at.is_(None))
            .values(settled_at=at, settled_by=account)
            .returning(DEBT.c.debt)
        )
        return sorted(self._session.execute(statement).scalars())

    def debts(self, case_id: int) -> list[AnyRow]:
        """Return every debt a case had, in the order they were first opened."""
        return self._read(_DEBTS, case_id=case_id)

    def move_debts(self, case_id: int, due_at: dt.datetime | None) -> None:
        """Give the open debts of a case another due time: their clock was derived anew."""
        is_open = update(DEBT).where(DEBT.c.case_id == case_id, DEBT.c.settled_at.is_(None))
        self._write(is_open.values(due_at=due_at))

    def rename_debt(self, case_id: int, old: str, new: str) -> None:
        """Call a debt of a case by the name another edition gives it (换版)."""
        named = update(DEBT).where(DEBT.c.case_id == case_id, DEBT.c.debt == old)
        self._write(named.values(debt=new))
