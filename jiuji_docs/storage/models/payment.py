"""Payments and payment batches (发放与批次)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from jiuji_docs.storage.models.meta import Base, Fen, Instant, Key


class PaymentBatch(Base):
    """One list sent to the bank (发放批次). ``state``: drafted, reviewed, sent, closed."""

    __tablename__ = "payment_batch"
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    number: Mapped[str] = mapped_column(String(40), unique=True)
    state: Mapped[str] = mapped_column(String(20))
    rows: Mapped[int]
    total: Mapped[Decimal] = mapped_column(Fen)
    #: SHA-256 of the CSV handed to the bank; empty before export.
    file_hash: Mapped[str] = mapped_column(String(64), default="")
    #: In which bank's format it was sent (银行文件格式); its answer is read in the same.
    bank_format: Mapped[str] = mapped_column(String(40), server_default="standard")
    made_by: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[dt.datetime] = mapped_column(Instant)
    reviewed_by: Mapped[str | None] = mapped_column(String(64))
    reviewed_at: Mapped[dt.datetime | None] = mapped_column(Instant)
    returned_at: Mapped[dt.datetime | None] = mapped_column(Instant)


class Payment(Base):
    """One sum to one account (发放). ``state``: waiting, batched, paid, failed, replaced."""

    __tablename__ = "payment"
    __table_args__ = (
        CheckConstraint("amount > 0", name="amount_positive"),
        Index("ix__payment__state", "state", "id"),
    )
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    amount: Mapped[Decimal] = mapped_column(Fen)
    #: card, passbook or cash
    method: Mapped[str] = mapped_column(String(20))
    payee: Mapped[str] = mapped_column(String(50))
    bank: Mapped[str] = mapped_column(String(100), default="")
    bank_account: Mapped[str] = mapped_column(String(40), default="")
    state: Mapped[str] = mapped_column(String(20))
    #: Out of which money: fund (专账), or reserve where the town's reserve paid first (备用金).
    source: Mapped[str] = mapped_column(String(20), server_default="fund")
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("payment_batch.id"), index=True)
    row: Mapped[int | None]
    failure: Mapped[str] = mapped_column(String(200), default="")
    #: The failed payment this one replaces; unique, so a failed row is re-issued once.
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("payment.id"), unique=True)
    created_at: Mapped[dt.datetime] = mapped_column(Instant)
    settled_at: Mapped[dt.datetime | None] = mapped_column(Instant)
