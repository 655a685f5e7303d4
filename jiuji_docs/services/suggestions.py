"""Offer names at the fields that ask for a unit or for somebody to seat or unseat on a panel (填写建议)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jiuji_docs.domain.workflow.definition import Transition
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.services.desk import Desk


def unit_names(desk: Desk, transition: Transition, actor: Actor) -> Mapping[str, tuple[str, ...]]:
    """Return the names to offer by dotted path of the field; anything else may still be typed."""
    units = desk.accounts.units()
    own = [unit for unit in units if actor.level == "county" or unit.parent_id == actor.town]
    subject = transition.subject
    offered = {
        subject.get("village"): [unit for unit in own if unit.level == "village"],
        subject.get("town"): [
            unit for unit in units if unit.level == "town" and actor.level in ("county", unit.level)
        ],
        transition.receiver: [
            unit for unit in units if unit.level != "village" and unit.id != actor.unit
        ],
    }
    return {
        path: tuple(str(unit.name) for unit in found) for path, found in offered.items() if path
    }


def seat_names(desk: Desk, transition: Transition, case: Any | None) -> dict[str, tuple[str, ...]]:
    """Return whom 加签 and 减签 may be about, as ``姓名（账户）``, by dotted path of the field."""
    if case is None or not transition.seat:
        return {}
    rows = [row for row in desk.cases.seats(case.id) if row.panel == transition.panel]
    seated = {row.account_id or row.by_account_id for row in rows if not row.off}
    if transition.act == "remove":
        waiting = {
            row.account_id for row in rows if row.account_id and not row.off and not row.vote
        }
        found = [row for row in desk.accounts.accounts() if row.id in waiting]
    else:
        near = {unit.id for unit in desk.accounts.units() if unit.level == "county"} | {
            case.town_id
        }
        found = [
            row
            for row in desk.accounts.accounts()
            if row.active and row.unit_id in near and row.id not in seated
        ]
    return {transition.seat: tuple(f"{row.name}（{row.id}）" for row in found)}
