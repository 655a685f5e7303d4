"""Keep what a clerk typed but has not submitted (草稿), so that a closed browser loses nothing."""

from __future__ import annotations

import json
from collections.abc import Sequence

from jiuji_docs.domain.errors import Refused
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.services.desk import Desk

#: A draft larger than this is no draft of a form.
LARGEST = 256 * 1024

Pairs = Sequence[tuple[str, str]]


class DraftService:
    """Save, read and drop one person's draft of one step."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def save(self, actor: Actor, case: str, transition: str, fields: Pairs) -> None:
        """Keep raw form fields, in order, for the same person to come back to."""
        body = json.dumps([list(pair) for pair in fields], ensure_ascii=False)
        if len(body) > LARGEST:
            raise Refused("draft_too_large", "草稿内容过大，未保存")
        self._desk.accounts.save_draft(
            actor.account, case or "new", transition, body, self._desk.now()
        )

    def read(self, actor: Actor, case: str, transition: str) -> list[tuple[str, str]]:
        """Return the fields saved, or nothing."""
        row = self._desk.accounts.draft(actor.account, case or "new", transition)
        return (
            [] if row is None else [(str(name), str(value)) for name, value in json.loads(row.body)]
        )

    def drop(self, actor: Actor, case: str, transition: str) -> None:
        """Forget the draft once the step is taken."""
        self._desk.accounts.drop_draft(actor.account, case or "new", transition)
