"""Keep what was done of scheduled duties (定期任务)."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import select, update

from jiuji_docs.domain.errors import NotInState
from jiuji_docs.storage.repository import AnyRow, Repository
from jiuji_docs.storage.tables import DUTY_FILE as FILE
from jiuji_docs.storage.tables import DUTY_RECORD as T


class DutyRepository(Repository):
    """Rows of ``duty_record``."""

    def add(self, **values: Any) -> AnyRow:
        """Add a record."""
        return self._insert(T, values)

    def get(self, record_id: int) -> AnyRow:
        """Return a record by key."""
        return self._one(select(T).where(T.c.id == record_id), record_id)

    def of_units(self, units: Collection[str], pack: str, duty: str) -> list[AnyRow]:
        """Return the records in force of one duty in some units, oldest first."""
        mine = select(T).where(T.c.unit_id.in_(units), T.c.pack == pack, T.c.duty == duty)
        return self._all(mine.where(T.c.voided_by == "").order_by(T.c.done_on, T.c.id))

    def add_file(self, **values: Any) -> None:
        """Add a further file of a record."""
        self._insert(FILE, values)

    def files(self, record_ids: Collection[int]) -> list[AnyRow]:
        """Return the further files of some records, in their order."""
        mine = select(FILE).where(FILE.c.record_id.in_(record_ids))
        return self._all(mine.order_by(FILE.c.record_id, FILE.c.place))

    def done(self, unit: str, pack: str, duty: str, period: str) -> bool:
        """Say whether a unit has a record in force of a period."""
        mine = select(T.c.id).where(
            T.c.unit_id == unit, T.c.pack == pack, T.c.duty == duty, T.c.period == period
        )
        return bool(self._all(mine.where(T.c.voided_by == "").limit(1)))

    def void(self, record_id: int, by: str, reason: str) -> None:
        """Void a record; it stays with who and why."""
        mine = update(T).where(T.c.id == record_id, T.c.voided_by == "")
        if self._write(mine.values(voided_by=by, void_reason=reason)) != 1:
            raise NotInState("voided", "这条记录已经作废")
