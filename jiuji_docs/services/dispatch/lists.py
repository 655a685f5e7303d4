"""List the dossiers of a person's unit: what waits, what went out, what came in, what is late (公文列表)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from jiuji_docs.definitions.read_dispatch import shipped_flows
from jiuji_docs.domain.dispatch.flow import BY
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.dispatch.views import DossierRow
from jiuji_docs.services.papers import local_date

PAGE = 50
#: Name of a list → its title.
LISTS = {
    "waiting": "待办",
    "outgoing": "本单位发文",
    "incoming": "本单位收文",
    "overdue": "逾期收文",
}


@dataclass(frozen=True, slots=True)
class DossierList:
    """One page of a list; ``after`` is the cursor of the next page, 0 at the end."""

    rows: tuple[DossierRow, ...]
    after: int = 0


class DossierLists:
    """Read lists within the reader's row scope: the own unit's, and what it is asked to countersign."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def show(self, name: str, actor: Actor, before: int = 0) -> DossierList:
        """Return a page of the list called *name*, newest first."""
        dossiers, bounds = self._desk.dossiers, {"before": before, "limit": PAGE + 1}
        if name == "waiting":
            places = {**{by: _states(actor, by) for by in BY}, "failed": _reprints(actor)}
            rows = dossiers.waiting(places, actor.unit, actor.unit_name, **bounds)
        elif name == "overdue":
            rows = dossiers.overdue(actor.unit, local_date(self._desk.now()), **bounds)
        else:
            rows = dossiers.of_flow(name, actor.unit, **bounds)
        after = rows[PAGE - 1].id if len(rows) > PAGE else 0
        return DossierList(tuple(self._row(one) for one in rows[:PAGE]), after)

    def _row(self, row: Any) -> DossierRow:
        today = local_date(self._desk.now())
        return DossierRow(
            id=row.id,
            number=row.number,
            title=row.title,
            kind=row.kind,
            document_number=row.document_number,
            urgency=row.urgency,
            state=shipped_flows()[row.flow].states[row.state].title,
            moved_at=row.moved_at,
            due_on=row.due_on,
            overdue=row.due_on is not None and row.due_on < today and not row.closed,
        )


def _states(actor: Actor, by: str) -> list[tuple[str, str]]:
    """Return (flow, state) of every place where this person's post has something to do."""
    flows = shipped_flows().values()
    return [(flow.id, state) for flow in flows for state in flow.states_for(actor.roles, by)]


def _reprints(actor: Actor) -> list[tuple[str, str]]:
    """Return (flow, state) of every place where this person may order a failed paper anew."""
    steps = ((flow.id, step) for flow in shipped_flows().values() for step in flow.steps.values())
    mine = [(flow, one) for flow, one in steps if "reprint" in one.effects]
    return [
        (flow, state) for flow, one in mine if actor.roles & set(one.roles) for state in one.source
    ]
