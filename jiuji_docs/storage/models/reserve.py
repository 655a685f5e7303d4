"""A town's reserve, its entries and what the town asks the county for (备用金、台账、请拨核销)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from jiuji_docs.storage.models.meta import Base, Fen, Instant, Key


class ReserveFund(Base):
    """One town's reserve (备用金); locked after the person and before the case."""

    __tablename__ = "reserve_fund"
    __table_args__ = (CheckConstraint("balance >= 0", name="balance_not_negative"),)
    town_id: Mapped[str] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    balance: Mapped[Decimal] = mapped_column(Fen)
    #: How many entries there are: the number of the last one.
    entries: Mapped[int]
    #: Below this the town and the county are told (低额提醒线); None: nobody set one.
    low_line: Mapped[Decimal | None] = mapped_column(Fen)


class ReserveEntry(Base):
    """One entry of a reserve's ledger (台账一笔); never changed but for the request that settles it."""

    __tablename__ = "reserve_entry"
    __table_args__ = (
        UniqueConstraint("town_id", "seq"),
        CheckConstraint("amount > 0", name="amount_positive"),
        CheckConstraint("balance >= 0", name="balance_not_negative"),
        Index("ix__reserve_entry__case", "case_id"),
    )
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    town_id: Mapped[str] = mapped_column(ForeignKey("reserve_fund.town_id"))
    seq: Mapped[int]
    #: opening, top_up, settlement, refund, relief or give_back
    kind: Mapped[str] = mapped_column(String(20))
    amount: Mapped[Decimal] = mapped_column(Fen)
    #: The balance after it.
    balance: Mapped[Decimal] = mapped_column(Fen)
    purpose: Mapped[str] = mapped_column(String(200))
    basis: Mapped[str] = mapped_column(String(200))
    approved_by: Mapped[str] = mapped_column(String(64))
    handled_by: Mapped[str] = mapped_column(String(64))
    occurred_at: Mapped[dt.datetime] = mapped_column(Instant)
    recorded_at: Mapped[dt.datetime] = mapped_column(Instant)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"))
    #: The request that brought it, or under which relief was settled (核销).
    request_id: Mapped[int | None] = mapped_column(ForeignKey("reserve_request.id"))


class ReserveRequest(Base):
    """What a town asks for (请拨、核销). ``state``: requested, approved, refused, paid."""

    __tablename__ = "reserve_request"
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    number: Mapped[str] = mapped_column(String(40), unique=True)
    town_id: Mapped[str] = mapped_column(ForeignKey("reserve_fund.town_id"), index=True)
    state: Mapped[str] = mapped_column(String(20))
    period_from: Mapped[dt.date]
    period_to: Mapped[dt.date]
    #: Entries of relief settled by it, and their sum.
    people: Mapped[int]
    settled: Mapped[Decimal] = mapped_column(Fen)
    #: What the reserve held when it was asked, and what is asked for on top.
    balance: Mapped[Decimal] = mapped_column(Fen)
    requested: Mapped[Decimal] = mapped_column(Fen)
    reason: Mapped[str] = mapped_column(String(200))
    requested_by: Mapped[str] = mapped_column(String(64))
    requested_at: Mapped[dt.datetime] = mapped_column(Instant)
    opinion: Mapped[str] = mapped_column(String(200), default="")
    decided_by: Mapped[str | None] = mapped_column(String(64))
    decided_at: Mapped[dt.datetime | None] = mapped_column(Instant)
    paid_by: Mapped[str | None] = mapped_column(String(64))
    paid_at: Mapped[dt.datetime | None] = mapped_column(Instant)
