"""The ledger of everything that happened (台账): a hash chain in the business transaction."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from jiuji_docs.storage.models.meta import Base, Instant, Key


class LedgerEntry(Base):
    """One event; ``hash`` is the HMAC-SHA-256 of ``previous`` and ``body``. Insert only."""

    __tablename__ = "ledger"
    seq: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=False)
    previous: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64), unique=True)
    #: Canonical JSON: kind, actor, case number, digests. No personal data in clear.
    body: Mapped[str]
    at: Mapped[dt.datetime] = mapped_column(Instant)


class LedgerHead(Base):
    """The single row that is locked to append: count and last hash."""

    __tablename__ = "ledger_head"
    id: Mapped[int] = mapped_column(primary_key=True)
    seq: Mapped[int]
    hash: Mapped[str] = mapped_column(String(64))
