"""See at acceptance whether a household is barred after fraud (停止受理), and use up the county's exception."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from jiuji_docs.services.papers import local_date

if TYPE_CHECKING:
    from jiuji_docs.domain.workflow.facts import Facts
    from jiuji_docs.services.desk import Desk
    from jiuji_docs.services.progress import Progress

#: The guard whose step asks about bans.
ASKS = "not_banned"


def household(desk: Desk, person_id: int, values: Mapping[str, Any]) -> tuple[int, ...]:
    """Return the person and whoever of the household is known here (同一家庭)."""
    members = values.get("application.members") or []
    ids = [str(row["id_number"]) for row in members if row.get("id_number")]
    return tuple(sorted({person_id, *desk.cases.people(ids)}))


def see_ban(progress: Progress, seen: Facts, person_id: int) -> None:
    """Lay over the facts until when the household is barred, if this step asks."""
    if not _asks(progress):
        return
    desk = progress.desk
    people = household(desk, person_id, seen.known)
    seen.barred_until = desk.recoveries.barred_until(people, local_date(progress.now))
    if seen.barred_until is not None:
        seen.ban_exception = desk.recoveries.exception(people) is not None


def use_ban_exception(progress: Progress, person_id: int, values: Mapping[str, Any]) -> None:
    """Use up the exception that let a barred household through; it is for one application."""
    if not _asks(progress):
        return
    desk = progress.desk
    people = household(desk, person_id, values)
    if desk.recoveries.barred_until(people, local_date(progress.now)) is None:
        return
    exception = desk.recoveries.exception(people)
    if exception is not None:
        desk.recoveries.use_exception(exception.id, progress.case.id)


def _asks(progress: Progress) -> bool:
    return any(condition.name == ASKS for condition in progress.transition.guards)
