"""Hand out numbers without gaps, by series and year (编号登记簿)."""

from __future__ import annotations

from sqlalchemy import bindparam

from jiuji_docs.storage.prepared import Prepared
from jiuji_docs.storage.repository import Repository
from jiuji_docs.storage.tables import NUMBER_SEQUENCE as T

#: The statement that takes a number, by dialect.
_NEXT: dict[str, Prepared] = {}


class NumberRegister(Repository):
    """The register of number series."""

    def next(self, series: str, year: int) -> int:
        """Take the next number, from 1.

        The row stays locked until the transaction ends, and a rolled-back transaction gives its
        number back: no gaps, no doubles.
        """
        if self._dialect not in _NEXT:
            first = {"series": bindparam("series"), "year": bindparam("year"), "last": 1}
            _NEXT[self._dialect] = Prepared(
                self._upsert(T)
                .values(first)
                .on_conflict_do_update(
                    index_elements=["series", "year"], set_={"last": T.c.last + 1}
                )
                .returning(T.c.last)
            )
        row = self._read_one(_NEXT[self._dialect], series, series=series, year=year)
        return int(row.last)
