"""Keep cases in other hands (转办、委派)."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, or_, select, update

from jiuji_docs.storage.prepared import Prepared
from jiuji_docs.storage.repository import AnyRow, Repository
from jiuji_docs.storage.tables import ASSIGNMENT as T
from jiuji_docs.storage.tables import CASE, PERSON

_OPEN = Prepared(select(T).where(T.c.id == bindparam("id"), T.c.ended_at.is_(None)))


class AssignmentRepository(Repository):
    """Rows of ``assignment``; write only with the case locked."""

    def add(self, **values: Any) -> AnyRow:
        """Add an assignment and name it in its case's row."""
        row = self._insert(T, {"accepted_at": None, "ended_at": None, **values})
        self._name_in_case(row.case_id, row.id)
        return row

    def open(self, assignment_id: int) -> AnyRow:
        """Return an assignment that has not ended."""
        return self._read_one(_OPEN, assignment_id, id=assignment_id)

    def by_number(self, number: str) -> AnyRow:
        """Return an assignment by its public number, with the case's number."""
        return self._one(_with_case().where(T.c.number == number), number)

    def accept(self, assignment_id: int, at: Any, by: str) -> None:
        """Note the receipt (签收)."""
        self._change(assignment_id, accepted_at=at, accepted_by=by)

    def end(self, row: Any, at: Any, by: str, outcome: str, answer: str = "") -> None:
        """End an assignment and free its case."""
        self._change(row.id, ended_at=at, ended_by=by, outcome=outcome, answer=answer)
        self._name_in_case(row.case_id, None)

    def of_case(self, case_id: int) -> list[AnyRow]:
        """Return every assignment of a case, oldest first."""
        return self._all(select(T).where(T.c.case_id == case_id).order_by(T.c.id))

    def to(
        self, accounts: Collection[str], unit: str, roles: Collection[str], limit: int
    ) -> list[AnyRow]:
        """Return what is open and was given to a person or to a desk of the person's, oldest first."""
        # Two lanes, each in the order of its index: one condition on both would read every old row.
        still = _with_case().where(T.c.ended_at.is_(None)).order_by(T.c.ended_at, T.c.id)
        mine = [row for one in sorted(accounts) for row in self._all(_named(still, one, limit))]
        desk = self._all(
            still.where(T.c.to_unit == unit, T.c.to_account.is_(None)).limit(5 * limit)
        )
        held = [row for row in desk if set(row.roles.split(",")) & set(roles)]
        return sorted((*mine, *held), key=lambda row: row.id)[:limit]

    def given_by(self, account: str, limit: int) -> list[AnyRow]:
        """Return what a person gave to others and is still open, oldest first."""
        found = _with_case().where(T.c.ended_at.is_(None), T.c.from_account == account)
        return self._all(found.order_by(T.c.id).limit(limit))

    def admits(
        self, case_id: int, accounts: Collection[str], unit: str, *, accepted: bool = False
    ) -> bool:
        """Say whether an open assignment lets a person or unit at a case."""
        found = select(T.c.id).where(
            T.c.case_id == case_id, T.c.ended_at.is_(None), _to(accounts, unit)
        )
        if accepted:
            found = found.where(T.c.accepted_at.is_not(None), T.c.kind == "handover")
        return bool(self._all(found.limit(1)))

    def _change(self, assignment_id: int, **values: Any) -> None:
        self._write(update(T).where(T.c.id == assignment_id).values(values))

    def _name_in_case(self, case_id: int, assignment_id: int | None) -> None:
        mine = update(CASE).where(CASE.c.id == case_id)
        self._write(mine.values(assignment_id=assignment_id))


def _with_case() -> Select[Any]:
    columns: list[Any] = [*T.c, CASE.c.number.label("case_number"), PERSON.c.name.label("person")]
    joined = select(*columns).join_from(T, CASE, CASE.c.id == T.c.case_id)
    return joined.join(PERSON, PERSON.c.id == CASE.c.person_id)


def _named(statement: Select[Any], account: str, limit: int) -> Select[Any]:
    return statement.where(T.c.to_account == account).limit(limit)


def _to(accounts: Collection[str], unit: str) -> ColumnElement[bool]:
    desk = and_(T.c.to_unit == unit, T.c.to_account.is_(None))
    return or_(T.c.to_account.in_(sorted(accounts)), desk)
