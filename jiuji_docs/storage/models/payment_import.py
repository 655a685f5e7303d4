"""Payment sheets taken or refused, and payments found outside the system (发放表导入、系统外发放)."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from jiuji_docs.storage.models.meta import Base, Instant, Key


class PaymentImport(Base):
    """One sheet as it was judged (导入记录): taken whole as a batch, or refused whole."""

    __tablename__ = "payment_import"
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    number: Mapped[str] = mapped_column(String(40), unique=True)
    file_name: Mapped[str] = mapped_column(String(200))
    file_hash: Mapped[str] = mapped_column(String(64))
    rows: Mapped[int]
    #: How many rows have a reason against them; 0 when it was taken.
    wrong: Mapped[int]
    #: JSON: one {row, column, code, message} per reason; no names or numbers of people.
    findings: Mapped[str]
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("payment_batch.id"))
    account_id: Mapped[str] = mapped_column(String(64))
    taken_at: Mapped[dt.datetime] = mapped_column(Instant)


class OffSystemPayment(Base):
    """A payment without a case (系统外发放), as a sheet showed it. ``state``: open, explained, transferred."""

    __tablename__ = "off_system_payment"
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    import_id: Mapped[int] = mapped_column(ForeignKey("payment_import.id"), index=True)
    row: Mapped[int]
    payee: Mapped[str] = mapped_column(String(50))
    #: What the sheet says, as text: it need not be a sum.
    amount: Mapped[str] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(20), index=True)
    #: What was found out about it, and by whom.
    note: Mapped[str] = mapped_column(String(200), default="")
    closed_by: Mapped[str | None] = mapped_column(String(64))
    closed_at: Mapped[dt.datetime | None] = mapped_column(Instant)
    found_at: Mapped[dt.datetime] = mapped_column(Instant)
    #: Keyed hash of name, number, account and sum: a sheet brought again flags nothing twice.
    fingerprint: Mapped[str] = mapped_column(String(64), unique=True)
