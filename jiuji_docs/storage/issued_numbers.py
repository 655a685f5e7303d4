"""Keep the register of document numbers: who got which, and why one was not used (发文字号登记簿)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select

from jiuji_docs.domain.errors import Refused
from jiuji_docs.storage.repository import AnyRow, Repository
from jiuji_docs.storage.tables import DOSSIER, NUMBER_SEQUENCE
from jiuji_docs.storage.tables import ISSUED_NUMBER as T


class IssuedNumberRepository(Repository):
    """Rows of ``issued_number``, numbered through the sequence of their series."""

    def add(self, **values: Any) -> AnyRow:
        """Write one line; the same number, or a second one for a dossier, breaks a constraint."""
        return self._insert(T, values)

    def of_dossier(self, dossier_id: int) -> AnyRow | None:
        """Return the number a dossier has."""
        return self._one_or_none(select(T).where(T.c.dossier_id == dossier_id))

    def begin(self, code: str, year: int, first: int, **line: Any) -> None:
        """Let a series begin at *first*, after the paper register's last number.

        Raises Refused when it has begun already, here or by another unit.
        """
        values = {"series": series_of(code), "year": year, "last": first - 1}
        begun = (NUMBER_SEQUENCE.c.series == values["series"], NUMBER_SEQUENCE.c.year == year)
        if self._one_or_none(select(NUMBER_SEQUENCE).where(*begun)) is not None:
            raise Refused("series_begun", f"{code}〔{year}〕已经编过号，不能改起始号")
        self._insert(NUMBER_SEQUENCE, values)
        if first > 1:
            self.add(code=code, year=year, serial=first - 1, dossier_id=None, **line)

    def owner(self, code: str) -> str:
        """Return the unit that uses a series' code, empty for none yet."""
        found = self._session.execute(select(T.c.unit_id).where(T.c.code == code).limit(1))
        return str(found.scalar_one_or_none() or "")

    def codes(self, unit_id: str) -> list[str]:
        """Return the codes a unit has used, the one used last first."""
        newest = func.max(T.c.id)
        found = select(T.c.code).where(T.c.unit_id == unit_id).group_by(T.c.code)
        return [
            str(code) for code in self._session.execute(found.order_by(newest.desc())).scalars()
        ]

    def lines(self, unit_id: str, year: int) -> list[AnyRow]:
        """Return a unit's numbers of a year by code and serial, with the dossier's number and title."""
        columns: list[Any] = [
            *T.c,
            DOSSIER.c.number.label("dossier"),
            DOSSIER.c.title.label("title"),
        ]
        joined = select(*columns).outerjoin(DOSSIER, DOSSIER.c.id == T.c.dossier_id)
        mine = joined.where(T.c.unit_id == unit_id, T.c.year == year)
        return self._all(mine.order_by(T.c.code, T.c.serial))


def series_of(code: str) -> str:
    """Return the name of a code's series in the number sequence."""
    return f"document:{code}"
