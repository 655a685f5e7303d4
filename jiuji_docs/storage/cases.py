"""Keep the cases (救助事项): find, lock, open and move on."""

from __future__ import annotations

from typing import Any

from sqlalchemy import bindparam, select, update

from jiuji_docs.domain.errors import StalePage
from jiuji_docs.storage.clocks import Clocks
from jiuji_docs.storage.history import History
from jiuji_docs.storage.models.meta import Fen, Instant
from jiuji_docs.storage.obligations import Obligations
from jiuji_docs.storage.people import People
from jiuji_docs.storage.prepared import Prepared
from jiuji_docs.storage.reliefs import Reliefs
from jiuji_docs.storage.repository import AnyRow
from jiuji_docs.storage.scope import EVERYWHERE
from jiuji_docs.storage.standing import Standings
from jiuji_docs.storage.tables import CASE, PERSON, STEP
from jiuji_docs.storage.worklist import CaseLists

_BY_NUMBER = Prepared(select(CASE).where(CASE.c.number == bindparam("number")))
_BY_ID = Prepared(select(CASE).where(CASE.c.id == bindparam("id")))
_LOCKED = Prepared(select(CASE).where(CASE.c.number == bindparam("number")).with_for_update())
#: A locked case, and the step that an idempotency key has already made in whichever case.
_LOCKED_FOR_KEY = Prepared(
    select(
        *CASE.c,
        select(STEP.c.id)
        .where(STEP.c.idempotency_key == bindparam("key"))
        .scalar_subquery()
        .label("step_id"),
    )
    .where(CASE.c.number == bindparam("number"))
    .with_for_update(of=CASE)
)
_PERSON_OF = Prepared(
    select(PERSON.c.id)
    .where(
        PERSON.c.id
        == select(CASE.c.person_id).where(CASE.c.number == bindparam("number")).scalar_subquery()
    )
    .with_for_update()
)
#: UPDATE statements by the columns they change: few shapes, each compiled once.
_ADVANCES: dict[tuple[str, ...], Prepared] = {}
#: What other writers of a step change in the case's row besides: its clocks and its hands.
_BESIDES = (CASE.c.due_at, CASE.c.assignment_id)


def _advance(names: tuple[str, ...]) -> Prepared:
    if names not in _ADVANCES:
        changed = {name: bindparam(name, type_=CASE.c[name].type) for name in names}
        _ADVANCES[names] = Prepared(
            update(CASE)
            .where(CASE.c.id == bindparam("of_case"), CASE.c.version == bindparam("stood_at"))
            .values(version=CASE.c.version + 1, **changed)
            .returning(*_BESIDES)
        )
    return _ADVANCES[names]


def _as_stored(name: str, value: Any) -> Any:
    kind = CASE.c[name].type
    return kind.as_stored(value) if isinstance(kind, (Fen, Instant)) else value


class CaseRepository(People, History, Obligations, Clocks, Standings, Reliefs, CaseLists):
    """Everything about cases on one session: people, history, debts, clocks, standings, reliefs, lists.

    Lock in this order everywhere: person, then case, then number register, then ledger. A case out
    of the repository's scope is NotFound, exactly like one that does not exist.
    """

    def get(self, number: str) -> AnyRow:
        """Return a case by its public number."""
        if self._scope is EVERYWHERE:
            return self._read_one(_BY_NUMBER, number, number=number)
        return self._one(self._scope.limit(select(CASE).where(CASE.c.number == number)), number)

    def has_number(self, number: str) -> bool:
        """Say whether any case, in scope or not, has this public number."""
        return self._one_or_none(select(CASE.c.id).where(CASE.c.number == number)) is not None

    def get_by_id(self, case_id: int) -> AnyRow:
        """Return a case by key."""
        if self._scope is EVERYWHERE:
            return self._read_one(_BY_ID, case_id, id=case_id)
        return self._one(self._scope.limit(select(CASE).where(CASE.c.id == case_id)), case_id)

    def lock(self, number: str) -> AnyRow:
        """Return a case as last committed, locked until the transaction ends."""
        if self._scope is EVERYWHERE:
            return self._read_one(_LOCKED, number, number=number)
        statement = select(CASE).where(CASE.c.number == number).with_for_update()
        return self._one(self._scope.limit(statement), number)

    def lock_with_person(self, number: str, key: str = "") -> AnyRow:
        """Return a case as last committed, with its person locked before it.

        ``step_id`` names the step that *key* already made, None when it made none. SQLite has one
        writer at a time, who began as one; there is nothing to lock there.
        """
        if self._dialect != "sqlite":
            self._read(_PERSON_OF, number=number)
        return self._read_one(_LOCKED_FOR_KEY, number, number=number, key=key)

    def open(self, **values: Any) -> AnyRow:
        """Write a new case row and return it."""
        return self._insert(CASE, values)

    def advance(self, case: Any, /, **changes: Any) -> AnyRow:
        """Change a case that still stands as *case* does and return its row, one version on.

        Columns that keep their value are not written: each costs its indexes. Raises StalePage when
        somebody else moved the case on; then nothing is changed.
        """
        changed = {name: value for name, value in changes.items() if value != getattr(case, name)}
        statement = _advance(tuple(changed))
        found = self._read(statement, of_case=case.id, stood_at=case.version, **changed)
        if not found:
            raise StalePage("stale_page", "他人已办理此件，页面内容已过时，请刷新后再办")
        stored = {name: _as_stored(name, value) for name, value in changed.items()}
        row: AnyRow = case._replace(**found[0]._asdict(), version=case.version + 1, **stored)
        return row
