"""Where parallel branches stand, and who sits on a panel (并行分支、会签席位)."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from jiuji_docs.storage.models.meta import Base, Key


class BranchStanding(Base):
    """One parallel branch of a case, from its opening until the case leaves the state it runs at."""

    __tablename__ = "branch_standing"
    __table_args__ = (
        Index(
            "uq__branch_standing__open",
            "case_id",
            "branch",
            unique=True,
            sqlite_where=text("closed_seq IS NULL"),
            postgresql_where=text("closed_seq IS NULL"),
        ),
        Index("ix__branch_standing__state", "state", "closed_seq", "case_id"),
    )
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    branch: Mapped[str] = mapped_column(String(64))
    state: Mapped[str] = mapped_column(String(64))
    #: Numbers of the steps that opened it, moved it last, and closed it.
    opened_seq: Mapped[int]
    moved_seq: Mapped[int]
    closed_seq: Mapped[int | None]


class PanelSeat(Base):
    """One seat of one round of a panel; an answer stays when the round is closed."""

    __tablename__ = "panel_seat"
    __table_args__ = (
        UniqueConstraint("case_id", "panel", "round", "number"),
        Index("ix__panel_seat__account", "account_id", "closed_seq", "case_id"),
    )
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    panel: Mapped[str] = mapped_column(String(64))
    #: 1 for the first time the case comes to the panel, 2 after a return …
    round: Mapped[int]
    number: Mapped[int]
    role: Mapped[str] = mapped_column(String(64), default="")
    #: Whose seat it is; empty for whoever holds the role.
    account_id: Mapped[str] = mapped_column(String(64), default="")
    #: agree, disagree or abstain, who answered, and with which step.
    vote: Mapped[str] = mapped_column(String(20), default="")
    opinion: Mapped[str] = mapped_column(String(400), default="")
    by_account_id: Mapped[str] = mapped_column(String(64), default="")
    answered_seq: Mapped[int | None]
    #: Why the seat is off: recused, removed or absent.
    off: Mapped[str] = mapped_column(String(20), default="")
    opened_seq: Mapped[int]
    closed_seq: Mapped[int | None]
