"""Say where cases stood how long (停留): one grouped query, the same on both databases."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

from sqlalchemy import Integer, Select, case, false, func, literal, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from jiuji_docs.storage.models.meta import Instant
from jiuji_docs.storage.repository import AnyRow, Repository
from jiuji_docs.storage.tables import CASE, STEP


class Seconds(FunctionElement[int]):
    """A moment as whole seconds since 1970."""

    type = Integer()
    inherit_cache = True
    name = "seconds"


@compiles(Seconds, "sqlite")
def _on_sqlite(element: Any, compiler: Any, **more: Any) -> str:
    return f"unixepoch({compiler.process(element.clauses, **more)})"


@compiles(Seconds, "postgresql")
def _on_postgresql(element: Any, compiler: Any, **more: Any) -> str:
    moment = compiler.process(element.clauses, **more)
    return f"CAST(floor(extract(epoch FROM {moment})) AS BIGINT)"


class StayRepository(Repository):
    """How long cases stood at each state, by town, within the reader's scope."""

    def by_state_and_town(
        self,
        pack: str,
        since: dt.datetime,
        now: dt.datetime,
        *,
        ends: Collection[str] = (),
        inside: Collection[str] = (),
    ) -> list[AnyRow]:
        """Return town_id, state, stays, standing, median and p90 (whole seconds) of a pack's cases.

        A stay runs from a step that came to a state to the next one that left it, or to *now* (then it
        counts as ``standing`` too). Cases accepted from *since* on are counted; *ends* are no stay, and
        steps to states *inside* parallel branches do not move the case. Median and p90 are the nearest
        rank, so each was really stood by some case.
        """
        ranked = self._ranked(self._stays(pack, since, now, ends, inside)).subquery()
        middle = (ranked.c.many + 1) // 2
        ninth = (ranked.c.many * 9 + 9) // 10
        statement = (
            select(
                ranked.c.town_id,
                ranked.c.state,
                func.count().label("stays"),
                func.sum(ranked.c.standing).label("standing"),
                func.max(case((ranked.c.rank == middle, ranked.c.stood))).label("median"),
                func.max(case((ranked.c.rank == ninth, ranked.c.stood))).label("p90"),
            )
            .group_by(ranked.c.town_id, ranked.c.state)
            .order_by(ranked.c.town_id, ranked.c.state)
        )
        return self._all(statement)

    def _ranked(self, every: Select[Any]) -> Select[Any]:
        """Return every stay with its rank among those of its town and state, shortest first."""
        stays = every.subquery()
        place = (stays.c.town_id, stays.c.state)
        order = func.row_number().over(partition_by=place, order_by=stays.c.stood)
        many = func.count().over(partition_by=place)
        return select(*stays.c, order.label("rank"), many.label("many"))

    def _stays(
        self,
        pack: str,
        since: dt.datetime,
        now: dt.datetime,
        ends: Collection[str],
        inside: Collection[str],
    ) -> Select[Any]:
        left = func.lead(STEP.c.occurred_at).over(partition_by=STEP.c.case_id, order_by=STEP.c.seq)
        arrivals = self._scope.limit(
            select(
                CASE.c.town_id,
                STEP.c.target.label("state"),
                STEP.c.occurred_at.label("came"),
                left.label("went"),
            )
            .join(CASE, CASE.c.id == STEP.c.case_id)
            .where(CASE.c.pack == pack, CASE.c.accepted_at >= since, CASE.c.register == false())
            .where(STEP.c.source != STEP.c.target, STEP.c.target.not_in(sorted(inside)))
        ).subquery()
        until = func.coalesce(arrivals.c.went, literal(now, Instant()))
        return select(
            arrivals.c.town_id,
            arrivals.c.state,
            (Seconds(until) - Seconds(arrivals.c.came)).label("stood"),
            case((arrivals.c.went.is_(None), 1), else_=0).label("standing"),
        ).where(arrivals.c.state.not_in(sorted(ends)))
