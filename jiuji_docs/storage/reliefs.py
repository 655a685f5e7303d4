"""Look up earlier relief and exceptions from once a year (以往救助与例外批准)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from sqlalchemy import bindparam, select, update

from jiuji_docs.domain.errors import StalePage
from jiuji_docs.storage.prepared import Prepared
from jiuji_docs.storage.repository import AnyRow, Repository
from jiuji_docs.storage.tables import CASE
from jiuji_docs.storage.tables import REPEAT_EXCEPTION as T

_DECIDED = (
    select(CASE.c.number, CASE.c.cause, CASE.c.occurred_on, CASE.c.decided_at, CASE.c.amount)
    .where(CASE.c.decided_at.is_not(None))
    .order_by(CASE.c.decided_at.desc(), CASE.c.id.desc())
)
#: Most people live alone; no case has the key 0.
_OF_ONE = Prepared(
    _DECIDED.where(CASE.c.person_id == bindparam("person_id"), CASE.c.id != bindparam("exclude"))
)


class Reliefs(Repository):
    """Decided cases of people, and rows of ``repeat_exception``.

    Earlier relief counts wherever it was given, so these reads ignore the reader's scope.
    """

    def prior_reliefs(
        self,
        person_ids: Collection[int],
        exclude_case: int | None = None,
        *,
        before: dt.datetime | None = None,
    ) -> list[AnyRow]:
        """Return cases of *person_ids* decided in their favour, newest decision first.

        Rows: number, cause, occurred_on, decided_at, amount. ``before`` leaves out later decisions,
        ``exclude_case`` the case at hand. ``decided_at`` is empty for refused and returned cases.
        """
        if not person_ids:
            return []
        if len(person_ids) == 1 and before is None:
            (person,) = person_ids
            return self._read(_OF_ONE, person_id=person, exclude=exclude_case or 0)
        statement = _DECIDED.where(CASE.c.person_id.in_(person_ids))
        if exclude_case is not None:
            statement = statement.where(CASE.c.id != exclude_case)
        if before is not None:
            statement = statement.where(CASE.c.decided_at < before)
        return self._all(statement)

    def grant_repeat_exception(
        self,
        *,
        id_number: str,
        cause: str,
        occurred_on: dt.date,
        reason: str,
        account_id: str,
        granted_at: dt.datetime,
    ) -> AnyRow:
        """Record a county officer's exception for one person and one matter."""
        return self._insert(
            T,
            {
                "id_number": id_number,
                "cause": cause,
                "occurred_on": occurred_on,
                "reason": reason,
                "account_id": account_id,
                "granted_at": granted_at,
            },
        )

    def repeat_exception(self, id_number: str, cause: str, occurred_on: dt.date) -> AnyRow | None:
        """Return the oldest exception for the matter that no case has used yet."""
        return self._one_or_none(
            select(T)
            .where(
                T.c.id_number == id_number,
                T.c.cause == cause,
                T.c.occurred_on == occurred_on,
                T.c.used_by_case_id.is_(None),
            )
            .order_by(T.c.id)
            .limit(1)
        )

    def use_repeat_exception(self, exception_id: int, case_id: int) -> None:
        """Use an exception up; StalePage when another case was quicker."""
        unused = update(T).where(T.c.id == exception_id, T.c.used_by_case_id.is_(None))
        if self._write(unused.values(used_by_case_id=case_id)) != 1:
            raise StalePage("exception_used", "该例外批准已被使用")
