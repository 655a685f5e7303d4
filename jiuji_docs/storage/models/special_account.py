"""The special account of relief money and its entries (专账、专账流水)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from jiuji_docs.storage.models.meta import Base, Fen, Instant, Key


class SpecialAccount(Base):
    """The county's one account of relief money (专账); its row is the lock."""

    __tablename__ = "special_account"
    __table_args__ = (CheckConstraint("balance >= 0", name="balance_not_negative"),)
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    balance: Mapped[Decimal] = mapped_column(Fen)
    entries: Mapped[int]


class SpecialEntry(Base):
    """One movement (一笔流水). ``kind``: a key of ``domain.funds.special_account.KINDS``."""

    __tablename__ = "special_entry"
    __table_args__ = (
        CheckConstraint("amount > 0", name="amount_positive"),
        CheckConstraint("balance >= 0", name="balance_not_negative"),
    )
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    seq: Mapped[int] = mapped_column(unique=True)
    kind: Mapped[str] = mapped_column(String(20))
    amount: Mapped[Decimal] = mapped_column(Fen)
    #: The balance after it.
    balance: Mapped[Decimal] = mapped_column(Fen)
    basis: Mapped[str] = mapped_column(String(200))
    account_id: Mapped[str] = mapped_column(String(64))
    recorded_at: Mapped[dt.datetime] = mapped_column(Instant)
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("payment_batch.id"), index=True)
