"""Keep the cases (救助事项): find, lock, open and move on."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select, update

from jiuji_docs.domain.errors import StalePage
from jiuji_docs.storage.history import History
from jiuji_docs.storage.obligations import Obligations
from jiuji_docs.storage.people import People
from jiuji_docs.storage.reliefs import Reliefs
from jiuji_docs.storage.repository import AnyRow
from jiuji_docs.storage.tables import CASE
from jiuji_docs.storage.worklist import CaseLists


class CaseRepository(People, History, Obligations, Reliefs, CaseLists):
    """Everything about cases on one session: people, history, obligations, reliefs and lists.

    Lock in this order everywhere: person, then case, then number register, then ledger. A case out
    of the repository's scope is NotFound, exactly like one that does not exist.
    """

    def get(self, number: str) -> AnyRow:
        """Return a case by its public number."""
        return self._one(self._scope.limit(select(CASE).where(CASE.c.number == number)), number)

    def get_by_id(self, case_id: int) -> AnyRow:
        """Return a case by key."""
        return self._one(self._scope.limit(select(CASE).where(CASE.c.id == case_id)), case_id)

    def lock(self, number: str) -> AnyRow:
        """Return a case as last committed, locked until the transaction ends."""
        statement = select(CASE).where(CASE.c.number == number).with_for_update()
        return self._one(self._scope.limit(statement), number)

    def open(self, **values: Any) -> AnyRow:
        """Write a new case row and return it."""
        return self._insert(CASE, values)

    def advance(self, case_id: int, version: int, **changes: Any) -> int:
        """Change a case that still stands at *version* and return its new version.

        Raises StalePage when somebody else moved it on; then nothing is changed.
        """
        statement = (
            update(CASE)
            .where(CASE.c.id == case_id, CASE.c.version == version)
            .values(version=version + 1, **changes)
        )
        if self._write(statement) != 1:
            raise StalePage("stale_page", "他人已办理此件，页面内容已过时，请刷新后再办")
        return version + 1
