"""Who has died (死亡名单), as an imported list says, under a keyed hash instead of the ID number."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from jiuji_docs.storage.models.meta import Base, Instant, Key


class Deceased(Base):
    """One person of the list; nobody can read from it who that is. Insert only."""

    __tablename__ = "deceased"
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    #: HMAC of the normalised ID number under the ledger's key.
    mark: Mapped[str] = mapped_column(String(64), unique=True)
    died_on: Mapped[dt.date]
    account_id: Mapped[str] = mapped_column(String(64))
    added_at: Mapped[dt.datetime] = mapped_column(Instant)
