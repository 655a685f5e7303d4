"""What a clock went through: suspensions, changes of its due time, and what it said (时限台账)."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from jiuji_docs.storage.models.meta import Base, Instant, Key


class ClockSuspension(Base):
    """A period in which a clock stands still (中止计时); without ``to_at`` it does now."""

    __tablename__ = "clock_suspension"
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    clock_id: Mapped[int] = mapped_column(ForeignKey("clock.id"), index=True)
    from_at: Mapped[dt.datetime] = mapped_column(Instant)
    to_at: Mapped[dt.datetime | None] = mapped_column(Instant)
    reason: Mapped[str] = mapped_column(String(200))
    #: Number of the case's step that began it, and of the one that ended it.
    from_seq: Mapped[int]
    to_seq: Mapped[int | None]


class DueChange(Base):
    """A due time that was derived anew (到期日更正), and why."""

    __tablename__ = "due_change"
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    clock_id: Mapped[int] = mapped_column(ForeignKey("clock.id"), index=True)
    #: None: it stood still, or nobody set a time.
    old_due_at: Mapped[dt.datetime | None] = mapped_column(Instant)
    new_due_at: Mapped[dt.datetime | None] = mapped_column(Instant)
    provisional: Mapped[bool]
    reason: Mapped[str] = mapped_column(String(200))
    changed_at: Mapped[dt.datetime] = mapped_column(Instant)


class Rung(Base):
    """One thing a clock says once: a reminder, that it is missed, one 催办 (提醒、逾期、催办).

    ``state``: waiting, held (the clock stands still), fired, passed_over (a later one was said
    instead), dropped (the clock ended first), withdrawn (said, but the due time moved on since).
    """

    __tablename__ = "rung"
    __table_args__ = (
        UniqueConstraint("clock_id", "name"),
        Index(
            "ix__rung__waiting",
            "run_at",
            "id",
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
    )
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    clock_id: Mapped[int] = mapped_column(ForeignKey("clock.id"))
    name: Mapped[str] = mapped_column(String(40))
    run_at: Mapped[dt.datetime] = mapped_column(Instant)
    state: Mapped[str] = mapped_column(String(20), default="waiting")
    done_at: Mapped[dt.datetime | None] = mapped_column(Instant)
    #: Who was told, in Chinese, for the case's page.
    told: Mapped[str] = mapped_column(String(200), default="")
