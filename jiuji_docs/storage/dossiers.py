"""Keep official documents on their way: text, steps, asked units, finished papers (公文)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, exists, or_, select, update

from jiuji_docs.domain.errors import NotFound
from jiuji_docs.storage.repository import AnyRow, Repository
from jiuji_docs.storage.tables import DOSSIER as T
from jiuji_docs.storage.tables import DOSSIER_PAPER as PAPER
from jiuji_docs.storage.tables import DOSSIER_SEAL as SEAL
from jiuji_docs.storage.tables import DOSSIER_STEP as STEP
from jiuji_docs.storage.tables import DOSSIER_UNIT as ASKED


class DossierRepository(Repository):
    """Rows of ``dossier`` and what hangs on them.

    *reader*: a unit's id. A dossier is seen by its own unit, and by a unit asked to countersign it.
    """

    def open(self, **values: Any) -> AnyRow:
        """Add a dossier."""
        return self._insert(T, values)

    def seen(self, number: str, reader: str) -> AnyRow:
        """Return a dossier that *reader* may see; NotFound otherwise, as if there were none."""
        return self._one(select(T).where(T.c.number == number, _visible(reader)), number)

    def lock(self, dossier_id: int) -> AnyRow:
        """Return a dossier as last committed, locked until the transaction ends."""
        return self._one(select(T).where(T.c.id == dossier_id).with_for_update(), dossier_id)

    def get(self, dossier_id: int) -> AnyRow:
        """Return a dossier by key."""
        return self._one(select(T).where(T.c.id == dossier_id), dossier_id)

    def change(self, dossier_id: int, version: int, **values: Any) -> AnyRow:
        """Write *values* with the next version, on a dossier that still stands at *version*."""
        statement = update(T).where(T.c.id == dossier_id, T.c.version == version)
        if self._write(statement.values(version=version + 1, **values)) != 1:
            raise NotFound(str(dossier_id))
        return self.get(dossier_id)

    def waiting(
        self, states: Sequence[tuple[str, str]], reader: str, *, before: int, limit: int
    ) -> list[AnyRow]:
        """Return open dossiers at one of *states* (flow, state) that *reader* sees, newest first."""
        at = or_(*((T.c.flow == flow) & (T.c.state == state) for flow, state in states))
        return self._page(select(T).where(_visible(reader), at), before, limit)

    def of_flow(self, flow: str, reader: str, *, before: int, limit: int) -> list[AnyRow]:
        """Return a unit's dossiers of one flow, newest first."""
        statement = select(T).where(T.c.flow == flow, T.c.unit_id == reader)
        return self._page(statement, before, limit)

    def overdue(self, reader: str, today: dt.date, *, before: int, limit: int) -> list[AnyRow]:
        """Return a unit's open incoming documents whose day has passed."""
        late = (T.c.flow == "incoming", T.c.unit_id == reader, T.c.closed.is_(False))
        return self._page(select(T).where(*late, T.c.due_on < today), before, limit)

    def add_step(self, **values: Any) -> AnyRow:
        """Write down one step."""
        return self._insert(STEP, values)

    def step_by_key(self, key: str) -> AnyRow | None:
        """Return the step that a page with this key took."""
        return self._one_or_none(select(STEP).where(STEP.c.idempotency_key == key))

    def steps(self, dossier_id: int) -> list[AnyRow]:
        """Return the steps in order."""
        return self._all(select(STEP).where(STEP.c.dossier_id == dossier_id).order_by(STEP.c.seq))

    def void_steps(self, dossier_id: int, names: Sequence[str]) -> None:
        """Void the steps called one of *names*: no approval survives a return."""
        there = STEP.c.dossier_id == dossier_id
        self._write(update(STEP).where(there, STEP.c.step.in_(names)).values(voided=True))

    def ask(self, dossier_id: int, unit_id: str, purpose: str, state: str, at: dt.datetime) -> None:
        """Ask a unit anew, or for the first time."""
        if self.answer(dossier_id, unit_id, purpose, state, at):
            return
        values = {"dossier_id": dossier_id, "unit_id": unit_id, "purpose": purpose}
        self._insert(ASKED, {**values, "state": state, "at": at})

    def answer(
        self, dossier_id: int, unit_id: str, purpose: str, state: str, at: dt.datetime
    ) -> bool:
        """Note what became of an asked unit; False when it was not asked."""
        one = (ASKED.c.dossier_id == dossier_id, ASKED.c.unit_id == unit_id)
        statement = update(ASKED).where(*one, ASKED.c.purpose == purpose)
        return self._write(statement.values(state=state, at=at)) == 1

    def asked(self, dossier_id: int, purpose: str) -> list[AnyRow]:
        """Return the units asked for a purpose."""
        of = (ASKED.c.dossier_id == dossier_id, ASKED.c.purpose == purpose)
        return self._all(select(ASKED).where(*of).order_by(ASKED.c.id))

    def add_paper(self, **values: Any) -> AnyRow:
        """Add the finished paper with its frozen content."""
        return self._insert(PAPER, values)

    def papers(self, dossier_id: int) -> list[AnyRow]:
        """Return a dossier's papers, oldest first."""
        return self._all(select(PAPER).where(PAPER.c.dossier_id == dossier_id).order_by(PAPER.c.id))

    def paper(self, paper_id: int) -> AnyRow:
        """Return one paper by key."""
        return self._one(select(PAPER).where(PAPER.c.id == paper_id), paper_id)

    def change_paper(self, paper_id: int, **values: Any) -> None:
        """Write what became of a paper."""
        self._write(update(PAPER).where(PAPER.c.id == paper_id).values(**values))

    def add_seal(self, **values: Any) -> AnyRow:
        """Write one line of the seal register."""
        return self._insert(SEAL, values)

    def seals(self, unit_id: str | None, limit: int) -> list[AnyRow]:
        """Return the newest uses of a unit's seal, or of every seal."""
        statement = select(SEAL).order_by(SEAL.c.id.desc()).limit(limit)
        if unit_id is not None:
            statement = statement.where(SEAL.c.unit_id == unit_id)
        return self._all(statement)

    def _page(self, statement: Select[Any], before: int, limit: int) -> list[AnyRow]:
        if before:
            statement = statement.where(T.c.id < before)
        return self._all(statement.order_by(T.c.id.desc()).limit(limit))


def _visible(reader: str) -> Any:
    asked = exists().where(
        ASKED.c.dossier_id == T.c.id,
        ASKED.c.unit_id == reader,
        ASKED.c.purpose == "countersign",
        ASKED.c.state != "void",
    )
    return or_(T.c.unit_id == reader, asked)
