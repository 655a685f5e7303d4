"""Tell the keeper of a duty roster, once, that days are coming on which nobody is on duty (缺岗提醒)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from jiuji_docs.domain.rosters.roster import DUTY
from jiuji_docs.services.notices import NoticeService
from jiuji_docs.services.papers import local_date
from jiuji_docs.services.rosters.asked import rosters_of, versions_of
from jiuji_docs.services.rosters.views import gaps_ahead

if TYPE_CHECKING:
    from jiuji_docs.services.desk import Desk
    from jiuji_docs.services.house import House

#: A gap is told when it begins within so many days.
SOON = dt.timedelta(days=7)
Telling = dict[str, str]


def tell_gaps(house: House) -> int:
    """Tell every gap that is near and was not told; return how many notices that made."""
    with house.desk(write=False) as desk:
        tellings = tuple(_tellings(desk))
    return sum(house.run(partial(_tell, one)) for one in tellings)


def _tellings(desk: Desk) -> Iterator[Telling]:
    today = local_date(desk.now())
    for unit in desk.accounts.units():
        for pack, roster in rosters_of(desk, unit):
            if roster.kind != DUTY:
                continue
            versions = versions_of(desk, str(unit.id), pack, roster.id)
            for first, last in gaps_ahead(roster, versions, today):
                if first - today <= SOON:
                    yield {
                        "unit": str(unit.id),
                        "role": roster.role,
                        "text": f"“{roster.title}”{first} 至 {last} 无人值班，请排班",
                        "dedup": f"gap:{pack}:{roster.id}:{first}:{unit.id}",
                    }


def _tell(one: Telling, desk: Desk) -> int:
    service = NoticeService(desk)
    return service.tell_desk(
        one["unit"], one["role"], kind="remind", text=one["text"], dedup=one["dedup"]
    )
