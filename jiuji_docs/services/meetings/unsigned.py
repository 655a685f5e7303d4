"""Tell who issued minutes that the convener's signature is still owed (待签字的会议纪要)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from jiuji_docs.domain.errors import NotAllowed, NotFound
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.domain.workflow.policy import Pack
from jiuji_docs.services.meetings.kinds import kind_of_row
from jiuji_docs.services.meetings.press_topic import MINUTES, SIGNED_FILE
from jiuji_docs.services.worklists import scope_of
from jiuji_docs.storage.scope import Scope
from jiuji_docs.storage.unsigned_minutes import UnsignedMinutes

if TYPE_CHECKING:
    from jiuji_docs.services.desk import Desk

#: Lines shown; more than these are not told at once.
SHOWN = 20


@dataclass(frozen=True, slots=True)
class UnsignedLine:
    """Minutes that wait for a signature: where they are dealt with, what they are called, what to do."""

    address: str
    called: str
    to_do: str


class UnsignedMinutesReader:
    """Read what minutes of the reader's own unit and posts wait for their convener's signature."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def owed_by(self, actor: Actor) -> tuple[UnsignedLine, ...]:
        """Return at most 20 lines of meetings and 20 of cases, oldest first."""
        reads = UnsignedMinutes(self._desk.work.session, Scope(*scope_of(actor)))
        return (*self._meetings(reads, actor), *self._cases(reads, actor))

    def _meetings(self, reads: UnsignedMinutes, actor: Actor) -> Iterator[UnsignedLine]:
        for row in reads.of_meetings(actor.unit, SHOWN):
            try:
                kind_of_row(self._desk, row, actor)
            except (NotAllowed, NotFound):
                continue
            yield UnsignedLine(
                f"/meetings/{quote(row.number)}",
                f"{row.name}纪要{row.minutes_number}",
                f"请召集人{row.convener}在纸上签字，上传签字件后有关事项才能归档",
            )

    def _cases(self, reads: UnsignedMinutes, actor: Actor) -> Iterator[UnsignedLine]:
        if not any(_issues(self._desk.pack(one), actor) for one in self._desk.house.pack_ids):
            return
        for row in reads.of_cases(actor.unit, MINUTES, SIGNED_FILE, SHOWN):
            step = self._desk.pack_of(self._desk.cases.get_by_id(row.id)).workflow.transitions.get(
                row.transition
            )
            if step is not None and not actor.roles.isdisjoint(step.roles):
                yield UnsignedLine(
                    f"/cases/{quote(row.number)}",
                    f"{row.number} {row.title}",
                    "召集人没有签名，请把签字件添加到佐证材料（会议纪要签字件），事项才能归档",
                )


def _issues(pack: Pack, actor: Actor) -> bool:
    """Say whether a post of the reader issues minutes as a case's own paper."""
    return any(
        MINUTES in (*step.documents, *step.forms) and not actor.roles.isdisjoint(step.roles)
        for step in pack.workflow.transitions.values()
    )
