"""What was done of scheduled duties, and rosters by version (定期任务、名册)."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from jiuji_docs.storage.models.meta import Base, Instant, Key


class DutyRecord(Base):
    """That a unit did a duty of a period, with a note and a file; voided by mistake, never deleted."""

    __tablename__ = "duty_record"
    __table_args__ = (Index("ix__duty_record__unit", "unit_id", "pack", "duty", "period", "id"),)
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    pack: Mapped[str] = mapped_column(String(64))
    duty: Mapped[str] = mapped_column(String(64))
    unit_id: Mapped[str] = mapped_column(ForeignKey("unit.id"))
    #: Key of the period, such as 2024-Q1; empty where no period is set.
    period: Mapped[str] = mapped_column(String(12))
    done_on: Mapped[dt.date]
    note: Mapped[str] = mapped_column(String(500))
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"))
    recorded_at: Mapped[dt.datetime] = mapped_column(Instant)
    #: The evidence: name, kind and SHA-256 of the stored file; empty without one.
    file_name: Mapped[str] = mapped_column(String(200), default="")
    media_type: Mapped[str] = mapped_column(String(80), default="")
    sha256: Mapped[str] = mapped_column(String(64), default="")
    voided_by: Mapped[str] = mapped_column(String(64), default="")
    void_reason: Mapped[str] = mapped_column(String(200), default="")
    #: The form of the duty and the JSON of what was entered on it; None without one.
    form: Mapped[str | None] = mapped_column(String(64))
    entry: Mapped[str | None]


class DutyFile(Base):
    """One further file of a record (照片、扫描件); insert only."""

    __tablename__ = "duty_file"
    __table_args__ = (UniqueConstraint("record_id", "place"),)
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    record_id: Mapped[int] = mapped_column(ForeignKey("duty_record.id"))
    #: 2, 3 …; the first file stands in the record.
    place: Mapped[int]
    file_name: Mapped[str] = mapped_column(String(200))
    media_type: Mapped[str] = mapped_column(String(80))
    sha256: Mapped[str] = mapped_column(String(64))


class RosterVersion(Base):
    """One version of a unit's roster, in force from a day; insert only."""

    __tablename__ = "roster_version"
    __table_args__ = (UniqueConstraint("unit_id", "pack", "roster", "version"),)
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    pack: Mapped[str] = mapped_column(String(64))
    roster: Mapped[str] = mapped_column(String(64))
    unit_id: Mapped[str] = mapped_column(ForeignKey("unit.id"))
    version: Mapped[int]
    valid_from: Mapped[dt.date]
    note: Mapped[str] = mapped_column(String(200), default="")
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"))
    recorded_at: Mapped[dt.datetime] = mapped_column(Instant)


class RosterMember(Base):
    """One line of a version; insert only."""

    __tablename__ = "roster_member"
    __table_args__ = (UniqueConstraint("version_id", "place"),)
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("roster_version.id"))
    place: Mapped[int]
    name: Mapped[str] = mapped_column(String(50))
    unit: Mapped[str] = mapped_column(String(60), default="")
    post: Mapped[str] = mapped_column(String(50), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    position: Mapped[str] = mapped_column(String(50), default="")
    first_day: Mapped[dt.date | None]
    last_day: Mapped[dt.date | None]
