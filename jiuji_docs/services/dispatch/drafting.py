"""Begin a document, open it for writing, save it, offer what a drafter picks from (拟稿)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jiuji_docs.domain.dispatch.judge import may_edit
from jiuji_docs.domain.documents.import_notes import ImportFinding
from jiuji_docs.domain.documents.kinds import KINDS, blank_content
from jiuji_docs.domain.errors import GuardRefused, NotAllowed, PaperError, Refused, StalePage
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.dispatch.content import content_of, stored
from jiuji_docs.services.dispatch.gathering import facts_of, flow_of
from jiuji_docs.services.dispatch.kernel import DispatchKernel
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
    """Begin, read and save drafts within the writer's row scope."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def begin(self, kind: str, actor: Actor, key: str) -> str:
        """Open a dossier with a blank document of *kind* and return its number."""
        if kind not in KINDS:
            raise Refused("kind", "请选择文种")
        content = blank_content(KINDS[kind], actor.unit_name)
        return DispatchKernel(self._desk).open("outgoing", actor, content, key).number

    def draft(self, number: str, actor: Actor) -> Draft:
        """Return the draft; NotFound outside the row scope, Refused when it is closed to them."""
        row = self._desk.dossiers.seen(number, actor.unit)
        title = self._may_write(row, actor)
        return Draft(row.number, row.version, title, content_of(row))

    def save(
        self, number: str, actor: Actor, content: Mapping[str, Any], version: int | None
    ) -> int:
        """Store *content* and return the new version; StalePage when somebody saved meanwhile."""
        dossiers = self._desk.dossiers
        row = dossiers.lock(dossiers.seen(number, actor.unit).id)
        self._may_write(row, actor)
        if version != row.version:
            raise StalePage("stale_page", "本稿已有人修改或办理")
        try:
            values = stored(content)
        except PaperError as error:
            raise GuardRefused("content", str(error)) from error
        if values["content_hash"] == row.content_hash:
            return int(row.version)
        saved = dossiers.change(row.id, row.version, **values, moved_at=self._desk.now())
        self._desk.ledger.append(
            "dossier_text", actor.account, dossier=number, content=values["content_hash"]
        )
        return int(saved.version)

    def read_pasted(
        self, draft: Draft, text: str
    ) -> tuple[dict[str, Any], tuple[ImportFinding, ...]]:
        """Return what a pasted text says, over what the draft has from its office; nothing is stored."""
        return read_pasted(text, draft.content)

    def units(self, actor: Actor) -> tuple[str, ...]:
        """Return the names of the directory's other units, for 主送 and 抄送."""
        names = [str(unit.name) for unit in self._desk.accounts.units() if unit.id != actor.unit]
        return tuple(names[:MOST_UNITS])

    def _may_write(self, row: Any, actor: Actor) -> str:
        flow = flow_of(row)
        state = flow.states[row.state]
        if not may_edit(flow, facts_of(self._desk, row, actor), actor):
            raise NotAllowed("not_editable", f"此件在“{state.title}”环节，您不能修改文稿")
        return state.title
