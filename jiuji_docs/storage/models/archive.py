"""Filed cases (归档)."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from jiuji_docs.storage.models.meta import Base, Instant, Key


class Filing(Base):
    """One case file in the archives (归档件)."""

    __tablename__ = "filing"
    __table_args__ = (UniqueConstraint("fonds", "year", "retention", "item"),)
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), unique=True)
    #: 全宗号
    fonds: Mapped[str] = mapped_column(String(10))
    year: Mapped[int]
    #: 保管期限: Y, D30 or D10
    retention: Mapped[str] = mapped_column(String(4))
    #: 件号, gapless within fonds, year and retention
    item: Mapped[int]
    #: 档号
    reference: Mapped[str] = mapped_column(String(60), unique=True)
    pages: Mapped[int]
    #: JSON list of the documents filed, in order: paper, title, number, pages, pdf_hash.
    contents: Mapped[str]
    filed_by: Mapped[str] = mapped_column(String(64))
    filed_at: Mapped[dt.datetime] = mapped_column(Instant)
