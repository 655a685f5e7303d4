"""Keep the papers of cases and the files brought to them (文书与佐证材料)."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Select, Update, bindparam, func, insert, select, union, update

from jiuji_docs.domain.errors import NotFound
from jiuji_docs.storage.prepared import Prepared
from jiuji_docs.storage.repository import AnyRow
from jiuji_docs.storage.scope import EVERYWHERE
from jiuji_docs.storage.signatures import Signatures
from jiuji_docs.storage.tables import (
    ATTACHMENT,
    CASE,
    DOSSIER_PAPER,
    DOSSIER_SEAL,
    DUTY_RECORD,
    MEETING,
    SIGNATURE,
)
from jiuji_docs.storage.tables import DOCUMENT as T

_OF_CASE = Prepared(
    select(T).where(T.c.case_id == bindparam("case_id"), T.c.state != "void").order_by(T.c.id)
)
_VOID_OF_CASE = Prepared(
    select(T).where(T.c.case_id == bindparam("case_id"), T.c.state == "void").order_by(T.c.id)
)
_LATEST = Prepared(
    select(T)
    .where(
        T.c.case_id == bindparam("case_id"),
        T.c.paper == bindparam("paper"),
        T.c.state != "void",
    )
    .order_by(T.c.edition.desc())
    .limit(1)
)
#: INSERT statements by their columns: few shapes, each compiled once.
_ADDS: dict[tuple[str, ...], Prepared] = {}


def _add(names: tuple[str, ...]) -> Prepared:
    """Return the INSERT of a paper's next edition, from 1."""
    if names not in _ADDS:
        bound = {name: bindparam(name, type_=T.c[name].type) for name in names}
        newest = select(func.coalesce(func.max(T.c.edition), 0) + 1).where(
            T.c.case_id == bound["case_id"], T.c.paper == bound["paper"]
        )
        values = {**bound, "edition": newest.scalar_subquery()}
        _ADDS[names] = Prepared(insert(T).values(values).returning(*T.c))
    return _ADDS[names]


class DocumentRepository(Signatures):
    """Rows of ``document`` (state: printing, open, final, void, failed) and of ``attachment``.

    A paper of a case out of scope is NotFound, exactly like one that does not exist.
    """

    def add(self, **values: Any) -> AnyRow:
        """Add a paper with its frozen content as the next edition; write with the case locked."""
        return self._read_one(_add(tuple(values)), values["paper"], **values)

    def get(self, document_id: int) -> AnyRow:
        """Return a paper by key."""
        return self._one(self._seen(select(T).where(T.c.id == document_id)), document_id)

    def lock(self, document_id: int) -> AnyRow:
        """Return a paper as last committed, locked until the transaction ends."""
        statement = select(T).where(T.c.id == document_id).with_for_update(of=T)
        return self._one(self._seen(statement), document_id)

    def of_case(self, case_id: int, *, voided: bool | None = False) -> list[AnyRow]:
        """Return a case's papers as issued: in force, only void ones (True), or all (None)."""
        if voided is not None and self._scope is EVERYWHERE:
            return self._read(_VOID_OF_CASE if voided else _OF_CASE, case_id=case_id)
        statement = select(T).where(T.c.case_id == case_id).order_by(T.c.id)
        if voided is not None:
            statement = statement.where((T.c.state == "void") == voided)
        return self._all(self._seen(statement))

    def latest(self, case_id: int, paper: str) -> AnyRow | None:
        """Return the newest edition in force of a paper, if there is one."""
        if self._scope is EVERYWHERE:
            found = self._read(_LATEST, case_id=case_id, paper=paper)
            return found[0] if found else None
        statement = select(T).where(T.c.case_id == case_id, T.c.paper == paper, T.c.state != "void")
        return self._one_or_none(self._seen(statement.order_by(T.c.edition.desc()).limit(1)))

    def set_bytes(
        self,
        document_id: int,
        *,
        pdf_hash: str,
        docx_hash: str,
        pages: int,
        places: str,
        findings: str,
        state: str,
    ) -> None:
        """Name the stored bytes of a paper; ``places`` and ``findings`` are JSON."""
        self._change(
            document_id,
            pdf_hash=pdf_hash,
            docx_hash=docx_hash,
            pages=pages,
            places=places,
            findings=findings,
            state=state,
        )

    def fail(self, document_id: int, error: str) -> None:
        """Mark a paper that could not be printed, with the reason as its finding (印制失败)."""
        reason = json.dumps([{"kind": "failed", "message": error}], ensure_ascii=False)
        self._change(document_id, state="failed", findings=reason)

    def print_again(self, document_id: int) -> None:
        """Mark a failed paper as waiting for the press again, and drop the reason it failed for."""
        self._change(document_id, state="printing", findings="[]")

    def void(self, document_id: int) -> None:
        """Void a paper and every signature ordered for it or standing on it (作废)."""
        self._change(document_id, state="void")
        marks = update(SIGNATURE).where(SIGNATURE.c.document_id == document_id)
        self._write(marks.values(state="void"))

    def void_after_step(self, case_id: int, seq: int) -> list[int]:
        """Void the papers issued after step *seq* or signed after it; return their keys."""
        signed_later = select(SIGNATURE.c.document_id).where(SIGNATURE.c.step_seq > seq)
        statement = select(T.c.id).where(
            T.c.case_id == case_id,
            T.c.state != "void",
            (T.c.step_seq > seq) | T.c.id.in_(signed_later),
        )
        keys = list(self._session.execute(statement.order_by(T.c.id)).scalars())
        for key in keys:
            self.void(key)
        return keys

    def known_hashes(self) -> set[str]:
        """Return the SHA-256 of every stored file that a row names, for finding orphans."""
        named = union(
            select(T.c.pdf_hash),
            select(T.c.docx_hash),
            select(SIGNATURE.c.pdf_hash),
            select(ATTACHMENT.c.sha256),
            select(DOSSIER_PAPER.c.pdf_hash),
            select(DOSSIER_PAPER.c.docx_hash),
            select(DOSSIER_SEAL.c.pdf_hash),
            select(DUTY_RECORD.c.sha256),
            select(MEETING.c.pdf_hash),
            select(MEETING.c.docx_hash),
            select(MEETING.c.sheet_hash),
        )
        return {str(value) for value in self._session.execute(named).scalars() if value}

    def add_attachment(self, **values: Any) -> AnyRow:
        """Add a file somebody brought; its bytes are in the store under ``sha256``."""
        return self._insert(ATTACHMENT, values)

    def attachments(self, case_id: int) -> list[AnyRow]:
        """Return a case's attachments in the order they were brought."""
        statement = select(ATTACHMENT).where(ATTACHMENT.c.case_id == case_id)
        joined = statement.join(CASE, CASE.c.id == ATTACHMENT.c.case_id).order_by(ATTACHMENT.c.id)
        return self._all(self._scope.limit(joined))

    def _seen(self, statement: Select[Any]) -> Select[Any]:
        return self._scope.limit(statement.join(CASE, CASE.c.id == T.c.case_id))

    def _change(self, document_id: int, **changes: Any) -> None:
        """Change a paper that is not void."""
        statement: Update = update(T).where(T.c.id == document_id, T.c.state != "void")
        if self._write(statement.values(changes)) != 1:
            raise NotFound(str(document_id))
