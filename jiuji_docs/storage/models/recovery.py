"""Recoveries of relief wrongly drawn, what came back, and exceptions from the ban (追回、停止受理)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from jiuji_docs.storage.models.meta import Base, Fen, Instant, Key


class Recovery(Base):
    """One decision to recover (追回决定); ``received`` never exceeds ``amount``."""

    __tablename__ = "recovery"
    __table_args__ = (
        CheckConstraint("amount > 0", name="amount_positive"),
        CheckConstraint("received >= 0 AND received <= amount", name="received_within_amount"),
        Index("ix__recovery__person", "person_id", "barred_until"),
    )
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    number: Mapped[str] = mapped_column(String(40), unique=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    #: The day the fraud was verified (查实): the ban runs from it.
    found_on: Mapped[dt.date]
    facts: Mapped[str] = mapped_column(String(400))
    basis: Mapped[str] = mapped_column(String(200))
    amount: Mapped[Decimal] = mapped_column(Fen)
    received: Mapped[Decimal] = mapped_column(Fen)
    stopped: Mapped[bool]
    #: Last day without applications; None where nothing is laid down (未规定).
    barred_until: Mapped[dt.date | None]
    #: To whom a severe case was handed over (移交), and when; empty: not handed over.
    transferred_to: Mapped[str] = mapped_column(String(100))
    transferred_at: Mapped[dt.datetime | None] = mapped_column(Instant)
    decided_by: Mapped[str] = mapped_column(String(64))
    decided_at: Mapped[dt.datetime] = mapped_column(Instant)


class RecoveryInstalment(Base):
    """One part of the schedule (退回计划一期)."""

    __tablename__ = "recovery_instalment"
    __table_args__ = (
        UniqueConstraint("recovery_id", "seq"),
        CheckConstraint("amount > 0", name="amount_positive"),
    )
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    recovery_id: Mapped[int] = mapped_column(ForeignKey("recovery.id"))
    seq: Mapped[int]
    due_on: Mapped[dt.date]
    amount: Mapped[Decimal] = mapped_column(Fen)


class RecoveryReceipt(Base):
    """One sum that came back (退款一笔)."""

    __tablename__ = "recovery_receipt"
    __table_args__ = (
        UniqueConstraint("recovery_id", "voucher"),
        CheckConstraint("amount > 0", name="amount_positive"),
    )
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    recovery_id: Mapped[int] = mapped_column(ForeignKey("recovery.id"))
    amount: Mapped[Decimal] = mapped_column(Fen)
    voucher: Mapped[str] = mapped_column(String(30))
    account_id: Mapped[str] = mapped_column(String(64))
    received_at: Mapped[dt.datetime] = mapped_column(Instant)


class BanException(Base):
    """A county officer's reasoned exception from a ban, for one application (紧急情形例外)."""

    __tablename__ = "ban_exception"
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    reason: Mapped[str]
    account_id: Mapped[str] = mapped_column(String(64))
    granted_at: Mapped[dt.datetime] = mapped_column(Instant)
    used_by_case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"))
