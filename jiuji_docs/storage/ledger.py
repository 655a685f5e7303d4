"""Append to the ledger (台账) in the transaction of what it tells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import bindparam, insert, select, update

from jiuji_docs.domain.canonical import canonical
from jiuji_docs.domain.ledger import chain
from jiuji_docs.storage.core_session import CoreSession
from jiuji_docs.storage.prepared import Prepared
from jiuji_docs.storage.repository import AnyRow, Repository
from jiuji_docs.storage.tables import LEDGER, LEDGER_HEAD

#: Entries read at a time.
PAGE = 2000
#: The key of the one row of ``ledger_head``.
_HEAD = 1
_HEAD_ROW = select(LEDGER_HEAD).where(LEDGER_HEAD.c.id == _HEAD)
_LOCKED_HEAD = Prepared(_HEAD_ROW.with_for_update())
_ADD = Prepared(insert(LEDGER).values({column.name: bindparam(column.name) for column in LEDGER.c}))
_MOVE_HEAD = Prepared(
    update(LEDGER_HEAD)
    .where(LEDGER_HEAD.c.id == _HEAD)
    .values(seq=bindparam("seq"), hash=bindparam("hash"))
)


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class LedgerRepository(Repository):
    """Rows of ``ledger`` under a secret *key* that is not in the database.

    Append last in a transaction: the head is locked until it ends, and everybody else's append
    waits for it.
    """

    def __init__(
        self, session: CoreSession, key: bytes, clock: Callable[[], dt.datetime] = _now
    ) -> None:
        super().__init__(session)
        self._key, self._clock = key, clock
        self._locked: tuple[int, str] | None = None

    def append(self, kind: str, actor: str, /, **facts: Any) -> int:
        """Append one event and return its number, from 1 without gaps.

        The body is canonical JSON {seq, at, kind, actor, facts}; give digests instead of personal
        data.
        """
        seq, last = self._lock_head()
        entry = self._entry(seq + 1, last, kind, actor, facts)
        self._carry_out(_ADD, **entry)
        self._move_head(seq + 1, entry["hash"])
        return seq + 1

    def append_all(self, kind: str, actor: str, events: Sequence[Mapping[str, Any]]) -> None:
        """Append many events at once, each with its own number, in the order given."""
        if not events:
            return
        (seq, last), entries = self._lock_head(), []
        for facts in events:
            seq += 1
            entries.append(self._entry(seq, last, kind, actor, facts))
            last = entries[-1]["hash"]
        self._write(insert(LEDGER), entries)
        self._move_head(seq, last)

    def _entry(
        self, seq: int, previous: str, kind: str, actor: str, facts: Mapping[str, Any]
    ) -> dict[str, Any]:
        at = self._clock()
        body = canonical({"seq": seq, "at": at, "kind": kind, "actor": actor, "facts": dict(facts)})
        digest = chain(previous, body, self._key)
        return {"seq": seq, "previous": previous, "hash": digest, "body": body, "at": at}

    def entries(self) -> Iterator[AnyRow]:
        """Give every entry in order: seq, previous, hash, body, at; a page in memory at a time."""
        last, page = 0, select(LEDGER).order_by(LEDGER.c.seq).limit(PAGE)
        while rows := self._all(page.where(LEDGER.c.seq > last)):
            yield from rows
            last = rows[-1].seq

    def entries_of_kind(self, kind: str) -> list[AnyRow]:
        """Return the entries of one kind in order; for kinds of which there are few."""
        named = LEDGER.c.body.contains(f'"kind":"{kind}"', autoescape=True)
        return self._all(select(LEDGER).where(named).order_by(LEDGER.c.seq))

    def began(self) -> dt.datetime | None:
        """Return the moment of the first entry, or None before there is any."""
        row = self._one_or_none(select(LEDGER.c.at).where(LEDGER.c.seq == 1))
        return None if row is None else row.at

    def head(self) -> tuple[int, str]:
        """Return (count, hash of the last entry); keep it elsewhere as the anchor."""
        row = self._one(_HEAD_ROW, "ledger_head")
        return row.seq, row.hash

    def _lock_head(self) -> tuple[int, str]:
        """Return (count, last hash), from the database once: nobody else moves it until this ends."""
        if self._locked is None:
            row = self._read_one(_LOCKED_HEAD, "ledger_head")
            self._locked = row.seq, row.hash
        return self._locked

    def _move_head(self, seq: int, last: str) -> None:
        self._carry_out(_MOVE_HEAD, seq=seq, hash=last)
        self._locked = seq, last
