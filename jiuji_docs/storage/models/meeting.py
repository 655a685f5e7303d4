"""Meetings that decide cases: who sits, the agenda, departments' shares, the minutes (联席会议)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from jiuji_docs.storage.models.meta import Base, Fen, Instant, Key


class Meeting(Base):
    """One meeting. ``state``: prepared, held, cancelled; after it was held only its papers change."""

    __tablename__ = "meeting"
    __table_args__ = (Index("ix__meeting__unit", "unit_id", "id"),)
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    #: Public number, e.g. HY-2024-0001; the minutes have a number of their own.
    number: Mapped[str] = mapped_column(String(40), unique=True)
    pack: Mapped[str] = mapped_column(String(64))
    #: Id of the pack's ``[[meeting]]``.
    kind: Mapped[str] = mapped_column(String(64))
    unit_id: Mapped[str] = mapped_column(ForeignKey("unit.id"))
    name: Mapped[str] = mapped_column(String(80))
    session: Mapped[str] = mapped_column(String(40), default="")
    planned_at: Mapped[dt.datetime] = mapped_column(Instant)
    place: Mapped[str] = mapped_column(String(100))
    convener: Mapped[str] = mapped_column(String(50))
    #: The convener's account; None when the convener has none and signs on paper.
    convener_account: Mapped[str | None] = mapped_column(ForeignKey("account.id"))
    recorder: Mapped[str] = mapped_column(String(50), default="")
    copied_to: Mapped[str] = mapped_column(String(200), default="")
    state: Mapped[str] = mapped_column(String(20))
    version: Mapped[int] = mapped_column(default=1)
    made_by: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[dt.datetime] = mapped_column(Instant)
    held_at: Mapped[dt.datetime | None] = mapped_column(Instant)
    minutes_number: Mapped[str] = mapped_column(String(40), default="")
    #: Who issued the minutes (签发): an account; and the day the convener signed on paper, if so.
    issued_by: Mapped[str] = mapped_column(String(64), default="")
    issued_at: Mapped[dt.datetime | None] = mapped_column(Instant)
    signed_on: Mapped[dt.date | None]
    #: Canonical JSON of the frozen document and of the frozen sheet (F26), and their SHA-256.
    content: Mapped[str] = mapped_column(default="")
    sheet: Mapped[str] = mapped_column(default="")
    content_hash: Mapped[str] = mapped_column(String(64), default="")
    #: Empty, printing, printed, failed.
    paper_state: Mapped[str] = mapped_column(String(20), default="")
    pdf_hash: Mapped[str] = mapped_column(String(64), default="")
    docx_hash: Mapped[str] = mapped_column(String(64), default="")
    sheet_hash: Mapped[str] = mapped_column(String(64), default="")
    findings: Mapped[str] = mapped_column(default="[]")
    #: The minutes signed on paper (签字件), kept as brought: name, kind, SHA-256 and pages; None without one.
    signed_name: Mapped[str | None] = mapped_column(String(200))
    signed_media: Mapped[str | None] = mapped_column(String(80))
    signed_hash: Mapped[str | None] = mapped_column(String(64))
    signed_pages: Mapped[int] = mapped_column(default=0, server_default="0")


class MeetingPerson(Base):
    """One person who was invited (参会人员), whether or not with an account here."""

    __tablename__ = "meeting_person"
    __table_args__ = (UniqueConstraint("meeting_id", "place"),)
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    place: Mapped[int]
    unit: Mapped[str] = mapped_column(String(60))
    name: Mapped[str] = mapped_column(String(50))
    post: Mapped[str] = mapped_column(String(50), default="")
    #: present, excused, observing
    attendance: Mapped[str] = mapped_column(String(20))


class MeetingItem(Base):
    """One case on an agenda (议题). ``state``: open, carried, adjourned, kept, dropped."""

    __tablename__ = "meeting_item"
    __table_args__ = (
        UniqueConstraint("meeting_id", "place"),
        # A case waits on one agenda at most.
        Index(
            "uq__meeting_item__open",
            "case_id",
            unique=True,
            sqlite_where=text("state = 'open'"),
            postgresql_where=text("state = 'open'"),
        ),
        Index("ix__meeting_item__case", "case_id", "id"),
    )
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    place: Mapped[int]
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    state: Mapped[str] = mapped_column(String(20))
    decision: Mapped[str] = mapped_column(String(20), default="")
    resolution: Mapped[str] = mapped_column(String(400), default="")
    amount: Mapped[Decimal | None] = mapped_column(Fen)
    way: Mapped[str] = mapped_column(String(20), default="consensus")
    in_favour: Mapped[int] = mapped_column(default=0)
    against: Mapped[int] = mapped_column(default=0)
    abstain: Mapped[int] = mapped_column(default=0)
    #: JSON: names of who withdrew; raw values of fields the minutes do not fill, by path.
    recused: Mapped[str] = mapped_column(default="[]")
    entries: Mapped[str] = mapped_column(default="{}")
    return_target: Mapped[str] = mapped_column(String(64), default="")
    #: Why the case could not move (留在议程的原因).
    reason: Mapped[str] = mapped_column(String(400), default="")
    #: The step of the case that carried it out.
    step_seq: Mapped[int | None]


class MeetingShare(Base):
    """What one department takes on of an item (承担事项)."""

    __tablename__ = "meeting_share"
    __table_args__ = (UniqueConstraint("item_id", "place"),)
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("meeting_item.id"))
    place: Mapped[int]
    department: Mapped[str] = mapped_column(String(60))
    measure: Mapped[str] = mapped_column(String(200))
    amount: Mapped[Decimal | None] = mapped_column(Fen)
    due_on: Mapped[dt.date | None]
