"""Keep rosters by version; a version is written once (名册)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import func, select

from jiuji_docs.storage.repository import AnyRow, Repository
from jiuji_docs.storage.tables import ROSTER_MEMBER as MEMBER
from jiuji_docs.storage.tables import ROSTER_VERSION as T


class RosterRepository(Repository):
    """Rows of ``roster_version`` and ``roster_member``; nothing is ever changed."""

    def add(self, members: Iterable[Mapping[str, Any]], **values: Any) -> AnyRow:
        """Add the next version; two who write at once meet at its number, and one is refused."""
        mine = (T.c.unit_id == values["unit_id"], T.c.pack == values["pack"])
        newest = select(func.coalesce(func.max(T.c.version), 0)).where(
            *mine, T.c.roster == values["roster"]
        )
        last = int(self._session.execute(newest).scalar_one())
        row = self._insert(T, {**values, "version": last + 1})
        for place, member in enumerate(members, start=1):
            self._insert(MEMBER, {"version_id": row.id, "place": place, **member})
        return row

    def versions(self, unit: str, pack: str, roster: str) -> list[AnyRow]:
        """Return every version, newest first."""
        mine = select(T).where(T.c.unit_id == unit, T.c.pack == pack, T.c.roster == roster)
        return self._all(mine.order_by(T.c.version.desc()))

    def in_force(
        self, units: Collection[str], pack: str, roster: str, day: dt.date
    ) -> dict[str, AnyRow]:
        """Return by unit the version in force on a day: the newest of those that had begun."""
        mine = select(T).where(T.c.unit_id.in_(units), T.c.pack == pack, T.c.roster == roster)
        rows = self._all(mine.where(T.c.valid_from <= day).order_by(T.c.valid_from, T.c.version))
        return {str(row.unit_id): row for row in rows}

    def members(self, version_id: int) -> list[AnyRow]:
        """Return a version's lines in order."""
        mine = select(MEMBER).where(MEMBER.c.version_id == version_id)
        return self._all(mine.order_by(MEMBER.c.place))
