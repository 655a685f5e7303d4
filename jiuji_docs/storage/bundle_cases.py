"""Find the cases that moved on a day (当日办理的事项), within a scope."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select

from jiuji_docs.storage.repository import AnyRow, Repository
from jiuji_docs.storage.tables import CASE, STEP


class BundleCases(Repository):
    """Cases by the steps that stand in their history."""

    def moved_between(self, begin: dt.datetime, end: dt.datetime) -> list[AnyRow]:
        """Return id and number of the cases with a step recorded from *begin* to before *end*, in order."""
        statement = (
            select(CASE.c.id, CASE.c.number, CASE.c.town_id)
            .join(STEP, STEP.c.case_id == CASE.c.id)
            .where(STEP.c.recorded_at >= begin, STEP.c.recorded_at < end, STEP.c.voided.is_(False))
            .distinct()
            .order_by(CASE.c.town_id, CASE.c.id)
        )
        return self._all(self._scope.limit(statement))
