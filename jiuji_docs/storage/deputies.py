"""Keep who acts for whom (代理)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import bindparam, or_, select, update

from jiuji_docs.storage.prepared import Prepared
from jiuji_docs.storage.repository import AnyRow, Repository
from jiuji_docs.storage.tables import ACCOUNT, LOGIN_SESSION
from jiuji_docs.storage.tables import DEPUTY as T

_IN_FORCE = Prepared(
    select(T)
    .where(
        T.c.deputy_id == bindparam("deputy"),
        T.c.principal_id == bindparam("principal"),
        T.c.from_at <= bindparam("at", type_=T.c.from_at.type),
        T.c.to_at > bindparam("at", type_=T.c.from_at.type),
        T.c.ended_at.is_(None),
    )
    .order_by(T.c.id.desc())
)


class DeputyRepository(Repository):
    """Rows of ``deputy``, and for whom a login session acts."""

    def lock_people(self, *accounts: str) -> None:
        """Let nobody else appoint deputies of these people until the transaction ends."""
        found = select(ACCOUNT.c.id).where(ACCOUNT.c.id.in_(accounts)).order_by(ACCOUNT.c.id)
        self._session.execute(found.with_for_update()).all()

    def add(self, **values: Any) -> AnyRow:
        """Add a deputyship."""
        return self._insert(T, {"ended_at": None, "ended_by": "", **values})

    def get(self, deputy_row: int) -> AnyRow:
        """Return a deputyship by key, locked until the transaction ends."""
        return self._one(select(T).where(T.c.id == deputy_row).with_for_update(), deputy_row)

    def in_force(self, deputy: str, principal: str, at: dt.datetime) -> AnyRow | None:
        """Return the deputyship by which one acts for the other at a moment, if there is one."""
        found = self._read(_IN_FORCE, deputy=deputy, principal=principal, at=at)
        return found[0] if found else None

    def of_people(self, *accounts: str) -> list[AnyRow]:
        """Return every deputyship of these people on either side, newest first."""
        theirs = or_(T.c.principal_id.in_(accounts), T.c.deputy_id.in_(accounts))
        return self._all(select(T).where(theirs).order_by(T.c.id.desc()))

    def all(self) -> list[AnyRow]:
        """Return every deputyship, newest first."""
        return self._all(select(T).order_by(T.c.id.desc()))

    def open_for(self, deputy: str, at: dt.datetime) -> list[AnyRow]:
        """Return the deputyships in force of one who acts for others, by their end."""
        statement = select(T).where(
            T.c.deputy_id == deputy, T.c.from_at <= at, T.c.to_at > at, T.c.ended_at.is_(None)
        )
        return self._all(statement.order_by(T.c.to_at, T.c.id))

    def end(self, deputy_row: int, at: dt.datetime, by: str) -> None:
        """End a deputyship before its period is over."""
        self._write(update(T).where(T.c.id == deputy_row).values(ended_at=at, ended_by=by))

    def act_for(self, token_hash: str, principal: str | None) -> None:
        """Note for whom a session acts from now on; None for its own account."""
        mine = update(LOGIN_SESSION).where(LOGIN_SESSION.c.token_hash == token_hash)
        self._write(mine.values(acting_for=principal))
