"""Keep official documents on their way: text, steps, asked units, finished papers (公文)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Select, exists, false, or_, select, update

from jiuji_docs.domain.canonical import canonical
from jiuji_docs.domain.errors import NotFound
from jiuji_docs.storage.repository import AnyRow, Repository
from jiuji_docs.storage.tables import DOSSIER as T
from jiuji_docs.storage.tables import DOSSIER_PAPER as PAPER
from jiuji_docs.storage.tables import DOSSIER_SEAL as SEAL
from jiuji_docs.storage.tables import DOSSIER_STEP as STEP
from jiuji_docs.storage.tables import DOSSIER_UNIT as ASKED

#: (flow, state) of places where somebody has something to do.
States = Sequence[tuple[str, str]]


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
        self, places: Mapping[str, States], reader: str, organ: str, *, before: int, limit: int
    ) -> list[AnyRow]:
        """Return the dossiers that wait for *reader*, newest first.

        *places*: "own" are states of the own unit's, "asked" of those it still owes an answer on, "joint"
        of those that it agreed to and signs too, under the name *organ*, and has not sealed yet, "failed"
        of the own unit's whose paper could not be made.
        """
        signs = T.c.content.contains(canonical(organ), autoescape=True) & ~_sealed_by(reader)
        wanted = (
            (T.c.unit_id == reader) & _at(places["own"]),
            _asked(reader, "open") & _at(places["asked"]),
            _asked(reader, "agreed") & _at(places["joint"]) & signs,
            (T.c.unit_id == reader) & _at(places["failed"]) & _failed(),
        )
        return self._page(select(T).where(or_(*wanted)), before, limit)

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
        self,
        dossier_id: int,
        unit_id: str,
        purpose: str,
        state: str,
        at: dt.datetime,
        *,
        agreed_hash: str | None = None,
    ) -> bool:
        """Note what became of an asked unit, and the text it agreed to; False when it was not asked."""
        one = (ASKED.c.dossier_id == dossier_id, ASKED.c.unit_id == unit_id)
        statement = update(ASKED).where(*one, ASKED.c.purpose == purpose)
        return self._write(statement.values(state=state, at=at, agreed_hash=agreed_hash)) == 1

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

    def lock_paper(self, paper_id: int) -> AnyRow:
        """Return one paper as last committed, locked until the transaction ends."""
        return self._one(select(PAPER).where(PAPER.c.id == paper_id).with_for_update(), paper_id)

    def change_paper(self, paper_id: int, **values: Any) -> None:
        """Write what became of a paper."""
        self._write(update(PAPER).where(PAPER.c.id == paper_id).values(**values))

    def add_seal(self, **values: Any) -> AnyRow:
        """Write one line of the seal register."""
        return self._insert(SEAL, values)

    def seals_on(self, paper_id: int) -> list[AnyRow]:
        """Return the seals that a paper bears, in the order they were put on."""
        return self._all(select(SEAL).where(SEAL.c.paper_id == paper_id).order_by(SEAL.c.id))

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
    return or_(T.c.unit_id == reader, _asked(reader, "open", "agreed"))


def _asked(reader: str, *states: str) -> Any:
    """Say that a unit was asked to countersign, and how it stands with that."""
    return exists().where(
        ASKED.c.dossier_id == T.c.id,
        ASKED.c.unit_id == reader,
        ASKED.c.purpose == "countersign",
        ASKED.c.state.in_(states),
    )


def _sealed_by(reader: str) -> Any:
    """Say that the present paper bears a unit's seal."""
    of_paper = SEAL.join(PAPER, PAPER.c.id == SEAL.c.paper_id)
    there = (PAPER.c.dossier_id == T.c.id, PAPER.c.state != "void", SEAL.c.unit_id == reader)
    return select(SEAL.c.id).select_from(of_paper).where(*there).exists()


def _failed() -> Any:
    return exists().where(PAPER.c.dossier_id == T.c.id, PAPER.c.state == "failed")


def _at(states: States) -> Any:
    return or_(false(), *((T.c.flow == flow) & (T.c.state == state) for flow, state in states))
