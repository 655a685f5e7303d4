"""Open a draft for writing, save it, and offer what a drafter picks from (拟稿)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jiuji_docs.domain.documents.scraps import ImportFinding
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.dispatch.pasted import read_pasted

#: More units than this nobody picks from a list.
MOST_UNITS = 200


@dataclass(frozen=True, slots=True)
class Draft:
    """A dossier's text as one may write on it: version (稿次), where it stands, content."""

    number: str
    version: int
    state_title: str
    content: Mapping[str, Any]


class DraftingService:
    """Read and save drafts within the writer's row scope."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def draft(self, number: str, actor: Actor) -> Draft:
        """Return the draft; NotFound outside the row scope, Refused when it is closed to them."""
        raise NotImplementedError

    def save(
        self, number: str, actor: Actor, content: Mapping[str, Any], version: int | None
    ) -> int:
        """Store *content* and return the new version; StalePage when somebody saved meanwhile."""
        raise NotImplementedError

    def read_pasted(
        self, draft: Draft, text: str
    ) -> tuple[dict[str, Any], tuple[ImportFinding, ...]]:
        """Return what a pasted text says, over what the draft has from its office; nothing is stored."""
        return read_pasted(text, draft.content)

    def units(self, actor: Actor) -> tuple[str, ...]:
        """Return the names of the directory's other units, for 主送 and 抄送."""
        names = [str(unit.name) for unit in self._desk.accounts.units() if unit.id != actor.unit]
        return tuple(names[:MOST_UNITS])
