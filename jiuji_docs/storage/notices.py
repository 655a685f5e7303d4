"""Keep what people are told at their desks (提醒), each thing once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select, update

from jiuji_docs.storage.repository import AnyRow, Repository
from jiuji_docs.storage.tables import ACCOUNT, ACCOUNT_ROLE, CASE
from jiuji_docs.storage.tables import NOTICE as T


class NoticeRepository(Repository):
    """Rows of ``notice``; a reader is an account with its roles in one unit."""

    def add(self, **values: Any) -> bool:
        """Tell somebody something; False when *dedup* says that it was told before."""
        full = {"account_id": None, "role": "", "unit_id": None, "case_id": None, **values}
        return self._insert_unless_there(T, "dedup", {**full, "read_at": None, "read_by": ""})

    def holders(self, unit_id: str, role: str) -> list[str]:
        """Return the accounts at work in a unit that hold a role, by id."""
        statement = (
            select(ACCOUNT.c.id)
            .join(ACCOUNT_ROLE, ACCOUNT_ROLE.c.account_id == ACCOUNT.c.id)
            .where(ACCOUNT.c.unit_id == unit_id, ACCOUNT_ROLE.c.role == role, ACCOUNT.c.active)
            .order_by(ACCOUNT.c.id)
        )
        return list(self._session.execute(statement).scalars())

    def unread(self, account: str, unit: str, roles: Collection[str], limit: int) -> list[AnyRow]:
        """Return what a reader has not read, newest first, with the case's number."""
        rows = self._each(_to(account, unit, roles), T.c.read_at.is_(None), [T.c.id.desc()], limit)
        return sorted(rows, key=lambda row: -row.id)[:limit]

    def lately_read(
        self, account: str, unit: str, roles: Collection[str], limit: int
    ) -> list[AnyRow]:
        """Return what a reader or the reader's desk read last."""
        order = [T.c.read_at.desc(), T.c.id.desc()]
        rows = self._each(_to(account, unit, roles), T.c.read_at.is_not(None), order, limit)
        return sorted(rows, key=lambda row: (row.read_at, row.id), reverse=True)[:limit]

    def count_unread(self, account: str, unit: str, roles: Collection[str]) -> int:
        """Return how many notices wait for a reader."""
        counted = select(func.count()).select_from(T).where(T.c.read_at.is_(None))
        found = [counted.where(mine) for mine in _to(account, unit, roles)]
        return sum(int(self._session.execute(one).scalar_one()) for one in found)

    def mark_read(
        self,
        ids: Collection[int] | None,
        account: str,
        unit: str,
        roles: Collection[str],
        at: dt.datetime,
    ) -> int:
        """Mark those of *ids* (None: all) that are this reader's as read; return how many were."""
        mine = and_(T.c.read_at.is_(None), or_(*_to(account, unit, roles)))
        chosen = mine if ids is None else and_(mine, T.c.id.in_(ids))
        return self._write(update(T).where(chosen).values(read_at=at, read_by=account))

    def of_case(self, case_id: int) -> list[AnyRow]:
        """Return what was told about a case, oldest first."""
        return self._all(select(T).where(T.c.case_id == case_id).order_by(T.c.id))

    def _each(
        self,
        readers: Sequence[ColumnElement[bool]],
        which: ColumnElement[bool],
        order: Sequence[Any],
        limit: int,
    ) -> list[AnyRow]:
        """Return up to *limit* of a reader's own, and of the desk's, each in the order of its index.

        One condition joined by OR would sort everything a person ever read.
        """
        columns: list[Any] = [*T.c, CASE.c.number]
        joined = select(*columns).outerjoin_from(T, CASE, CASE.c.id == T.c.case_id)
        statement = joined.where(which).order_by(*order).limit(limit)
        return [row for mine in readers for row in self._all(statement.where(mine))]


def _to(
    account: str, unit: str, roles: Collection[str]
) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Return what is a reader's own, and what is for whoever holds the reader's roles."""
    desk = and_(T.c.account_id.is_(None), T.c.unit_id == unit, T.c.role.in_(sorted(roles)))
    return T.c.account_id == account, desk
