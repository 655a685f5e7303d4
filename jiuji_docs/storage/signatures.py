"""Keep signatures owed and given, and the seal register (签名与用印登记)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import bindparam, select, update

from jiuji_docs.domain.errors import StalePage
from jiuji_docs.storage.prepared import Prepared
from jiuji_docs.storage.repository import AnyRow, Repository
from jiuji_docs.storage.tables import SEAL_USE, SIGNATURE

_OF_DOCUMENT = Prepared(
    select(SIGNATURE)
    .where(SIGNATURE.c.document_id == bindparam("document_id"))
    .order_by(SIGNATURE.c.id)
)


class Signatures(Repository):
    """Rows of ``signature`` (state: ordered, applied, void) and of ``seal_use``."""

    def order_signature(self, **values: Any) -> AnyRow:
        """Order a signature at a place; a place takes one signature only."""
        return self._insert(SIGNATURE, {"state": "ordered", **values})

    def signatures(self, document_id: int) -> list[AnyRow]:
        """Return a paper's signatures in the order they were ordered."""
        return self._read(_OF_DOCUMENT, document_id=document_id)

    def apply_signature(self, signature_id: int, pdf_hash: str, at: dt.datetime) -> None:
        """Mark an ordered signature as standing on the paper; StalePage if it is not ordered."""
        ordered = update(SIGNATURE).where(
            SIGNATURE.c.id == signature_id, SIGNATURE.c.state == "ordered"
        )
        applied = ordered.values(state="applied", pdf_hash=pdf_hash, applied_at=at)
        if self._write(applied) != 1:
            raise StalePage("signature_not_ordered", "该签名已完成或已作废")

    def add_seal_use(self, **values: Any) -> AnyRow:
        """Add one line to the seal register; the database refuses to change or delete it later."""
        return self._insert(SEAL_USE, values)

    def seal_uses(self, unit_id: str | None, limit: int = 100) -> list[AnyRow]:
        """Return the newest lines of a unit's seal register, or of every unit's."""
        statement = select(SEAL_USE).order_by(SEAL_USE.c.id.desc()).limit(limit)
        if unit_id is not None:
            statement = statement.where(SEAL_USE.c.unit_id == unit_id)
        return self._all(statement)
