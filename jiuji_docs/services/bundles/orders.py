"""Take in orders for a day's bundle on the page, and give out what was made (打印册)."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jiuji_docs.domain.errors import GuardRefused, NotFound, Refused
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.services.bundles.plan import BundlePlanner
from jiuji_docs.services.papers import local_date

if TYPE_CHECKING:
    from jiuji_docs.services.desk import Desk
    from jiuji_docs.services.house import House

#: What the outbox calls a bundle.
BUNDLE = "bundle"
#: Orders shown, and unfinished ones that somebody may have at once.
SHOWN, AT_ONCE = 20, 3
#: How long a finished bundle is kept: it is a copy, and full of personal data.
KEPT = dt.timedelta(days=7)
MAKING, DONE, FAILED = "making", "done", "failed"
STATES = {MAKING: "制作中", DONE: "已备齐", FAILED: "未能制作"}


@dataclass(frozen=True, slots=True)
class OrderView:
    """One order as its page shows it; ``there`` while its file is kept."""

    row: Any
    unit: str
    state_title: str
    there: bool
    missing: tuple[str, ...]


def bundle_path(house: House, order_id: int) -> Path:
    """Return where a bundle's file stands: beside the store, which keeps originals alone."""
    return house.settings.store.parent / "bundles" / f"{order_id}.pdf"


class BundleOrderService:
    """Order bundles of the reader's own unit and those below; the county of every one."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def units(self, actor: Actor) -> list[Any]:
        """Return the units whose day the reader may order: the own and those below; the county all of those."""
        units = self._desk.accounts.units()
        if actor.level == "county":
            return [one for one in units if one.level in ("town", "village")]
        return [one for one in units if actor.unit in (one.id, one.parent_id)]

    def order(self, unit_id: str, day: dt.date, actor: Actor, *, duplex: bool) -> int:
        """Put a bundle in the outbox and return its key; Refused where there is nothing to print.

        The same one that is still being made is given back.
        """
        desk = self._desk
        if unit_id not in {one.id for one in self.units(actor)}:
            raise NotFound(unit_id)
        if day > local_date(desk.now()):
            raise GuardRefused("in_the_future", "日期不能晚于今天")
        making = desk.bundle_orders.making(actor.account)
        for row in making:
            if (row.unit_id, row.day, row.duplex) == (unit_id, day, duplex):
                return int(row.id)
        if len(making) >= AT_ONCE:
            raise GuardRefused("too_many", f"已有 {AT_ONCE} 册在制作，请等其中一册完成")
        try:
            plan = BundlePlanner(desk).of_day(unit_id, day, actor)
        except NotFound as none:
            raise Refused("nothing_done", str(none)) from none
        row = desk.bundle_orders.add(
            account_id=actor.account,
            unit_id=unit_id,
            day=day,
            duplex=duplex,
            state=MAKING,
            stage="排队",
            total=len(plan.cases),
            asked_at=desk.now(),
            **_EMPTY,
        )
        desk.jobs.enqueue(BUNDLE, {"bundle": row.id}, f"bundle:{row.id}", desk.now())
        return int(row.id)

    def orders(self, actor: Actor) -> tuple[OrderView, ...]:
        """Return the reader's own orders, newest first."""
        rows = self._desk.bundle_orders.of_account(actor.account, SHOWN)
        return tuple(self._view(row) for row in rows)

    def view(self, order_id: int, actor: Actor) -> OrderView:
        """Return one of the reader's own orders; NotFound for another's."""
        return self._view(self._desk.bundle_orders.own(order_id, actor.account))

    def read(self, order_id: int, actor: Actor) -> tuple[str, bytes]:
        """Return name and bytes of a finished bundle; NotFound for another's or one no longer kept."""
        found = self.view(order_id, actor)
        if not found.there:
            raise NotFound(str(order_id))
        data = bundle_path(self._desk.house, order_id).read_bytes()
        return f"{found.unit}{found.row.day:%Y-%m-%d}打印册.pdf", data

    def note(self, order_id: int, actor: Actor) -> None:
        """Write down that the papers of a bundle were read, case by case (查阅留痕)."""
        desk, row = self._desk, self._desk.bundle_orders.own(order_id, actor.account)
        cases = json.loads(row.cases)
        for case_id, _, papers in cases:
            what = f"打印册：{papers} 份"
            desk.accounts.add_access(actor.account, case_id, what, desk.now())
        numbers = [number for _, number, _ in cases]
        desk.ledger.append("bundle", actor.account, cases=numbers, papers=row.papers)

    def _view(self, row: Any) -> OrderView:
        there = row.state == DONE and bundle_path(self._desk.house, row.id).is_file()
        return OrderView(
            row,
            str(self._desk.accounts.unit(row.unit_id).name),
            STATES[row.state],
            there,
            tuple(json.loads(row.missing)),
        )


_EMPTY = {"done": 0, "sides": 0, "papers": 0, "cases": "[]", "missing": "[]", "error": ""}
