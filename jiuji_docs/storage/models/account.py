"""Units, people who work here, and their sessions (单位、人员、会话)."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from jiuji_docs.storage.models.meta import Base, Instant, Key


class Unit(Base):
    """An office: village (村), town (乡镇) or county (县局) with its finance and archives."""

    __tablename__ = "unit"
    #: Short stable id such as "yangshan" or "county"; used before the dot in account names.
    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    name: Mapped[str] = mapped_column(String(100))
    #: village, town or county
    level: Mapped[str] = mapped_column(String(20))
    parent_id: Mapped[str | None] = mapped_column(ForeignKey("unit.id"))
    phone: Mapped[str] = mapped_column(String(40), default="")
    #: 机关代字, e.g. 示民; empty where the unit issues no numbered documents.
    code: Mapped[str] = mapped_column(String(20), default="")


class Account(Base):
    """A person with a login (账户). ``id`` looks like "yangshan.clerk"."""

    __tablename__ = "account"
    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    unit_id: Mapped[str] = mapped_column(ForeignKey("unit.id"), index=True)
    name: Mapped[str] = mapped_column(String(50))
    #: 职务 printed beside signatures
    post: Mapped[str] = mapped_column(String(50), default="")
    password_hash: Mapped[str] = mapped_column(String(200), default="")
    active: Mapped[bool] = mapped_column(default=True)
    failures: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[dt.datetime | None] = mapped_column(Instant)


class AccountRole(Base):
    """One role held by an account, e.g. "town.clerk" (岗位)."""

    __tablename__ = "account_role"
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"), primary_key=True)
    role: Mapped[str] = mapped_column(String(40), primary_key=True)


class LoginSession(Base):
    """A server-side session, so that leaving really ends it (登录会话)."""

    __tablename__ = "login_session"
    #: SHA-256 of the cookie's token
    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"), index=True)
    csrf_token: Mapped[str] = mapped_column(String(64))
    #: The absent person for whom this session acts now (代理); checked anew at every request.
    acting_for: Mapped[str | None] = mapped_column(String(64))
    created_at: Mapped[dt.datetime] = mapped_column(Instant)
    seen_at: Mapped[dt.datetime] = mapped_column(Instant)
    expires_at: Mapped[dt.datetime] = mapped_column(Instant)


class FormDraft(Base):
    """What a clerk typed but has not submitted yet (草稿), as raw field values."""

    __tablename__ = "form_draft"
    __table_args__ = (UniqueConstraint("account_id", "case_key", "transition"),)
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"))
    #: the case number, or "new"
    case_key: Mapped[str] = mapped_column(String(64))
    transition: Mapped[str] = mapped_column(String(64))
    body: Mapped[str]
    saved_at: Mapped[dt.datetime] = mapped_column(Instant)


class AccessRecord(Base):
    """Who read whose unmasked personal data, when and why (查阅留痕)."""

    __tablename__ = "access_record"
    __table_args__ = (Index("ix__access_record__case", "case_id"),)
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    account_id: Mapped[str] = mapped_column(String(64))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"))
    what: Mapped[str] = mapped_column(String(200))
    at: Mapped[dt.datetime] = mapped_column(Instant)
