"""Keep where filed cases and official documents stand in the archives (归档)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import bindparam, select

from jiuji_docs.storage.prepared import Prepared
from jiuji_docs.storage.repository import AnyRow, Repository
from jiuji_docs.storage.tables import CASE, DOSSIER
from jiuji_docs.storage.tables import DOSSIER_FILING as D
from jiuji_docs.storage.tables import FILING as T

_OF_CASE = Prepared(select(T).where(T.c.case_id == bindparam("case_id")))


class ArchiveRepository(Repository):
    """Rows of ``filing`` and ``dossier_filing``: one a case or document; number them through NumberRegister."""

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

    def add_dossier(self, **values: Any) -> AnyRow:
        """File a document; the same 件号, reference or document twice breaks a unique constraint."""
        return self._insert(D, values)

    def of_dossier(self, dossier_id: int) -> AnyRow | None:
        """Return a document's filing, if it is filed."""
        return self._one_or_none(select(D).where(D.c.dossier_id == dossier_id))

    def last_of_unit(self, unit_id: str) -> AnyRow | None:
        """Return the newest document that a unit filed."""
        newest = select(D).where(D.c.unit_id == unit_id).order_by(D.c.id.desc()).limit(1)
        return self._one_or_none(newest)

    def dossiers_of_year(self, year: int, unit_id: str | None = None) -> list[AnyRow]:
        """Return a year's filed documents, of one unit or of all, by fonds, retention, office and item.

        Each row has the dossier's number, flow, title, kind, document_number and content besides.
        """
        about = ("number", "flow", "title", "kind", "document_number", "content", "drafter_id")
        columns: list[Any] = [*D.c, *(DOSSIER.c[name] for name in about)]
        statement = select(*columns).join(DOSSIER, DOSSIER.c.id == D.c.dossier_id)
        statement = statement.where(D.c.year == year)
        if unit_id is not None:
            statement = statement.where(D.c.unit_id == unit_id)
        order = (D.c.fonds, D.c.retention, D.c.office, D.c.item)
        return self._all(statement.order_by(*order))
