"""Recompute the ledger and compare it with an anchored head (台账核验)."""

from __future__ import annotations

from jiuji_docs.domain.errors import SetUpError
from jiuji_docs.domain.ledger import LedgerReport, verify
from jiuji_docs.services.house import House
from jiuji_docs.services.settings import Settings


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
