"""Write the next version of a roster; what was written stays (名册换版)."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass

from jiuji_docs.domain.canonical import canonical, digest
from jiuji_docs.domain.errors import GuardRefused, NotAllowed
from jiuji_docs.domain.rosters.roster import Member, check_version
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.papers import local_date
from jiuji_docs.services.rosters.asked import roster_of

#: A version is not begun further back or ahead than this.
FAR = dt.timedelta(days=366)


@dataclass(frozen=True, slots=True)
class NewVersion:
    """What a new version says."""

    pack: str
    roster: str
    valid_from: dt.date
    members: tuple[Member, ...]
    note: str = ""


class RosterService:
    """Keep the rosters of the actor's own unit."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def write(self, new: NewVersion, actor: Actor) -> int:
        """Store the next version and return its number; Refused says what is wrong."""
        desk = self._desk
        roster = roster_of(desk, desk.accounts.unit(actor.unit), new.pack, new.roster)
        if roster.role not in actor.roles:
            raise NotAllowed("role", f"“{roster.title}”不由您的岗位维护")
        if abs(new.valid_from - local_date(desk.now())) > FAR:
            raise GuardRefused("valid_from", "启用日期应在前后一年之内")
        check_version(roster, new.members, new.valid_from)
        row = desk.rosters.add(
            [asdict(one) for one in new.members],
            pack=new.pack,
            roster=new.roster,
            unit_id=actor.unit,
            valid_from=new.valid_from,
            note=new.note.strip(),
            account_id=actor.account,
            recorded_at=desk.now(),
        )
        body = canonical([asdict(one) for one in new.members])
        desk.ledger.append(
            "roster_version",
            actor.account,
            roster=f"{new.pack}:{new.roster}",
            unit=actor.unit,
            version=row.version,
            content=digest(body),
        )
        return int(row.version)
