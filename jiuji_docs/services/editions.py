"""Give each case the edition of the pack it was opened under (版本各归各件).

Packs are read once per process and kept by checksum, so that a step asks a dictionary and no table. What
another process published is seen within ``FRESH`` seconds; a case under an edition not yet known is looked up.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from jiuji_docs.definitions.edition import read_edition
from jiuji_docs.domain.calendar import BEIJING
from jiuji_docs.domain.canonical import digest
from jiuji_docs.domain.errors import DefinitionError, GuardRefused
from jiuji_docs.domain.workflow.policy import Pack
from jiuji_docs.services.clock import Clock
from jiuji_docs.storage.core_session import CoreSession
from jiuji_docs.storage.editions import EditionRepository

#: Seconds for which the list of what is published counts as known.
FRESH = 5.0
#: Seconds for which the answer counts whether open cases have an older edition.
STEADY = 60.0
#: Characters of a checksum by which people tell editions apart.
SHORT = 12


@dataclass(slots=True)
class _Listed:
    """What is published, as last read."""

    heads: tuple[Any, ...] = ()
    read_at: float = float("-inf")


class Editions:
    """The editions a process has met, and which are published; ``on_disk`` reads a pack of the data rooms."""

    def __init__(self, on_disk: Callable[[str], Pack], clock: Clock) -> None:
        self._on_disk, self._clock = on_disk, clock
        #: Packs by checksum; the hot path reads it directly.
        self.known: dict[str, Pack] = {}
        self._adopted: dict[str, Pack] = {}
        self._stand_ins: dict[tuple[str, str], Pack] = {}
        self._in_use: dict[str, tuple[bool, float]] = {}
        self._listed = _Listed()

    def adopt(self, pack: Pack) -> None:
        """Open cases under *pack* from now on in this process, whatever is published (测速、试办)."""
        self._adopted[pack.id] = self.known[pack.checksum] = pack

    def forget(self) -> None:
        """Read anew what is published and what is in use when it is next asked for."""
        self._listed = _Listed()
        self._in_use.clear()

    def heads(self, session: CoreSession) -> tuple[Any, ...]:
        """Return the published editions without their text, oldest first within a pack."""
        listed = self._listed
        if time.monotonic() - listed.read_at > FRESH:
            found = tuple(EditionRepository(session).heads())
            if len(found) != len(listed.heads):
                self._stand_ins.clear()
            self._listed = listed = _Listed(found, time.monotonic())
        return listed.heads

    def newest(self, session: CoreSession, pack_id: str) -> Pack:
        """Return what a case is opened under now: the newest published in force, else the data rooms' pack.

        Before the first edition is in force the first counts: an office is never without rules.
        """
        if pack_id in self._adopted:
            return self._adopted[pack_id]
        head = self.head(session, pack_id)
        return self._read_disk(pack_id) if head is None else self._of_head(session, head)

    def head(self, session: CoreSession, pack_id: str) -> Any | None:
        """Return the published edition under which a case is opened now, without its text."""
        own = [row for row in self.heads(session) if row.pack == pack_id]
        today = self._clock().astimezone(BEIJING).date()
        in_force = [row for row in own if row.in_force_from <= today]
        return next(reversed(in_force or own[:1]), None)

    def of(self, session: CoreSession, pack_id: str, checksum: str) -> Pack:
        """Return the edition a case pins; where it was never kept, the first published stands in.

        Raises GuardRefused when the stored edition was tampered with.
        """
        found = self.known.get(checksum) or self._stand_ins.get((pack_id, checksum))
        if found is not None:
            return found
        row = EditionRepository(session).find(checksum)
        if row is not None:
            self.known[checksum] = read_kept(row)
            return self.known[checksum]
        return self._stand_in(session, pack_id, checksum)

    def is_kept(self, session: CoreSession, pack_id: str, checksum: str) -> bool:
        """Say whether a case runs on the very edition it pins, and not on one that stands in."""
        return self.of(session, pack_id, checksum).checksum == checksum

    def running_all(self, session: CoreSession, pack_ids: Iterable[str]) -> list[list[Pack]]:
        """Return ``running`` of each pack the office runs, and of others what open cases still have."""
        ids = list(pack_ids)
        left = {row.pack for row in self.heads(session)}.difference(ids)
        return [
            *(self.running(session, pack_id) for pack_id in ids),
            *(self._older(session, pack_id, "") for pack_id in sorted(left)),
        ]

    def running(self, session: CoreSession, pack_id: str) -> list[Pack]:
        """Return what open cases of a pack may run on, newest first.

        That is what they are opened under now, and every other edition that an open case has.
        """
        now = self.newest(session, pack_id)
        return [now, *self._older(session, pack_id, now.checksum)]

    def _older(self, session: CoreSession, pack_id: str, now: str) -> list[Pack]:
        return [
            self._of_head(session, row)
            for row in reversed(self.heads(session))
            if row.pack == pack_id
            and row.checksum != now
            and self._has_open_cases(session, row.checksum)
        ]

    def _has_open_cases(self, session: CoreSession, checksum: str) -> bool:
        answer, asked_at = self._in_use.get(checksum, (False, float("-inf")))
        if time.monotonic() - asked_at > STEADY:
            answer = EditionRepository(session).is_in_use(checksum)
            self._in_use[checksum] = answer, time.monotonic()
        return answer

    def _stand_in(self, session: CoreSession, pack_id: str, checksum: str) -> Pack:
        """Return the first published edition of a pack, or the data rooms' where nothing is published."""
        own = [row for row in self.heads(session) if row.pack == pack_id]
        adopted = self._adopted.get(pack_id)
        pack = self._of_head(session, own[0]) if own else adopted or self._read_disk(pack_id)
        self._stand_ins[pack_id, checksum] = pack
        return pack

    def _of_head(self, session: CoreSession, row: Any) -> Pack:
        return self.known.get(row.checksum) or self.of(session, row.pack, row.checksum)

    def _read_disk(self, pack_id: str) -> Pack:
        pack = self._on_disk(pack_id)
        return self.known.setdefault(pack.checksum, pack)


def read_kept(row: Any) -> Pack:
    """Return the pack of a stored edition; GuardRefused when its text is not what was published."""
    try:
        pack = read_edition(row.content).pack()
    except DefinitionError as error:
        raise _damaged(row) from error
    if digest(row.content) != row.digest or (pack.id, pack.checksum) != (row.pack, row.checksum):
        raise _damaged(row)
    return pack


def _damaged(row: Any) -> GuardRefused:
    return GuardRefused(
        "edition_damaged",
        f"政策包“{row.pack}”第 {row.number} 版（{row.checksum[:SHORT]}）的存档与发布时的摘要不符，"
        "已停用，请用备份恢复",
    )
