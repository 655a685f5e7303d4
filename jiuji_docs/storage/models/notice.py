"""What the program or a colleague tells people at a desk (提醒)."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from jiuji_docs.storage.models.meta import Base, Instant, Key


class Notice(Base):
    """One notice to one person, or to whoever holds a role in a unit (提醒).

    Either ``account_id`` is set, or ``role`` and ``unit_id`` are. It informs and decides nothing.
    """

    __tablename__ = "notice"
    __table_args__ = (
        Index("ix__notice__account", "account_id", "read_at", "id"),
        Index("ix__notice__desk", "unit_id", "role", "read_at", "id"),
    )
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    account_id: Mapped[str | None] = mapped_column(ForeignKey("account.id"))
    role: Mapped[str] = mapped_column(String(64), default="")
    unit_id: Mapped[str | None] = mapped_column(ForeignKey("unit.id"))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"), index=True)
    #: A word of the program, such as remind, overdue, chase, due_changed or urge.
    kind: Mapped[str] = mapped_column(String(40))
    text: Mapped[str] = mapped_column(String(400))
    created_at: Mapped[dt.datetime] = mapped_column(Instant)
    read_at: Mapped[dt.datetime | None] = mapped_column(Instant)
    #: Whose reading it was: a desk's notice is read by one for all.
    read_by: Mapped[str] = mapped_column(String(64), default="")
    #: What may be told only once: the same words asked for again change nothing.
    dedup: Mapped[str] = mapped_column(String(200), unique=True)
