"""Publish a pack of the data rooms as an edition that never changes (发布), and say what is not published."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jiuji_docs.definitions.checks import check_pack, documents_of
from jiuji_docs.definitions.edition import Edition, edition_of, read_edition, write_edition
from jiuji_docs.definitions.finding import ERROR, Finding
from jiuji_docs.definitions.rules import check_people_of
from jiuji_docs.domain.calendar import BEIJING
from jiuji_docs.domain.canonical import digest
from jiuji_docs.domain.errors import GuardRefused, NotFound, Refused
from jiuji_docs.domain.workflow.facts import SYSTEM
from jiuji_docs.domain.workflow.policy import Pack, other_templates
from jiuji_docs.services.directories import directory_of

if TYPE_CHECKING:
    from jiuji_docs.services.desk import Desk
    from jiuji_docs.services.house import House

Say = Callable[[str], None]
#: How a pack of the data rooms stands to what is published.
NEW, PUBLISHED, CHANGED, EARLIER = "new", "published", "changed", "earlier"
STANDINGS = {
    NEW: "未发布",
    PUBLISHED: "已发布",
    CHANGED: "有未发布的改动",
    EARLIER: "与较早的一版相同，不是现行版本",
}


@dataclass(frozen=True, slots=True)
class Published:
    """An edition as it was published."""

    pack: str
    number: int
    checksum: str
    in_force_from: dt.date


@dataclass(frozen=True, slots=True)
class Standing:
    """How the data rooms' pack stands to the newest published edition (``number``; 0 when there is none)."""

    pack: str
    standing: str
    on_disk: str
    number: int = 0
    checksum: str = ""
    templates: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Return it in Chinese."""
        newest = f"（现行第 {self.number} 版）" if self.number else ""
        more = f"；版式文件有变：{'、'.join(self.templates)}" if self.templates else ""
        return f"{STANDINGS[self.standing]}{newest}{more}"


class NotFit(Refused):
    """A pack with lint errors, which is never published; ``findings`` says what and where."""

    def __init__(self, pack_id: str, findings: Sequence[Finding]) -> None:
        super().__init__("not_fit", f"政策包“{pack_id}”有 {len(findings)} 项错误，不能发布")
        self.findings = tuple(findings)


def publish(
    house: House, pack_id: str, by: str = SYSTEM.account, *, in_force_from: dt.date | None = None
) -> Published:
    """Publish a pack as it stands in the data rooms, with the office's settings.

    Cases are opened under it from *in_force_from*, by default today. Raises NotFound for an unknown
    pack or account, NotFit for lint errors, and Refused when it was published before.
    """
    if pack_id not in house.catalog.packs:
        raise NotFound(f"没有政策包“{pack_id}”")
    edition = edition_of(house.catalog, pack_id, house.office_settings(pack_id))
    pack = edition.pack()
    _refuse_unfit(house, pack)
    today = house.clock().astimezone(BEIJING).date()
    if in_force_from is not None and in_force_from < today:
        raise Refused("in_the_past", "启用日期不能早于今天：已受理的事项不会改按新版办理")
    done = house.run(lambda desk: _publish(desk, edition, pack, by, in_force_from or today))
    house.editions.forget()
    return done


def left_undone(house: House, pack_id: str) -> tuple[Finding, ...]:
    """Return which posts of a pack nobody of this office holds, and where nobody would be left to act.

    It stops no publication: an office may publish before its people have accounts. Nothing where none has.
    """
    with house.desk(write=False) as desk:
        directory = directory_of(desk)
    if not directory.people:
        return ()
    return tuple(dict.fromkeys(check_people_of(house.pack_on_disk(pack_id), directory)))


def publish_new(house: House, say: Say) -> list[Published]:
    """Publish every pack of the data rooms that was not, as set-up does; one with errors is told and left."""
    done = []
    for one in standings(house):
        if one.standing not in (NEW, CHANGED):
            continue
        try:
            done.append(publish(house, one.pack))
        except NotFit as unfit:
            for line in (unfit.message, *map(str, unfit.findings)):
                say(line)
        else:
            say(f"发布政策包“{one.pack}”第 {done[-1].number} 版")
    return done


def standings(house: House) -> list[Standing]:
    """Return how every pack of the data rooms stands to what is published."""
    with house.desk(write=False) as desk:
        return [_standing(desk, pack_id) for pack_id in house.pack_ids]


def unpublished_lines(house: House) -> list[str]:
    """Return one Chinese line for each pack whose data rooms are not what is published."""
    return [
        f"政策包“{one.pack}”{one.text}；新事项仍按已发布的版本受理，发布用 jiuji pack publish {one.pack}"
        for one in standings(house)
        if one.standing != PUBLISHED
    ]


def _refuse_unfit(house: House, pack: Pack) -> None:
    found = [*check_pack(pack), *documents_of(house.catalog, pack)]
    errors = [item for item in dict.fromkeys(found) if item.severity == ERROR]
    if errors:
        raise NotFit(pack.id, errors)


def _publish(
    desk: Desk, edition: Edition, pack: Pack, by: str, in_force_from: dt.date
) -> Published:
    if by != SYSTEM.account and not desk.accounts.has_account(by):
        raise NotFound(f"没有账户“{by}”")
    there = desk.editions.find(pack.checksum)
    if there is not None:
        raise Refused("published", f"与已发布的第 {there.number} 版完全相同，无须再发布")
    content = write_edition(edition)
    if read_edition(content).pack().checksum != pack.checksum:
        raise RuntimeError(f"{pack.id}: what was written is not what is read back")
    number = desk.editions.publish(
        checksum=pack.checksum,
        pack=pack.id,
        content=content,
        digest=digest(content),
        in_force_from=in_force_from,
        at=desk.now(),
        by=by,
    )
    desk.ledger.append(
        "edition_published",
        by,
        pack=pack.id,
        number=number,
        checksum=pack.checksum,
        content=digest(content),
        in_force_from=in_force_from,
    )
    return Published(pack.id, number, pack.checksum, in_force_from)


def _standing(desk: Desk, pack_id: str) -> Standing:
    house = desk.house
    on_disk = house.pack_on_disk(pack_id).checksum
    own = [row for row in desk.editions.heads() if row.pack == pack_id]
    if not own:
        return Standing(pack_id, NEW, on_disk)
    newest = own[-1]
    same = [row for row in own if row.checksum == on_disk]
    kind = CHANGED if not same else PUBLISHED if same[0] is newest else EARLIER
    changed: tuple[str, ...] = ()
    with suppress(GuardRefused):  # a damaged edition is told where its cases stop
        before = house.editions.of(desk.work.session, pack_id, newest.checksum)
        changed = other_templates(before, house.pack_on_disk(pack_id))
    return Standing(pack_id, kind, on_disk, newest.number, newest.checksum, changed)
