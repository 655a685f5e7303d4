"""Gather a year's relief cases and sum them up within the reader's scope (统计)."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from jiuji_docs.domain.calendar import BEIJING
from jiuji_docs.domain.errors import NotAllowed
from jiuji_docs.domain.statistics.figures import Ended, Figures, Item, figures_of
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.domain.workflow.time_limit_text import span_text
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.papers import local_date
from jiuji_docs.storage.scope import EVERYWHERE, Scope
from jiuji_docs.storage.statistics import StatisticsRepository

REFUSAL = "refusal_notice"
COUNTY = "全县"
_NOTHING = Decimal(0)


class StatisticsService:
    """Figures of cases, nobody's data: the county sees every town, a town its own."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def figures(self, year: int | None, reader: Actor | None) -> Figures:
        """Return the figures of the relief cases accepted in *year*, this one when None."""
        if reader is not None and reader.level == "village":
            raise NotAllowed("level", "统计由县局和乡镇查看")
        chosen = year or local_date(self._desk.now()).year
        town = reader is not None and reader.level == "town"
        scope = Scope(reader.town) if reader is not None and town else EVERYWHERE
        unit = reader.unit_name if reader is not None and town else COUNTY
        gathered = _Gathered(self._desk, scope, chosen)
        return figures_of(
            chosen,
            unit,
            [gathered.item(row) for row in gathered.relief],
            gathered.ended(),
            reserves=gathered.reserves(),
            overdue=gathered.overdue(),
        )


class _Gathered:
    """What was read of a year."""

    def __init__(self, desk: Desk, scope: Scope, year: int) -> None:
        begin = dt.datetime(year, 1, 1, tzinfo=BEIJING)
        span = begin, dt.datetime(year + 1, 1, 1, tzinfo=BEIJING)
        self._desk = desk
        self._reads = reads = StatisticsRepository(desk.work.session, scope)
        rows = reads.cases(*span)
        self._packs = {row.id: desk.pack_of(row) for row in rows}
        self.relief = [row for row in rows if not self._register(row)]
        self._registers = {row.id: row for row in rows if self._register(row)}
        refusing = {
            step.id
            for pack in self._packs.values()
            for step in pack.workflow.transitions.values()
            if step.refuses
        }
        self._refused = {row.case_id: row for row in reads.refusals(*span, refusing)}
        self._reasons = {row.case_id: json.loads(row.body) for row in reads.reasons(*span, REFUSAL)}
        self._paid = reads.paid(*span)
        self._clocks = reads.clocks(*span)
        self._units = {unit.id: str(unit.name) for unit in desk.accounts.units()}

    def _register(self, row: Any) -> bool:
        return row.route in self._packs[row.id].workflow.registers

    def item(self, row: Any) -> Item:
        """Return one relief case as it is counted."""
        pack, refusal = self._packs[row.id], self._refused.get(row.id)
        causes = pack.policy.enumerations.get("causes", {})
        ended = row.decided_at or (refusal.recorded_at if refusal is not None else None)
        return Item(
            number=row.number,
            town=self._units.get(row.town_id, row.town_id),
            cause=causes.get(row.cause, row.cause),
            route=pack.workflow.routes.get(row.route, row.route),
            month=row.accepted_at.astimezone(BEIJING).month,
            amount=row.amount,
            paid=self._paid.get(row.id, _NOTHING),
            outcome="granted" if row.decided_at else "refused" if refusal is not None else "open",
            taken=int((ended - row.accepted_at).total_seconds()) if ended else None,
            refusal=self._reason(row) if refusal is not None else "",
        )

    def _reason(self, row: Any) -> str:
        pack = self._packs[row.id]
        code = str(self._reasons.get(row.id, {}).get("reason_code", ""))
        form = pack.forms.get(REFUSAL)
        choices = (one for item in form.fields for one in item.choices) if form is not None else ()
        return next((one.title for one in choices if one.value == code), code or "未填理由类别")

    def ended(self) -> Iterator[Ended]:
        """Yield each time limit of a relief case that was ended, or is past its time."""
        now = self._desk.now()
        for row in self._clocks:
            if row.case_id in self._registers or (row.ended_at is None and row.due_at > now):
                continue
            limit = self._packs[row.case_id].workflow.time_limits.get(row.time_limit)
            title = limit.title if limit is not None else row.time_limit
            met = row.ended_at is not None and row.ended_at <= row.due_at
            yield Ended(f"{title}（{span_text(row.budget)}）", met)

    def overdue(self) -> list[tuple[str, int]]:
        """Return how many items of each register are past their time."""
        now, found = self._desk.now(), dict[str, set[int]]()
        for row in self._clocks:
            item = self._registers.get(row.case_id)
            if item is not None and row.ended_at is None and row.due_at < now:
                title = self._packs[item.id].workflow.routes[item.route]
                found.setdefault(title, set()).add(item.id)
        return sorted((title, len(items)) for title, items in found.items())

    def reserves(self) -> list[tuple[str, Any]]:
        """Return the balance of each town's reserve in scope."""
        rows = self._reads.reserves()
        return [(self._units.get(row.town_id, row.town_id), row.balance) for row in rows]
