"""Cases, entries, steps, open debts and clocks (事项、填报、办理记录、欠项、时限)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from jiuji_docs.storage.models.meta import Base, Fen, Instant, Key


class Person(Base):
    """Somebody in need (救助对象); locked first in every step."""

    __tablename__ = "person"
    __table_args__ = (
        Index("ix__person__name", "name", postgresql_ops={"name": "text_pattern_ops"}),
    )
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    #: Normalised ID number, or "unknown:<case number>" where the person has none (身份不明).
    id_number: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(String(50))


class Case(Base):
    """One relief case (救助事项)."""

    __tablename__ = "case"
    __table_args__ = (
        # A worklist reads open cases only; filed ones are a hundred times as many.
        Index(
            "ix__case__worklist",
            "town_id",
            "state",
            "due_at",
            "id",
            sqlite_where=text("closed = 0"),
            postgresql_where=text("closed = false"),
        ),
        Index(
            "ix__case__county_worklist",
            "state",
            "due_at",
            "id",
            sqlite_where=text("closed = 0"),
            postgresql_where=text("closed = false"),
        ),
        Index("ix__case__town", "town_id", "id"),
        # Items sent to a unit (转办), and the items of each register (登记簿): few beside the cases.
        Index(
            "ix__case__receiver",
            "receiver_id",
            "state",
            "due_at",
            "id",
            sqlite_where=text("receiver_id IS NOT NULL"),
            postgresql_where=text("receiver_id IS NOT NULL"),
        ),
        Index(
            "ix__case__register",
            "route",
            "id",
            sqlite_where=text("register = 1"),
            postgresql_where=text("register = true"),
        ),
        Index("ix__case__person", "person_id", "cause"),
    )
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    #: Public number (受理号), e.g. YS-2024-0001; never the primary key.
    number: Mapped[str] = mapped_column(String(40), unique=True)
    pack: Mapped[str] = mapped_column(String(64))
    #: Checksums of the edition it runs on: the one in force at acceptance, until it is moved (换版).
    pack_checksum: Mapped[str] = mapped_column(String(64))
    workflow_checksum: Mapped[str] = mapped_column(String(64))
    route: Mapped[str] = mapped_column(String(40))
    state: Mapped[str] = mapped_column(String(64))
    version: Mapped[int] = mapped_column(default=0)
    town_id: Mapped[str] = mapped_column(ForeignKey("unit.id"))
    village_id: Mapped[str | None] = mapped_column(ForeignKey("unit.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    cause: Mapped[str] = mapped_column(String(40))
    #: 事发日期: with person and cause it says which matter (同一急难事项) this is.
    occurred_on: Mapped[dt.date | None]
    amount: Mapped[Decimal | None] = mapped_column(Fen)
    accepted_at: Mapped[dt.datetime] = mapped_column(Instant)
    decided_at: Mapped[dt.datetime | None] = mapped_column(Instant)
    #: Who returned it last, so the corrected case comes back to that desk.
    returned_by: Mapped[str | None] = mapped_column(String(64))
    #: Earliest due time of the running clocks; kept by those who start and end them.
    due_at: Mapped[dt.datetime | None] = mapped_column(Instant)
    closed: Mapped[bool] = mapped_column(default=False)
    #: The open handover or delegation (转办、委派), if there is one.
    assignment_id: Mapped[int | None] = mapped_column(Key)
    #: The unit the item was last sent to (受转单位).
    receiver_id: Mapped[str | None] = mapped_column(String(64))
    #: Whether it is an item of a register (登记簿) and no relief case.
    register: Mapped[bool] = mapped_column(default=False, server_default=false())


class Entry(Base):
    """One form as entered at one step (填报); a later one of the same form replaces it."""

    __tablename__ = "entry"
    __table_args__ = (UniqueConstraint("case_id", "form", "edition"),)
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    form: Mapped[str] = mapped_column(String(64))
    edition: Mapped[int]
    form_checksum: Mapped[str] = mapped_column(String(64))
    #: Canonical JSON of the plain values.
    body: Mapped[str]
    account_id: Mapped[str] = mapped_column(String(64))
    recorded_at: Mapped[dt.datetime] = mapped_column(Instant)
    voided: Mapped[bool] = mapped_column(default=False)


class Step(Base):
    """One transition taken (办理记录)."""

    __tablename__ = "step"
    __table_args__ = (UniqueConstraint("case_id", "seq"),)
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    #: 1, 2, 3 … within the case, equal to the case's version after the step.
    seq: Mapped[int]
    #: Chosen by the caller; the same key again gives the same answer and no second step.
    idempotency_key: Mapped[str] = mapped_column(String(80), unique=True)
    transition: Mapped[str] = mapped_column(String(64))
    source: Mapped[str] = mapped_column(String(64))
    target: Mapped[str] = mapped_column(String(64))
    account_id: Mapped[str] = mapped_column(String(64))
    #: The absent person for whom a deputy took it (代理).
    on_behalf_of: Mapped[str | None] = mapped_column(String(64))
    comment: Mapped[str] = mapped_column(default="")
    amount: Mapped[Decimal | None] = mapped_column(Fen)
    #: When it happened, and when it was written down: emergency relief is recorded later.
    occurred_at: Mapped[dt.datetime] = mapped_column(Instant)
    recorded_at: Mapped[dt.datetime] = mapped_column(Instant)
    #: Ids of the time limits this step was late for, comma-separated.
    late: Mapped[str] = mapped_column(String(200), default="")
    #: Voided by a later return (退回作废); history keeps it.
    voided: Mapped[bool] = mapped_column(default=False)


class OpenDebt(Base):
    """A debt (欠项) of an emergency case; settled when ``settled_at`` is set."""

    __tablename__ = "debt"
    __table_args__ = (UniqueConstraint("case_id", "debt"),)
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    debt: Mapped[str] = mapped_column(String(64))
    opened_at: Mapped[dt.datetime] = mapped_column(Instant)
    due_at: Mapped[dt.datetime | None] = mapped_column(Instant)
    settled_at: Mapped[dt.datetime | None] = mapped_column(Instant)
    settled_by: Mapped[str | None] = mapped_column(String(64))


class Clock(Base):
    """A running or ended time limit (时限); the due time is derived from budget and start."""

    __tablename__ = "clock"
    __table_args__ = (
        Index("ix__clock__due", "ended_at", "due_at"),
        Index(
            "ix__clock__escalated",
            "escalated_unit",
            "escalated_to",
            "due_at",
            sqlite_where=text("ended_at IS NULL AND escalated_at IS NOT NULL"),
            postgresql_where=text("ended_at IS NULL AND escalated_at IS NOT NULL"),
        ),
    )
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    time_limit: Mapped[str] = mapped_column(String(64))
    budget: Mapped[str] = mapped_column(String(20))
    started_at: Mapped[dt.datetime] = mapped_column(Instant)
    #: None: 未规定, or the clock stands still (中止计时).
    due_at: Mapped[dt.datetime | None] = mapped_column(Instant)
    provisional: Mapped[bool] = mapped_column(default=False)
    ended_at: Mapped[dt.datetime | None] = mapped_column(Instant)
    #: Whether a last calendar day that is a day off moves on (期满日顺延); None counts as yes.
    rolls: Mapped[bool | None]
    #: Numbers of the case's steps that started and ended it.
    started_seq: Mapped[int | None]
    ended_seq: Mapped[int | None]
    #: done, voided where a return undid the step that had started it, or moved (换版) where it is gone.
    end_reason: Mapped[str | None] = mapped_column(String(20))
    #: To which role of which unit it was reported as missed, and when (逾期上报).
    escalated_to: Mapped[str | None] = mapped_column(String(64))
    escalated_unit: Mapped[str | None] = mapped_column(String(64))
    escalated_at: Mapped[dt.datetime | None] = mapped_column(Instant)


class RepeatException(Base):
    """A county officer's reasoned exception from the once-a-year rule (一年一次的例外批准)."""

    __tablename__ = "repeat_exception"
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    id_number: Mapped[str] = mapped_column(String(64), index=True)
    cause: Mapped[str] = mapped_column(String(40))
    occurred_on: Mapped[dt.date]
    reason: Mapped[str]
    account_id: Mapped[str] = mapped_column(String(64))
    granted_at: Mapped[dt.datetime] = mapped_column(Instant)
    used_by_case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"))


class NumberSequence(Base):
    """The next number of a series and year (编号登记簿); its row lock makes numbers gapless."""

    __tablename__ = "number_sequence"
    series: Mapped[str] = mapped_column(String(80), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    last: Mapped[int] = mapped_column(default=0)

    __table_args__ = (CheckConstraint("last >= 0", name="last_not_negative"),)
