"""Official documents on their way, their steps, papers and numbers (公文、发文字号登记簿)."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from jiuji_docs.storage.models.meta import Base, Instant, Key


class Dossier(Base):
    """One official document with everything that happened to it, outgoing or incoming (公文)."""

    __tablename__ = "dossier"
    __table_args__ = (Index("ix__dossier__unit", "unit_id", "state", "id"),)
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    #: Public number of the dossier (办理编号), not the document's: FW-2024-0001, SW-2024-0001.
    number: Mapped[str] = mapped_column(String(40), unique=True)
    #: "outgoing" or "incoming": the flow it follows.
    flow: Mapped[str] = mapped_column(String(20))
    unit_id: Mapped[str] = mapped_column(ForeignKey("unit.id"))
    drafter_id: Mapped[str] = mapped_column(String(64))
    #: What lists show: title, kind (文种), 发文字号, urgency.
    title: Mapped[str] = mapped_column(String(400))
    kind: Mapped[str] = mapped_column(String(20))
    document_number: Mapped[str] = mapped_column(String(80), default="")
    urgency: Mapped[str] = mapped_column(String(10), default="")
    state: Mapped[str] = mapped_column(String(40))
    #: Rises with every step and every saved text.
    version: Mapped[int]
    #: Canonical JSON of the document's content, its SHA-256, and the SHA-256 the signer signed.
    content: Mapped[str]
    content_hash: Mapped[str] = mapped_column(String(64))
    signed_hash: Mapped[str] = mapped_column(String(64), default="")
    #: When an incoming document must be dealt with (办结时限).
    due_on: Mapped[dt.date | None]
    #: The outgoing dossier an incoming one was delivered from.
    source_id: Mapped[int | None] = mapped_column(ForeignKey("dossier.id"))
    closed: Mapped[bool] = mapped_column(default=False)
    opened_at: Mapped[dt.datetime] = mapped_column(Instant)
    moved_at: Mapped[dt.datetime] = mapped_column(Instant)


class DossierStep(Base):
    """One step that was taken (办理记录)."""

    __tablename__ = "dossier_step"
    __table_args__ = (UniqueConstraint("dossier_id", "seq"),)
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"))
    seq: Mapped[int]
    idempotency_key: Mapped[str] = mapped_column(String(120), unique=True)
    step: Mapped[str] = mapped_column(String(40))
    source: Mapped[str] = mapped_column(String(40))
    target: Mapped[str] = mapped_column(String(40))
    account_id: Mapped[str] = mapped_column(String(64))
    unit_id: Mapped[str] = mapped_column(String(64))
    comment: Mapped[str] = mapped_column(default="")
    #: SHA-256 of the content this step was taken on.
    content_hash: Mapped[str] = mapped_column(String(64))
    #: An opinion or approval that a later return made void (退回后作废).
    voided: Mapped[bool] = mapped_column(default=False)
    at: Mapped[dt.datetime] = mapped_column(Instant)


class DossierUnit(Base):
    """A unit that a dossier was sent to: to countersign, or to receive the finished document."""

    __tablename__ = "dossier_unit"
    __table_args__ = (UniqueConstraint("dossier_id", "unit_id", "purpose"),)
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"))
    unit_id: Mapped[str] = mapped_column(ForeignKey("unit.id"), index=True)
    #: "countersign" (会签) or "deliver" (分送)
    purpose: Mapped[str] = mapped_column(String(20))
    #: open, agreed, void; delivered, received
    state: Mapped[str] = mapped_column(String(20))
    #: SHA-256 of the text a unit agreed to; none for answers given before this was kept.
    agreed_hash: Mapped[str | None] = mapped_column(String(64))
    at: Mapped[dt.datetime] = mapped_column(Instant)


class DossierPaper(Base):
    """The finished paper of a dossier (正本): frozen content, then bytes, then sealed bytes."""

    __tablename__ = "dossier_paper"
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    title: Mapped[str] = mapped_column(String(400))
    content: Mapped[str]
    #: printing, printed, sealing, sealed, failed, void
    state: Mapped[str] = mapped_column(String(20))
    pdf_hash: Mapped[str] = mapped_column(String(64), default="")
    docx_hash: Mapped[str] = mapped_column(String(64), default="")
    pages: Mapped[int] = mapped_column(default=0)
    #: JSON of named places, and of what had to give.
    places: Mapped[str] = mapped_column(default="{}")
    findings: Mapped[str] = mapped_column(default="[]")
    #: Who ordered the seal (用印批准), and when.
    sealed_by: Mapped[str] = mapped_column(String(64), default="")
    ordered_at: Mapped[dt.datetime] = mapped_column(Instant)


class OrganCode(Base):
    """Whose an organ's code (机关代字) is: the row that two registrars who begin it at once meet at."""

    __tablename__ = "organ_code"
    code: Mapped[str] = mapped_column(String(20), primary_key=True)
    unit_id: Mapped[str] = mapped_column(ForeignKey("unit.id"))
    #: Who used it first, and when.
    account_id: Mapped[str] = mapped_column(String(64))
    at: Mapped[dt.datetime] = mapped_column(Instant)


class IssuedNumber(Base):
    """One line of the number register (发文字号登记簿): a document's number, or a gap with its reason.

    Lines are never deleted and keep code, year and serial for ever; triggers hold that.
    """

    __tablename__ = "issued_number"
    __table_args__ = (UniqueConstraint("code", "year", "serial"),)
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    unit_id: Mapped[str] = mapped_column(ForeignKey("unit.id"), index=True)
    code: Mapped[str] = mapped_column(String(20))
    year: Mapped[int]
    serial: Mapped[int]
    #: One number a dossier; none for the numbers before a series began here.
    dossier_id: Mapped[int | None] = mapped_column(ForeignKey("dossier.id"), unique=True)
    #: Why the number has no document (空号说明).
    reason: Mapped[str] = mapped_column(String(200), default="")
    account_id: Mapped[str] = mapped_column(String(64))
    at: Mapped[dt.datetime] = mapped_column(Instant)
    #: A voided number (作废): the dossier that had it, who voided it, when.
    voided_dossier_id: Mapped[int | None] = mapped_column(Key)
    voided_by: Mapped[str | None] = mapped_column(String(64))
    voided_at: Mapped[dt.datetime | None] = mapped_column(Instant)


class DossierSeal(Base):
    """One use of a seal on a finished document (用印登记), written with the sealed bytes. Insert only."""

    __tablename__ = "dossier_seal"
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    paper_id: Mapped[int] = mapped_column(ForeignKey("dossier_paper.id"))
    unit_id: Mapped[str] = mapped_column(String(64), index=True)
    seal_name: Mapped[str] = mapped_column(String(100))
    document_title: Mapped[str] = mapped_column(String(400))
    document_number: Mapped[str] = mapped_column(String(80))
    #: Who had it printed, who signed it, who put the seal on it (申请、批准、监印).
    applicant_id: Mapped[str] = mapped_column(String(64))
    approver_id: Mapped[str] = mapped_column(String(64))
    keeper_id: Mapped[str] = mapped_column(String(64))
    pdf_hash: Mapped[str] = mapped_column(String(64))
    used_at: Mapped[dt.datetime] = mapped_column(Instant)
