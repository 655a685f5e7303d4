"""Say what a drawing marks for one case: where it stands, what was done, what comes next (图上标记)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Marks:
    """Marks of one case: places it stands at with words such as 已停 3 天, and (place, step) pairs taken."""

    standing: Mapping[str, str]
    taken: frozenset[tuple[str, str]] = frozenset()
