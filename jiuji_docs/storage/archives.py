"""Keep where filed cases stand in the archives (归档)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import bindparam, select

from jiuji_docs.storage.prepared import Prepared
from jiuji_docs.storage.repository import AnyRow, Repository
from jiuji_docs.storage.tables import CASE
from jiuji_docs.storage.tables import FILING as T

_OF_CASE = Prepared(select(T).where(T.c.case_id == bindparam("case_id")))


class ArchiveRepository(Repository):
    """Rows of ``filing``: one a case; number them through NumberRegister."""

    def add(self, **values: Any) -> AnyRow:
        """File a case; the same 件号 or case twice breaks a unique constraint."""
        return self._insert(T, values)

    def of_case(self, case_id: int) -> AnyRow | None:
        """Return a case's filing, if it is filed."""
        found = self._read(_OF_CASE, case_id=case_id)
        return found[0] if found else None

    def of_year(self, year: int) -> list[AnyRow]:
        """Return the filings of a year by fonds, retention and item, with case_number."""
        columns: list[Any] = [*T.c, CASE.c.number.label("case_number")]
        statement = (
            select(*columns)
            .join(CASE, CASE.c.id == T.c.case_id)
            .where(T.c.year == year)
            .order_by(T.c.fonds, T.c.retention, T.c.item)
        )
        return self._all(self._scope.limit(statement))
