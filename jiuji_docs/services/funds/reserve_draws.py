"""Draw emergency relief on the town's reserve (从备用金先行救助), within the step's own transaction."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from jiuji_docs.domain.funds.reserve import Movement
from jiuji_docs.domain.money import figures
from jiuji_docs.domain.workflow.books import DRAWS
from jiuji_docs.services.notices import NoticeService
from jiuji_docs.services.papers import local_date
from jiuji_docs.services.places import place_of

if TYPE_CHECKING:
    from jiuji_docs.domain.workflow.facts import Facts
    from jiuji_docs.services.desk import Desk
    from jiuji_docs.services.progress import Progress


def draws(progress: Progress) -> bool:
    """Say whether this step takes its money out of the reserve."""
    return any(condition.name == DRAWS for condition in progress.transition.guards)


def see_books(progress: Progress, seen: Facts) -> None:
    """Lay over the facts of an opening step what the town's reserve holds, if the step draws on it.

    The reserve is locked when the entry is written, and the balance judged again then.
    """
    if draws(progress):
        seen.reserve = progress.desk.reserves.balance(place_of(progress).unit)


def draw(progress: Progress, amount: Decimal) -> bool:
    """Take *amount* out of the reserve of the case's town; False where the step or town has none.

    A case draws once: relief confirmed afterwards is not paid again.
    """
    desk, case = progress.desk, progress.case
    if not draws(progress) or desk.reserves.lock(case.town_id) is None:
        return False
    causes = progress.pack.policy.enumerations.get("causes", {})
    movement = Movement(
        "relief",
        amount,
        causes.get(case.cause, "") or progress.transition.title,
        case.number,
        progress.actor.account,
        progress.actor.account,
        case_id=case.id,
    )
    desk.reserves.enter(
        case.town_id, movement, occurred_at=progress.occurred_at, recorded_at=progress.now
    )
    tell_when_low(desk, case.town_id)
    return True


def tell_when_low(desk: Desk, town: str) -> None:
    """Tell the town's head and the county's finance desk once a day that little is left (低额提醒)."""
    fund = desk.reserves.fund(town)
    if fund is None or fund.low_line is None or fund.balance >= fund.low_line:
        return
    unit = desk.accounts.unit(town)
    text = (
        f"{unit.name}备用金余额 {figures(fund.balance)} 元，"
        f"低于提醒线 {figures(fund.low_line)} 元，请及时请拨"
    )
    dedup = f"reserve_low:{town}:{local_date(desk.now())}"
    notices = NoticeService(desk)
    notices.tell_desk(town, "town.head", kind="reserve_low", text=text, dedup=dedup)
    notices.tell_desk(
        str(unit.parent_id), "finance.clerk", kind="reserve_low", text=text, dedup=dedup
    )
