"""Hand out numbers without gaps, by series and year (编号登记簿)."""

from __future__ import annotations

from jiuji_docs.storage.repository import Repository
from jiuji_docs.storage.tables import NUMBER_SEQUENCE as T


class NumberRegister(Repository):
    """The register of number series."""

    def next(self, series: str, year: int) -> int:
        """Take the next number, from 1.

        The row stays locked until the transaction ends, and a rolled-back transaction gives its
        number back: no gaps, no doubles.
        """
        statement = (
            self._upsert(T)
            .values(series=series, year=year, last=1)
            .on_conflict_do_update(index_elements=["series", "year"], set_={"last": T.c.last + 1})
            .returning(T.c.last)
        )
        return int(self._session.execute(statement).scalar_one())
