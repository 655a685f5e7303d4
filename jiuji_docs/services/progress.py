"""Carry one step while it is being taken (办理中的一步)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from jiuji_docs.domain.forms.entry import Entered
from jiuji_docs.domain.workflow.definition import Transition
from jiuji_docs.domain.workflow.engine import Taken
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.domain.workflow.policy import Pack
from jiuji_docs.services.command import Command
from jiuji_docs.services.desk import Desk


@dataclass(slots=True)
class Progress:
    """A step while it is being taken; ``case`` is the locked row, re-read after each change."""

    desk: Desk
    command: Command
    actor: Actor
    pack: Pack
    transition: Transition
    now: dt.datetime
    case: Any = None
    entered: Mapping[str, Entered] = field(default_factory=dict)
    taken: Taken = field(init=False)
    seq: int = 0
    late: tuple[str, ...] = ()
    #: Numbers of the steps a return has voided (退回作废).
    voided: frozenset[int] = frozenset()
    documents: list[str] = field(default_factory=list)
    #: Whether the case owes papers when it is signed; None where nobody has looked yet.
    owing: bool | None = None

    @property
    def entering(self) -> dict[str, dict[str, Any]]:
        """Checked values by form id."""
        return {form: item.values for form, item in self.entered.items()}

    @property
    def occurred_at(self) -> dt.datetime:
        """When it happened, which may be before it was written down."""
        return self.command.occurred_at or self.now
