"""Recompute the ledger and compare it with an anchored head (台账核验)."""

from __future__ import annotations

import json

from jiuji_docs.domain.canonical import digest
from jiuji_docs.domain.errors import SetUpError
from jiuji_docs.domain.ledger import LedgerReport, verify
from jiuji_docs.services.house import House
from jiuji_docs.services.settings import Settings

#: The kind of a ledger entry that tells of a publication.
PUBLISHED = "edition_published"


def house_for_check(settings: Settings) -> House:
    """Open a house whose ledger can be judged; without its key every entry would look damaged."""
    if not (settings.keys / "ledger.key").exists():
        raise SetUpError(f"没有台账密钥 {settings.keys / 'ledger.key'}，无法核验台账")
    return House(settings)


def check_ledger(house: House, head: tuple[int, str] | None = None) -> LedgerReport:
    """Return what recomputing every entry found; *head* is a (count, hash) kept outside the database.

    Without *head* the stored head row is used, which detects a cut tail but not a full rewrite by
    somebody who also holds the key.
    """
    with house.desk(write=False) as desk:
        anchored = head or desk.ledger.head()
        return verify(desk.ledger.entries(), house.ledger_key, head=anchored)


def changed_editions(house: House) -> list[str]:
    """Return one Chinese line for each published edition that is not what the ledger says was published."""
    with house.desk(write=False) as desk:
        told = [json.loads(row.body) for row in desk.ledger.entries_of_kind(PUBLISHED)]
        facts = {one["facts"]["checksum"]: one["facts"] for one in told if one["kind"] == PUBLISHED}
        kept = {row.checksum: desk.editions.find(row.checksum) for row in desk.editions.heads()}
    lines = []
    for checksum in sorted({*facts, *kept}):
        row, said = kept.get(checksum), facts.get(checksum)
        if row is None:
            lines.append(f"政策包版本 {checksum[:12]} 登记过发布，存档却没有了")
        elif said is None or said["content"] != digest(row.content):
            lines.append(f"政策包“{row.pack}”第 {row.number} 版的存档与台账登记的发布不符")
    return lines
