"""Read what the statistics add up, in a few set-based statements (统计取数)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select

from jiuji_docs.storage.repository import AnyRow, Repository
from jiuji_docs.storage.tables import CASE, CLOCK, ENTRY, PAYMENT, RESERVE_FUND, STEP


class StatisticsRepository(Repository):
    """Cases accepted in a span within the reader's scope, with what ended them."""

    def cases(self, since: dt.datetime, until: dt.datetime) -> list[AnyRow]:
        """Return the cases accepted in the span."""
        chosen = select(CASE).where(CASE.c.accepted_at >= since, CASE.c.accepted_at < until)
        return self._all(self._scope.limit(chosen.order_by(CASE.c.id)))

    def refusals(
        self, since: dt.datetime, until: dt.datetime, transitions: Collection[str]
    ) -> list[AnyRow]:
        """Return case_id and recorded_at of the refusing steps that stand."""
        steps = select(STEP.c.case_id, STEP.c.transition, STEP.c.recorded_at).where(
            STEP.c.transition.in_(transitions), STEP.c.voided.is_(False)
        )
        return self._all(self._inside(steps.join(CASE, CASE.c.id == STEP.c.case_id), since, until))

    def reasons(self, since: dt.datetime, until: dt.datetime, form: str) -> list[AnyRow]:
        """Return case_id and body of a form's entries in force."""
        entries = select(ENTRY.c.case_id, ENTRY.c.body).where(
            ENTRY.c.form == form, ENTRY.c.voided.is_(False)
        )
        return self._all(
            self._inside(entries.join(CASE, CASE.c.id == ENTRY.c.case_id), since, until)
        )

    def paid(self, since: dt.datetime, until: dt.datetime) -> dict[int, Decimal]:
        """Return the sum paid by case."""
        sums = select(PAYMENT.c.case_id, func.sum(PAYMENT.c.amount).label("total")).where(
            PAYMENT.c.state == "paid"
        )
        joined = sums.join(CASE, CASE.c.id == PAYMENT.c.case_id).group_by(PAYMENT.c.case_id)
        rows = self._all(self._inside(joined, since, until))
        return {row.case_id: Decimal(row.total) for row in rows}

    def clocks(self, since: dt.datetime, until: dt.datetime) -> list[AnyRow]:
        """Return every clock with a due time that was ended or is past it, with its case's route and pack."""
        columns = (
            CLOCK.c.time_limit, CLOCK.c.budget, CLOCK.c.due_at, CLOCK.c.ended_at, CASE.c.id.label("case_id"),
        )  # fmt: skip
        chosen = select(*columns).where(
            CLOCK.c.due_at.is_not(None),
            (CLOCK.c.end_reason.is_(None)) | (CLOCK.c.end_reason == "done"),
        )
        return self._all(
            self._inside(chosen.join(CASE, CASE.c.id == CLOCK.c.case_id), since, until)
        )

    def reserves(self) -> list[AnyRow]:
        """Return town_id and balance of the reserves in scope (备用金)."""
        table = RESERVE_FUND
        chosen = select(table.c.town_id, table.c.balance).order_by(table.c.town_id)
        if self._scope.town_id is not None:
            chosen = chosen.where(table.c.town_id == self._scope.town_id)
        return self._all(chosen)

    def _inside(self, statement: Any, since: dt.datetime, until: dt.datetime) -> Any:
        span = CASE.c.accepted_at >= since, CASE.c.accepted_at < until
        return self._scope.limit(statement.where(*span))
