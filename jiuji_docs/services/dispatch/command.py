"""Say which step of which dossier somebody asks for, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class StepCommand:
    """One step asked for: ``key`` makes a page that is sent twice one step; ``version`` is the page's.

    ``given`` holds what the step asks for: units, code, deliver, due.
    """

    number: str
    step: str
    key: str
    version: int | None
    comment: str = ""
    given: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StepOutcome:
    """What a step did: the dossier, its number of steps, where it stands now."""

    number: str
    seq: int
    state: str
    repeated: bool = False
