"""Move every running case of one edition to another by a map, or say beforehand what that would do (换版).

A dry run does the very same and undoes it, so that its report cannot differ from what then happens.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jiuji_docs.domain.errors import NotFound, Refused
from jiuji_docs.domain.workflow.edition_map import EditionMap, what_is_missing
from jiuji_docs.domain.workflow.facts import SYSTEM, Actor
from jiuji_docs.domain.workflow.policy import Pack, other_templates
from jiuji_docs.services.edition_moving import CaseMove, Mover, Names

if TYPE_CHECKING:
    from jiuji_docs.services.desk import Desk
    from jiuji_docs.services.house import House

#: Characters of a checksum that name an edition, at least.
LEAST = 6


@dataclass(frozen=True, slots=True)
class Migration:
    """What a migration did, or would do; ``findings`` are what the map leaves out, and then nothing is done."""

    old: str
    new: str
    findings: tuple[str, ...]
    cases: tuple[CaseMove, ...] = ()
    undone: bool = False
    #: Titles of states, steps and fields by id, of both editions.
    titles: Mapping[str, str] = field(default_factory=dict)
    #: Templates that later papers of the moved cases are made with instead (版式).
    templates: tuple[str, ...] = ()

    @property
    def refused(self) -> int:
        """How many cases stay where they are for reasons of their own."""
        return sum(bool(one.refusals) for one in self.cases)


class _Undone(Exception):
    def __init__(self, moves: tuple[CaseMove, ...]) -> None:
        super().__init__()
        self.moves = moves


def migrate(
    house: House,
    old: str,
    new: str,
    names: EditionMap,
    *,
    by: str = SYSTEM.account,
    dry_run: bool = False,
    together: bool = False,
) -> Migration:
    """Move the open cases of edition *old* to *new*, each in its own transaction.

    Editions are named ``pack@2`` or by the beginning of their checksum. With *together* one transaction
    moves all, or none when one cannot be moved. Raises NotFound and Refused for what is named wrongly.
    """
    with house.desk(write=False) as desk:
        before, after = edition_named(desk, old), edition_named(desk, new)
        if before.checksum == after.checksum:
            raise Refused("same_edition", "两处写的是同一版")
        if by != SYSTEM.account and not desk.accounts.has_account(by):
            raise NotFound(f"没有账户“{by}”")
        numbers = desk.editions.open_cases(before.checksum)
    findings = tuple(what_is_missing(names, before.pack, after.pack))
    found = Migration(before.title, after.title, findings)
    if findings:
        return found
    mover = Mover(before, after, names, by)
    groups = [numbers] if together else [[number] for number in numbers]
    moves = [_moved(house, mover, group, dry_run=dry_run) for group in groups if group]
    cases = tuple(move for group in moves for move in group)
    undone = dry_run or (together and any(move.refusals for move in cases))
    titles, templates = _titles(before.pack, after.pack), other_templates(before.pack, after.pack)
    return Migration(before.title, after.title, (), cases, undone, titles, templates)


def edition_named(desk: Desk, name: str) -> Names:
    """Return the edition called ``pack@number`` or by the beginning of its checksum.

    What cases pin and nobody kept may be named by its checksum too; then what stands in is the old edition.
    """
    heads = desk.editions.heads()
    found = {
        (row.pack, row.checksum): f"第 {row.number} 版"
        for row in heads
        if name == f"{row.pack}@{row.number}"
        or (len(name) >= LEAST and row.checksum.startswith(name))
    }
    if not found and len(name) >= LEAST:
        found = dict.fromkeys(desk.editions.pinned(name), "未留存的版本")
    if len(found) > 1:
        raise Refused("ambiguous", f"“{name}”不止一版，请多写几位")
    if not found:
        raise NotFound(f"没有“{name}”这一版；用 jiuji pack editions 查看，写作 chaoyang-2021@1")
    ((pack_id, checksum), short) = found.popitem()
    pack = desk.house.editions.of(desk.work.session, pack_id, checksum)
    return Names(pack, checksum, f"{pack_id} {short}", short)


def _titles(*packs: Pack) -> dict[str, str]:
    """Return titles by id; the newer edition's word counts."""
    flows = [pack.workflow for pack in packs]
    states = {one.id: one.title for flow in flows for one in flow.states.values()}
    return {**states, **{one.id: one.title for flow in flows for one in flow.transitions.values()}}


def _moved(
    house: House, mover: Mover, numbers: list[str], *, dry_run: bool
) -> tuple[CaseMove, ...]:
    """Move some cases in one transaction; undo it when it is a trial or when one of them is refused."""

    def action(desk: Desk) -> tuple[CaseMove, ...]:
        actor = SYSTEM if mover.by == SYSTEM.account else desk.actor(mover.by)
        moves = tuple(_one(desk, mover, number, actor) for number in numbers)
        if dry_run or any(move.refusals for move in moves):
            raise _Undone(moves)
        return moves

    return _caught(lambda: house.run(action))


def _caught(action: Callable[[], tuple[CaseMove, ...]]) -> tuple[CaseMove, ...]:
    try:
        return action()
    except _Undone as undone:
        return undone.moves


def _one(desk: Desk, mover: Mover, number: str, actor: Actor) -> CaseMove:
    """Move one case; what a rule refuses on the way is a reason like any other."""
    try:
        return mover.move(desk, number, actor)
    except Refused as refused:
        return CaseMove(number, "", "", refusals=(refused.message,))
