"""Papers, signatures and seal uses (文书、签名、用印登记)."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from jiuji_docs.storage.models.meta import Base, Instant, Key


class Document(Base):
    """One paper of a case (文书): content frozen with a hash, bytes anew at each signature."""

    __tablename__ = "document"
    __table_args__ = (UniqueConstraint("case_id", "paper", "edition"),)
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    #: The form id this paper prints, e.g. "approval_expenditure".
    paper: Mapped[str] = mapped_column(String(64))
    edition: Mapped[int] = mapped_column(default=1)
    title: Mapped[str] = mapped_column(String(200))
    #: 发文字号 of outgoing documents, else empty.
    number: Mapped[str] = mapped_column(String(80), default="")
    #: Canonical JSON of the frozen FormSheet or OfficialDocument, and its SHA-256.
    content: Mapped[str]
    content_hash: Mapped[str] = mapped_column(String(64))
    #: printing (印制中), open (待签), final (已定稿), void (作废), failed
    state: Mapped[str] = mapped_column(String(20))
    #: SHA-256 of the stored PDF as it now stands, and of the DOCX.
    pdf_hash: Mapped[str] = mapped_column(String(64), default="")
    docx_hash: Mapped[str] = mapped_column(String(64), default="")
    pages: Mapped[int] = mapped_column(default=0)
    #: JSON of named places (Place by name), and of overflow and substitution findings.
    places: Mapped[str] = mapped_column(default="{}")
    findings: Mapped[str] = mapped_column(default="[]")
    step_seq: Mapped[int]
    issued_at: Mapped[dt.datetime] = mapped_column(Instant)


class Signature(Base):
    """A signature or seal owed to a paper or on it (签名); state ordered, applied, void."""

    __tablename__ = "signature"
    __table_args__ = (UniqueConstraint("document_id", "place"),)
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    #: Name of the place, which is also the PDF signature field's name.
    place: Mapped[str] = mapped_column(String(64))
    #: "person" signs with an account's certificate, "seal" with a unit's.
    kind: Mapped[str] = mapped_column(String(20))
    account_id: Mapped[str] = mapped_column(String(64))
    unit_id: Mapped[str] = mapped_column(String(64))
    #: JSON of the text lines the appearance shows: opinion, name, date.
    appearance: Mapped[str] = mapped_column(default="[]")
    state: Mapped[str] = mapped_column(String(20))
    ordered_at: Mapped[dt.datetime] = mapped_column(Instant)
    applied_at: Mapped[dt.datetime | None] = mapped_column(Instant)
    #: SHA-256 of the PDF after this signature.
    pdf_hash: Mapped[str] = mapped_column(String(64), default="")
    step_seq: Mapped[int]


class SealUse(Base):
    """One line of the seal register (用印登记), written with the sealed bytes. Insert only."""

    __tablename__ = "seal_use"
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    unit_id: Mapped[str] = mapped_column(String(64), index=True)
    seal_name: Mapped[str] = mapped_column(String(100))
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    document_title: Mapped[str] = mapped_column(String(200))
    document_number: Mapped[str] = mapped_column(String(80))
    copies: Mapped[int] = mapped_column(default=1)
    applicant_id: Mapped[str] = mapped_column(String(64))
    approver_id: Mapped[str] = mapped_column(String(64))
    reason: Mapped[str] = mapped_column(String(200))
    pdf_hash: Mapped[str] = mapped_column(String(64))
    used_at: Mapped[dt.datetime] = mapped_column(Instant)


class Attachment(Base):
    """A file brought by people (佐证材料), kept opaque by hash."""

    __tablename__ = "attachment"
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    #: What it shows: a name of FILE_KINDS (证明材料、入户照片、公示张贴照片 …).
    kind: Mapped[str] = mapped_column(String(40), default="proof", server_default="proof")
    name: Mapped[str] = mapped_column(String(200))
    media_type: Mapped[str] = mapped_column(String(80))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    account_id: Mapped[str] = mapped_column(String(64))
    added_at: Mapped[dt.datetime] = mapped_column(Instant)


class Job(Base):
    """Work for the embedded worker, written with the business rows (发件箱)."""

    __tablename__ = "job"
    __table_args__ = (Index("ix__job__waiting", "state", "run_at", "id"),)
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    #: "paper": make the bytes and signatures of the document named in the payload.
    topic: Mapped[str] = mapped_column(String(40))
    payload: Mapped[str]
    #: Two jobs with the same key are one.
    dedup: Mapped[str] = mapped_column(String(120), unique=True)
    state: Mapped[str] = mapped_column(String(20), default="waiting")
    attempts: Mapped[int] = mapped_column(default=0)
    run_at: Mapped[dt.datetime] = mapped_column(Instant)
    error: Mapped[str] = mapped_column(default="")
