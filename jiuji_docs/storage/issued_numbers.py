"""Keep the register of document numbers: who got which, and why one was not used (发文字号登记簿)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select, update

from jiuji_docs.domain.errors import Refused
from jiuji_docs.storage.repository import AnyRow, Repository
from jiuji_docs.storage.tables import DOSSIER, NUMBER_SEQUENCE, ORGAN_CODE
from jiuji_docs.storage.tables import ISSUED_NUMBER as T


class IssuedNumberRepository(Repository):
    """Rows of ``issued_number``, numbered through the sequence of their series."""

    def add(self, **values: Any) -> AnyRow:
        """Write one line; the same number, or a second one for a dossier, breaks a constraint."""
        return self._insert(T, values)

    def of_dossier(self, dossier_id: int) -> AnyRow | None:
        """Return the number a dossier has; a voided one is nobody's."""
        return self._one_or_none(select(T).where(T.c.dossier_id == dossier_id))

    def line(self, code: str, year: int, serial: int) -> AnyRow | None:
        """Return the line of one number."""
        number = (T.c.code == code, T.c.year == year, T.c.serial == serial)
        return self._one_or_none(select(T).where(*number))

    def void(self, line_id: int, reason: str, account_id: str, at: dt.datetime) -> None:
        """Take a number from its dossier for good: the line stays, with reason, person and time."""
        voided = {
            "voided_dossier_id": T.c.dossier_id,
            "dossier_id": None,
            "reason": reason,
            "voided_by": account_id,
            "voided_at": at,
        }
        self._write(update(T).where(T.c.id == line_id).values(voided))

    def claim(self, code: str, unit_id: str, account_id: str, at: dt.datetime) -> str:
        """Return whose a code is: *unit_id*'s from now on, when nobody used it before.

        A rival who claims it at the same moment is waited for, so that one code never serves two units.
        """
        values = {"code": code, "unit_id": unit_id, "account_id": account_id, "at": at}
        self._insert_unless_there(ORGAN_CODE, "code", values)
        owner = select(ORGAN_CODE.c.unit_id).where(ORGAN_CODE.c.code == code)
        return str(self._session.execute(owner).scalar_one())

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
            DOSSIER.c.state.label("dossier_state"),
        ]
        joined = select(*columns).outerjoin(DOSSIER, _has_or_had())
        mine = joined.where(T.c.unit_id == unit_id, T.c.year == year)
        return self._all(mine.order_by(T.c.code, T.c.serial))


def _has_or_had() -> ColumnElement[bool]:
    """Join a number to the dossier that has it, or had it before it was voided."""
    return or_(DOSSIER.c.id == T.c.dossier_id, DOSSIER.c.id == T.c.voided_dossier_id)


def series_of(code: str) -> str:
    """Return the name of a code's series in the number sequence."""
    return f"document:{code}"
