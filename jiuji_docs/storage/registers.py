"""List the items of registers (登记簿), newest first, and count what is open and overdue."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, false, func, or_, select, true

from jiuji_docs.storage.repository import AnyRow, Repository
from jiuji_docs.storage.scope import Scope
from jiuji_docs.storage.tables import CASE, PERSON


@dataclass(frozen=True, slots=True)
class Asked:
    """Which items: of one register; ``show`` is open, overdue or all; ``unit`` owns or received them."""

    route: str
    show: str = "open"
    unit: str = ""
    #: Only items before this key; 0 for the first page.
    before: int = 0


class RegisterRepository(Repository):
    """Reads rows of ``case`` that are items of a register; *unit* sees what was sent to it too."""

    def items(
        self, asked: Asked, scope: Scope, unit: str, now: dt.datetime, limit: int
    ) -> list[AnyRow]:
        """Return a page of items with person_name."""
        columns: list[Any] = [*CASE.c, PERSON.c.name.label("person_name")]
        found = select(*columns).join(PERSON, PERSON.c.id == CASE.c.person_id)
        found = self._seen(found, scope, unit).where(CASE.c.route == asked.route)
        if asked.show != "all":
            found = found.where(CASE.c.closed == false())
        if asked.show == "overdue":
            found = found.where(CASE.c.due_at < now)
        if asked.unit:
            found = found.where(or_(CASE.c.town_id == asked.unit, CASE.c.receiver_id == asked.unit))
        if asked.before:
            found = found.where(CASE.c.id < asked.before)
        return self._all(found.order_by(CASE.c.id.desc()).limit(limit))

    def opened_since(self, route: str, state: str, town: str, since: dt.datetime) -> int:
        """Return how many items of a register in *state* a town was given since then."""
        counted = select(func.count()).select_from(CASE)
        mine = counted.where(
            CASE.c.register == true(),
            CASE.c.route == route,
            CASE.c.state == state,
            CASE.c.town_id == town,
            CASE.c.accepted_at > since,
        )
        return int(self._session.execute(mine).scalar_one())

    def counts(self, scope: Scope, unit: str, now: dt.datetime) -> list[AnyRow]:
        """Return route, every, still and late of each register that holds anything."""
        still = CASE.c.closed == false()
        late = and_(still, CASE.c.due_at < now)
        counted = select(
            CASE.c.route,
            func.count().label("every"),
            _count(still).label("still"),
            _count(late).label("late"),
        )
        return self._all(self._seen(counted, scope, unit).group_by(CASE.c.route))

    def _seen(self, statement: Select[Any], scope: Scope, unit: str) -> Select[Any]:
        """Keep the items in scope, and what was sent to the reader's unit."""
        own = [CASE.c.register == true()]
        if scope.town_id is not None:
            own.append(CASE.c.town_id == scope.town_id)
        if scope.village_id is not None:
            own.append(CASE.c.village_id == scope.village_id)
        sent = and_(CASE.c.register == true(), CASE.c.receiver_id == unit)
        return statement.where(or_(and_(*own), sent))


def _count(condition: ColumnElement[bool]) -> Any:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)
