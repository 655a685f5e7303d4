"""List the published editions of a pack with the cases on each; say which edition a case runs on (版本目录)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jiuji_docs.domain.errors import NotFound, Refused, SetUpError
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.editions import read_kept
from jiuji_docs.services.house import House
from jiuji_docs.services.publishing import standings
from jiuji_docs.services.settings import Settings


@dataclass(frozen=True, slots=True)
class EditionLine:
    """One edition: number 0 is what older cases pin and nobody kept (未留存).

    ``intact`` says whether its stored text is still what was published.
    """

    number: int
    checksum: str
    in_force_from: dt.date | None
    published_at: dt.datetime | None
    published_by: str
    open_cases: int
    cases: int
    current: bool
    intact: bool = True


class EditionService:
    """Read which editions there are; they hold rules, no personal data."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def lines(self, pack_id: str) -> list[EditionLine]:
        """Return every edition of a pack, oldest first, then what cases pin that was never kept.

        NotFound for an unknown pack.
        """
        desk = self._desk
        own = [row for row in desk.editions.heads() if row.pack == pack_id]
        if not own and pack_id not in desk.house.catalog.packs:
            raise NotFound(f"没有政策包“{pack_id}”")
        counts = dict(desk.editions.counts(pack_id))
        head = desk.house.editions.head(desk.work.session, pack_id)
        now = head.checksum if head is not None else ""
        lines = [self._line(row, counts.pop(row.checksum, (0, 0)), now) for row in own]
        lines += [
            EditionLine(0, checksum, None, None, "", *found, current=checksum == now)
            for checksum, found in sorted(counts.items())
        ]
        return lines

    def published(self, pack_id: str) -> list[tuple[str, str]]:
        """Return checksum and name of every published edition of a pack, newest first."""
        heads = self._desk.house.editions.heads(self._desk.work.session)
        return [
            (row.checksum, f"第 {row.number} 版（{row.in_force_from} 起用）")
            for row in reversed(heads)
            if row.pack == pack_id
        ]

    def has_unpublished_changes(self, pack_id: str) -> bool:
        """Say whether this process read other rules from the data files than cases are opened under."""
        own = {checksum for checksum, _name in self.published(pack_id)}
        return bool(own) and self._desk.house.pack_on_disk(pack_id).checksum not in own

    def name_for(self, case: Any) -> str:
        """Return in Chinese which edition a case runs on; said aloud where it is not the one it pins."""
        desk = self._desk
        if not desk.house.editions.heads(desk.work.session):
            return ""
        runs_on = desk.pack_of(case).checksum
        number = self._number(runs_on)
        if runs_on == case.pack_checksum:
            return f"第 {number} 版" if number else ""
        told = f"第 {number} 版" if number else "本机数据文件"
        return f"受理时的版本没有留存，按{told}办理"

    def _number(self, checksum: str) -> int:
        heads = self._desk.house.editions.heads(self._desk.work.session)
        return next((int(row.number) for row in heads if row.checksum == checksum), 0)

    def _line(self, row: Any, counts: tuple[int, int], now: str) -> EditionLine:
        return EditionLine(
            row.number,
            row.checksum,
            row.in_force_from,
            row.published_at,
            row.published_by,
            *counts,
            current=row.checksum == now,
            intact=self._is_intact(row.checksum),
        )

    def _is_intact(self, checksum: str) -> bool:
        try:
            read_kept(self._desk.editions.find(checksum))
        except Refused:
            return False
        return True


def published_texts(settings: Settings) -> dict[str, str]:
    """Return how each pack stands, in Chinese; nothing where there is no database of today's shape yet."""
    file = settings.database.removeprefix("sqlite:///")
    if file != settings.database and not Path(file).is_file():
        return {}
    house = House(settings)
    try:
        house.refuse_unprepared()
        return {one.pack: one.text for one in standings(house)}
    except SetUpError:
        return {}
    finally:
        house.close()
