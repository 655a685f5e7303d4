"""Name the states in which only a unit's own items, or those sent to it, wait for it (转出、受转)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mine:
    """States in which only what ``unit`` owns, or what was sent to it, waits for it."""

    unit: str = ""
    owned: tuple[str, ...] = ()
    received: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Say whether there is any such state."""
        return bool(self.owned or self.received)


#: No such state.
NOTHING = Mine()
