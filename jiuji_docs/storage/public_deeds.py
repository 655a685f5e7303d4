"""Count what one address does without an account within a span (频次限制), for every process together."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import case, delete, func, select

from jiuji_docs.storage.repository import Repository
from jiuji_docs.storage.tables import PUBLIC_DEED as T

#: Addresses remembered at most; the oldest are forgotten first.
MOST_ADDRESSES = 10_000


class PublicDeedRepository(Repository):
    """Rows of ``public_deed``."""

    def count(self, mark: str, now: dt.datetime, span: dt.timedelta) -> int:
        """Count one more deed of an address and return how many it has since its first within *span*."""
        over = T.c.since <= now - span
        added = self._upsert(T).values(mark=mark, since=now, deeds=1)
        statement = added.on_conflict_do_update(
            index_elements=["mark"],
            set_={
                "deeds": case((over, 1), else_=T.c.deeds + 1),
                "since": case((over, now), else_=T.c.since),
            },
        ).returning(T.c.deeds)
        return int(self._session.execute(statement).scalar_one())

    def forget(self, before: dt.datetime) -> int:
        """Take away what began at *before* or earlier, and the oldest above the bound; return how many."""
        gone = self._write(delete(T).where(T.c.since <= before))
        held = int(self._session.execute(select(func.count()).select_from(T)).scalar_one())
        if held > MOST_ADDRESSES:
            oldest = select(T.c.mark).order_by(T.c.since).limit(held - MOST_ADDRESSES)
            gone += self._write(delete(T).where(T.c.mark.in_(oldest)))
        return gone
