"""Tell the sender that the receiver of an item passed it on (再转), and leave the receiver a copy to read."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from jiuji_docs.domain.workflow.facts import SYSTEM
from jiuji_docs.domain.workflow.sides import RECEIVER
from jiuji_docs.services.notices import NoticeService

if TYPE_CHECKING:
    from jiuji_docs.services.progress import Progress

#: How long a unit that passed an item on may still read it.
READING = dt.timedelta(days=60)


def tell_passed_on(progress: Progress) -> None:
    """Tell the sender that the receiver passed the item on (再转), and leave the receiver a copy to read."""
    desk, actor, case = progress.desk, progress.actor, progress.case
    if not (progress.transition.receiver and progress.transition.side == RECEIVER):
        return
    to = desk.accounts.unit(case.receiver_id)
    desk.circulation.add(
        case_id=case.id, from_account=actor.account, to_account=None, to_unit=actor.unit,
        reason=f"已再转{to.name}，签收以前仍由本单位负责", sent_at=progress.now,
        until=progress.now + READING,
    )  # fmt: skip
    text = f"{case.number} 由{actor.unit_name}再转{to.name}；期限不变，签收以前原签收人负责"
    senders = {s.account_id for s in desk.cases.steps(case.id) if s.seq == 1} - {SYSTEM.account}
    for account in senders:
        NoticeService(desk).tell(
            account, kind="assignment", text=text, dedup=f"passed:{case.id}:{progress.seq}",
            case_id=case.id,
        )  # fmt: skip
