"""Filed cases and official documents (归档)."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
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


class DossierFiling(Base):
    """One official document in the archives (归档件), of the unit that filed it. Insert only."""

    __tablename__ = "dossier_filing"
    __table_args__ = (
        UniqueConstraint("fonds", "year", "retention", "office", "item"),
        Index("ix__dossier_filing__unit", "unit_id", "year"),
    )
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), unique=True)
    unit_id: Mapped[str] = mapped_column(ForeignKey("unit.id"))
    #: 全宗号
    fonds: Mapped[str] = mapped_column(String(10))
    #: The year the document was made in (年度).
    year: Mapped[int]
    #: 保管期限
    retention: Mapped[str] = mapped_column(String(4))
    #: 机构（问题）, empty for none
    office: Mapped[str] = mapped_column(String(12))
    #: 件号, gapless within fonds, year, retention and office, together with the cases'
    item: Mapped[int]
    #: 档号
    reference: Mapped[str] = mapped_column(String(60), unique=True)
    pages: Mapped[int]
    #: JSON list of the files that make the item: role, title, pages, pdf_hash, docx_hash.
    contents: Mapped[str]
    filed_by: Mapped[str] = mapped_column(String(64))
    filed_at: Mapped[dt.datetime] = mapped_column(Instant)
