"""Published editions of packs, and which case moved from one to another (政策包版本)."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from jiuji_docs.storage.models.meta import Base, Instant, Key


class PackEdition(Base):
    """One published edition of a pack (已发布版本). Insert only; triggers hold that."""

    __tablename__ = "pack_edition"
    __table_args__ = (UniqueConstraint("pack", "number"),)
    #: The pack's own checksum, which a case pins.
    checksum: Mapped[str] = mapped_column(String(64), primary_key=True)
    pack: Mapped[str] = mapped_column(String(64))
    #: 1, 2, 3 … within the pack (第几版).
    number: Mapped[int]
    #: Policy, workflow, forms, enumerations and digests of templates, as ``definitions.edition`` writes them.
    content: Mapped[str]
    #: SHA-256 of ``content``; the ledger has it too.
    digest: Mapped[str] = mapped_column(String(64))
    #: Cases are opened under it from this day on, in Beijing.
    in_force_from: Mapped[dt.date]
    published_at: Mapped[dt.datetime] = mapped_column(Instant)
    #: An account, or "system" for what set-up published.
    published_by: Mapped[str] = mapped_column(String(64))


class EditionMove(Base):
    """A running case that was moved to another edition (换版). Insert only."""

    __tablename__ = "edition_move"
    __table_args__ = (UniqueConstraint("case_id", "seq"),)
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    #: The case's step that says it; steps up to it are told in the old edition's words.
    seq: Mapped[int]
    old_checksum: Mapped[str] = mapped_column(String(64))
    new_checksum: Mapped[str] = mapped_column(String(64))
    account_id: Mapped[str] = mapped_column(String(64))
    moved_at: Mapped[dt.datetime] = mapped_column(Instant)
