"""Tell people at their desks what they should know (提醒); a notice informs and decides nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.services.desk import Desk

#: Notices shown at once, and how many that were read stay in sight.
PAGE, READ_PAGE = 20, 5
LONGEST_TEXT = 400


@dataclass(frozen=True, slots=True)
class NoticeView:
    """One notice as a page shows it; ``case`` is the case's number or empty."""

    id: int
    kind: str
    text: str
    case: str
    created_at: dt.datetime


@dataclass(frozen=True, slots=True)
class NoticeBoard:
    """What waits for a reader: the newest unread ones, how many there are in all, and the last read."""

    unread: tuple[NoticeView, ...]
    total: int
    read: tuple[NoticeView, ...]


class NoticeService:
    """Write notices to people or desks, and show a reader the reader's own."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def tell(
        self, account: str, *, kind: str, text: str, dedup: str, case_id: int | None = None
    ) -> bool:
        """Tell one person; False when the same *dedup* was told this person before."""
        return self._desk.notices.add(
            account_id=account,
            case_id=case_id,
            kind=kind,
            text=_shortened(text),
            created_at=self._desk.now(),
            dedup=f"{dedup}@{account}",
        )

    def tell_desk(
        self, unit: str, role: str, *, kind: str, text: str, dedup: str, case_id: int | None = None
    ) -> int:
        """Tell everybody who holds *role* in *unit*, each one's own notice; return how many.

        Where nobody does, one notice stays for whoever will: an empty post loses nothing (岗位空缺).
        """
        holders = self._desk.notices.holders(unit, role)
        if holders:
            told = [
                self.tell(account, kind=kind, text=text, dedup=dedup, case_id=case_id)
                for account in holders
            ]
            return sum(told)
        return int(
            self._desk.notices.add(
                unit_id=unit,
                role=role,
                case_id=case_id,
                kind=kind,
                text=_shortened(text),
                created_at=self._desk.now(),
                dedup=f"{dedup}@{unit}/{role}",
            )
        )

    def board(self, actor: Actor) -> NoticeBoard:
        """Return what this reader should know, newest first."""
        notices, reader = self._desk.notices, (actor.account, actor.unit, actor.roles)
        return NoticeBoard(
            _views(notices.unread(*reader, limit=PAGE)),
            notices.count_unread(*reader),
            _views(notices.lately_read(*reader, limit=READ_PAGE)),
        )

    def mark_read(self, actor: Actor, ids: Collection[int] | None) -> int:
        """Mark *ids* (None: all) as read, as far as they are this reader's; return how many were."""
        reader = (actor.account, actor.unit, actor.roles)
        return self._desk.notices.mark_read(ids, *reader, at=self._desk.now())


def _views(rows: list[Any]) -> tuple[NoticeView, ...]:
    return tuple(
        NoticeView(row.id, row.kind, row.text, row.number or "", row.created_at) for row in rows
    )


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…"
