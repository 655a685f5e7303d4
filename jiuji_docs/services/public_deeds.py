"""Bound how often one address reports without logging in (频次限制), over all processes of the office."""

from __future__ import annotations

import datetime as dt

from jiuji_docs.services.desk import Desk
from jiuji_docs.services.house import House
from jiuji_docs.storage.public_deeds import PublicDeedRepository

SPAN = dt.timedelta(hours=1)


def allows(house: House, address: str, most: int) -> bool:
    """Count one deed of an address, in a transaction of its own, and say whether it is within the bound.

    A refused report counts too; the address itself is never written, and its hash not kept beyond the hour.
    """

    def count(desk: Desk) -> int:
        rows, now = PublicDeedRepository(desk.work.session), desk.now()
        rows.forget(now - SPAN)
        return rows.count(desk.pseudonym(f"address:{address}"), now, SPAN)

    return house.run(count) <= most


def forget(house: House) -> None:
    """Take away what is older than the hour, also when nobody reports any more."""
    house.run(lambda desk: PublicDeedRepository(desk.work.session).forget(desk.now() - SPAN))
