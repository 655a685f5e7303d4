"""Offer the names of units at the fields that name one: town, village, receiving unit (单位建议)."""

from __future__ import annotations

from collections.abc import Mapping

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
