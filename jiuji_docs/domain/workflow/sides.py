"""Say on whose side of a sent item somebody stands (转出的一方、接收的一方)."""

from __future__ import annotations

from jiuji_docs.domain.workflow.facts import Actor, Facts

#: A step of the unit that owns the item, and of the unit it was sent to.
OWNER, RECEIVER = "owner", "receiver"
SIDES = {OWNER: "转出的一方", RECEIVER: "接收的一方"}


def on_side(side: str, facts: Facts, actor: Actor) -> bool:
    """Say whether a person is of the unit whose step this is; a step without a side is both's."""
    if side == RECEIVER:
        return bool(facts.receiver) and facts.receiver == actor.unit
    if side == OWNER:
        return bool(facts.owner) and facts.owner in {actor.unit, actor.town}
    return True
