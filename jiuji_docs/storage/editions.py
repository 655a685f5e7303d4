"""Keep the published editions of packs, and which case moved between them (政策包版本)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from sqlalchemy import bindparam, false, func, select

from jiuji_docs.storage.prepared import Prepared
from jiuji_docs.storage.repository import AnyRow, Repository
from jiuji_docs.storage.tables import CASE, EDITION_MOVE, PACK_EDITION

#: Everything but the long text.
_HEAD: tuple[Any, ...] = tuple(
    column for column in PACK_EDITION.c if column.name not in ("content", "digest")
)
_HEADS = Prepared(select(*_HEAD).order_by(PACK_EDITION.c.pack, PACK_EDITION.c.number))
_ONE = Prepared(select(PACK_EDITION).where(PACK_EDITION.c.checksum == bindparam("checksum")))

_MOVES = Prepared(
    select(EDITION_MOVE)
    .where(EDITION_MOVE.c.case_id == bindparam("case_id"))
    .order_by(EDITION_MOVE.c.seq)
)


class EditionRepository(Repository):
    """Rows of ``pack_edition`` and ``edition_move``: added, never changed."""

    def publish(
        self,
        *,
        checksum: str,
        pack: str,
        content: str,
        digest: str,
        in_force_from: dt.date,
        at: dt.datetime,
        by: str,
    ) -> int:
        """Add an edition and return its number within the pack, from 1.

        Two that are published at once break the unique number; the unit of work tries again.
        """
        newest = select(func.max(PACK_EDITION.c.number)).where(PACK_EDITION.c.pack == pack)
        number = int(self._session.execute(newest).scalar_one() or 0) + 1
        self._add(
            PACK_EDITION,
            {
                "checksum": checksum,
                "pack": pack,
                "number": number,
                "content": content,
                "digest": digest,
                "in_force_from": in_force_from,
                "published_at": at,
                "published_by": by,
            },
        )
        return number

    def heads(self) -> list[AnyRow]:
        """Return every edition without its text, pack by pack, oldest first."""
        return self._read(_HEADS)

    def find(self, checksum: str) -> AnyRow | None:
        """Return an edition with its text, or None."""
        found = self._read(_ONE, checksum=checksum)
        return found[0] if found else None

    def is_in_use(self, checksum: str) -> bool:
        """Say whether a case that is not closed runs on this edition."""
        running = select(CASE.c.id).where(
            CASE.c.pack_checksum == checksum, CASE.c.closed == false()
        )
        return self._session.execute(running.limit(1)).first() is not None

    def counts(self, pack: str) -> Mapping[str, tuple[int, int]]:
        """Return (open, all) cases of a pack by the checksum they carry."""
        is_open = func.count().filter(CASE.c.closed == false())
        statement = (
            select(CASE.c.pack_checksum, is_open, func.count())
            .where(CASE.c.pack == pack)
            .group_by(CASE.c.pack_checksum)
        )
        rows: list[Any] = self._all(statement)
        return {row[0]: (int(row[1]), int(row[2])) for row in rows}

    def pinned(self, beginning: str) -> list[tuple[str, str]]:
        """Return (pack, checksum) of what cases pin that begins like this; reads every case."""
        statement = select(CASE.c.pack, CASE.c.pack_checksum).distinct()
        found = statement.where(CASE.c.pack_checksum.startswith(beginning, autoescape=True))
        rows: list[Any] = self._all(found)
        return [(row[0], row[1]) for row in rows]

    def open_cases(self, checksum: str) -> list[str]:
        """Return the numbers of the cases on an edition that are not closed, oldest first."""
        running = select(CASE.c.number).where(
            CASE.c.pack_checksum == checksum, CASE.c.closed == false()
        )
        return list(self._session.execute(running.order_by(CASE.c.id)).scalars())

    def add_move(self, **values: Any) -> None:
        """Keep that a case was moved to another edition."""
        self._add(EDITION_MOVE, values)

    def moves(self, case_id: int) -> list[AnyRow]:
        """Return the moves of a case, oldest first."""
        return self._read(_MOVES, case_id=case_id)
