"""Say what a drawing marks for one case: where it stands, what was done, what comes next (图上标记)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Marks:
    """Marks of one case by ids of places and steps; ``standing`` maps places to words such as 已停 3 天."""

    standing: dict[str, str]
    taken: frozenset[str] = frozenset()
    next: frozenset[str] = frozenset()
