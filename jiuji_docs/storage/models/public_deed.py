"""How often an address reported without an account (频次), under a keyed hash, for an hour."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from jiuji_docs.storage.models.meta import Base, Instant


class PublicDeed(Base):
    """One address's count since its first deed; the row is taken away when its hour is over."""

    __tablename__ = "public_deed"
    __table_args__ = (Index("ix__public_deed__since", "since"),)
    #: HMAC of the address under the ledger's key.
    mark: Mapped[str] = mapped_column(String(64), primary_key=True)
    since: Mapped[dt.datetime] = mapped_column(Instant)
    deeds: Mapped[int]
