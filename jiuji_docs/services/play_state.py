"""Hold a scenario while it is being played (演示状态)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from jiuji_docs.domain.scenario import Scenario
from jiuji_docs.services.clock import FixedClock
from jiuji_docs.services.house import House
from jiuji_docs.services.press import Press

#: Receives one Chinese line per thing done.
Say = Callable[[str], None]


@dataclass(slots=True)
class Play:
    """A scenario while it is being played: cases by label, failures so far."""

    scenario: Scenario
    house: House
    clock: FixedClock
    press: Press | None
    cases: dict[str, str] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)
    #: What the last operation left for the next, such as the batch's number.
    notes: dict[str, Any] = field(default_factory=dict)
    #: Each step is tried without writing before it is taken, and the two must agree (先试办再办理).
    tries: bool = False
    say: Say = print
