"""Who acts for whom while somebody is away (代理)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from jiuji_docs.storage.models.meta import Base, Fen, Instant, Key


class Deputy(Base):
    """One deputyship, from its appointment to its end; rows stay as a record."""

    __tablename__ = "deputy"
    __table_args__ = (
        Index("ix__deputy__deputy", "deputy_id", "to_at"),
        Index("ix__deputy__principal", "principal_id", "to_at"),
    )
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    principal_id: Mapped[str] = mapped_column(ForeignKey("account.id"))
    deputy_id: Mapped[str] = mapped_column(ForeignKey("account.id"))
    from_at: Mapped[dt.datetime] = mapped_column(Instant)
    #: The first moment at which it is over.
    to_at: Mapped[dt.datetime] = mapped_column(Instant)
    #: Comma-separated roles and transitions it is limited to; empty for all of the absent person's.
    roles: Mapped[str] = mapped_column(String(400), default="")
    steps: Mapped[str] = mapped_column(String(2000), default="")
    #: The largest amount of a case the deputy may move on; None for no limit.
    ceiling: Mapped[Decimal | None] = mapped_column(Fen)
    reason: Mapped[str] = mapped_column(String(200), default="")
    appointed_by: Mapped[str] = mapped_column(String(64))
    appointed_at: Mapped[dt.datetime] = mapped_column(Instant)
    #: Ended before its period was over, and by whom.
    ended_at: Mapped[dt.datetime | None] = mapped_column(Instant)
    ended_by: Mapped[str] = mapped_column(String(64), default="")
