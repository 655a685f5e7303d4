"""Bundles that were asked for on the page: of which unit and day, and how far they are (打印册)."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from jiuji_docs.storage.models.meta import Base, Instant, Key


class BundleOrder(Base):
    """One bundle. ``state``: making, done, failed; its file stands beside the store, not in it."""

    __tablename__ = "bundle_order"
    __table_args__ = (Index("ix__bundle_order__account", "account_id", "id"),)
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"))
    unit_id: Mapped[str] = mapped_column(ForeignKey("unit.id"))
    day: Mapped[dt.date]
    duplex: Mapped[bool]
    state: Mapped[str] = mapped_column(String(20))
    #: What is being done (印制、整理、装订), how much of it is done, of how much.
    stage: Mapped[str] = mapped_column(String(20), default="")
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    sides: Mapped[int] = mapped_column(default=0)
    papers: Mapped[int] = mapped_column(default=0)
    #: JSON: [key, number, papers] of each case in it; what could not be printed.
    cases: Mapped[str] = mapped_column(default="[]")
    missing: Mapped[str] = mapped_column(default="[]")
    error: Mapped[str] = mapped_column(String(400), default="")
    asked_at: Mapped[dt.datetime] = mapped_column(Instant)
    finished_at: Mapped[dt.datetime | None] = mapped_column(Instant)
