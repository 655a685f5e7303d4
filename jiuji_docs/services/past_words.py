"""Find titles of what a case went through under editions it has left (换版前的名称).

The case's own edition is asked first; only a name it does not know costs a look at what it was moved from.
"""

from __future__ import annotations

from functools import cached_property

from jiuji_docs.domain.forms.definition import FormDefinition
from jiuji_docs.domain.workflow.edition_map import MOVE, MOVE_TITLE
from jiuji_docs.domain.workflow.policy import Pack
from jiuji_docs.domain.workflow.withdrawal import TITLE, WITHDRAW
from jiuji_docs.services.desk import Desk

#: Steps that no definition has.
OWN_STEPS = {WITHDRAW: TITLE, MOVE: MOVE_TITLE}


class PastWords:
    """The words of one case: its edition's, else those of the editions it was moved from, newest first."""

    def __init__(self, desk: Desk, pack: Pack, case_id: int) -> None:
        self._desk, self._pack, self._case_id = desk, pack, case_id

    @cached_property
    def _left(self) -> list[Pack]:
        desk = self._desk
        left = [row.old_checksum for row in reversed(desk.editions.moves(self._case_id))]
        of = desk.house.editions.of
        return [of(desk.work.session, self._pack.id, checksum) for checksum in left]

    def step(self, name: str) -> str:
        """Return the title of a step of the history."""
        return OWN_STEPS.get(name) or self._title("transitions", name)

    def limit(self, name: str) -> str:
        """Return the title of a time limit."""
        return self._title("time_limits", name)

    def debt(self, name: str) -> str:
        """Return the title of a debt."""
        return self._title("debts", name)

    def panel(self, name: str) -> str:
        """Return the title of a panel."""
        return self._title("panels", name)

    def form(self, name: str) -> FormDefinition | None:
        """Return a form that was filled, if any edition of the case has it."""
        if name in self._pack.forms:
            return self._pack.forms[name]
        return next((pack.forms[name] for pack in self._left if name in pack.forms), None)

    def _title(self, kind: str, name: str) -> str:
        found = getattr(self._pack.workflow, kind).get(name)
        for pack in self._left if found is None else ():
            found = found or getattr(pack.workflow, kind).get(name)
        return str(found.title) if found is not None else name
