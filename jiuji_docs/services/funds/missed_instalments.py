"""Tell once who decided a recovery that an instalment was missed (追回逾期提醒)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from jiuji_docs.domain.calendar import BEIJING
from jiuji_docs.domain.money import figures
from jiuji_docs.services.funds.recoveries import RecoveryService
from jiuji_docs.services.notices import NoticeService

if TYPE_CHECKING:
    from jiuji_docs.services.desk import Desk
    from jiuji_docs.services.house import House


class InstalmentWatch:
    """Look once a day whether an instalment went by unpaid; cheap in between."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._looked: dt.date | None = None

    def run_one(self) -> bool:
        """Tell what was missed; False when this day was looked at or nothing was new."""
        today = self._house.clock().astimezone(BEIJING).date()
        if today == self._looked:
            return False
        told = self._house.run(tell_missed)
        self._looked = today
        return told > 0


def tell_missed(desk: Desk) -> int:
    """Tell the deciders, or whoever holds their post, of every missed instalment; return how many were new."""
    told = 0
    for line in RecoveryService(desk).owing():
        decider = desk.actor(line.row.decided_by)
        for part in line.missed:
            text = (
                f"追回 {line.row.number} 应于 {part.due_on:%Y-%m-%d} 退回 {figures(part.amount)} 元，"
                f"尚欠 {figures(part.remainder)} 元，已逾期"
            )
            told += NoticeService(desk).tell_desk(
                decider.unit, "county.approver", kind="overdue", text=text,
                dedup=f"instalment:{line.row.id}:{part.due_on}", case_id=line.row.case_id,
            )  # fmt: skip
    return told
