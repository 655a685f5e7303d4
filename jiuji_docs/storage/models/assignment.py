"""Cases in other hands (转办、委派), opened from one another (子事项), and copies to read (传阅)."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from jiuji_docs.storage.models.meta import Base, Instant, Key


class Assignment(Base):
    """One handover or delegation of a case, from its opening to its end; rows stay as a record."""

    __tablename__ = "assignment"
    __table_args__ = (
        Index(
            "uq__assignment__open",
            "case_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
        Index("ix__assignment__case", "case_id", "id"),
        Index("ix__assignment__to_account", "to_account", "ended_at", "id"),
        Index("ix__assignment__to_unit", "to_unit", "ended_at", "id"),
        Index("ix__assignment__from_account", "from_account", "ended_at", "id"),
    )
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    #: Public number (转办单号), e.g. ZB-2024-0001.
    number: Mapped[str] = mapped_column(String(40), unique=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    #: handover (转办) or delegation (委派)
    kind: Mapped[str] = mapped_column(String(20))
    #: Where the case stood, and the posts of the step (comma-separated).
    state: Mapped[str] = mapped_column(String(64))
    roles: Mapped[str] = mapped_column(String(400))
    from_account: Mapped[str] = mapped_column(ForeignKey("account.id"))
    #: Empty for a unit's desk.
    to_account: Mapped[str | None] = mapped_column(ForeignKey("account.id"))
    to_unit: Mapped[str] = mapped_column(ForeignKey("unit.id"))
    reason: Mapped[str] = mapped_column(String(400))
    opened_at: Mapped[dt.datetime] = mapped_column(Instant)
    due_on: Mapped[dt.date | None]
    #: The receipt (签收), and the answer (答复).
    accepted_at: Mapped[dt.datetime | None] = mapped_column(Instant)
    accepted_by: Mapped[str] = mapped_column(String(64), default="")
    answer: Mapped[str] = mapped_column(String(1000), default="")
    ended_at: Mapped[dt.datetime | None] = mapped_column(Instant)
    ended_by: Mapped[str] = mapped_column(String(64), default="")
    #: done, answered, sent_back or taken_back
    outcome: Mapped[str] = mapped_column(String(20), default="")


class CaseLink(Base):
    """That a case was opened from another (子事项); insert only."""

    __tablename__ = "case_link"
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    parent_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    #: A case has one parent at most.
    child_id: Mapped[int] = mapped_column(ForeignKey("case.id"), unique=True)
    opened_by: Mapped[str] = mapped_column(ForeignKey("account.id"))
    opened_at: Mapped[dt.datetime] = mapped_column(Instant)


class Circulation(Base):
    """A case given to a person or a unit to read, until a day (抄送、传阅)."""

    __tablename__ = "circulation"
    __table_args__ = (
        Index("ix__circulation__case", "case_id", "id"),
        Index("ix__circulation__to_account", "to_account", "until", "id"),
        Index("ix__circulation__to_unit", "to_unit", "until", "id"),
    )
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    from_account: Mapped[str] = mapped_column(ForeignKey("account.id"))
    to_account: Mapped[str | None] = mapped_column(ForeignKey("account.id"))
    to_unit: Mapped[str] = mapped_column(ForeignKey("unit.id"))
    reason: Mapped[str] = mapped_column(String(400), default="")
    sent_at: Mapped[dt.datetime] = mapped_column(Instant)
    #: The first moment at which it may no longer be read.
    until: Mapped[dt.datetime] = mapped_column(Instant)
    ended_by: Mapped[str] = mapped_column(String(64), default="")


class CirculationReceipt(Base):
    """That somebody has read a circulated case (阅知回执)."""

    __tablename__ = "circulation_receipt"
    __table_args__ = (UniqueConstraint("circulation_id", "account_id"),)
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    circulation_id: Mapped[int] = mapped_column(ForeignKey("circulation.id"))
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"))
    read_at: Mapped[dt.datetime] = mapped_column(Instant)
