"""Say which packs run here, what they decide, and how a case is opened under them."""

from __future__ import annotations

from dataclasses import dataclass

from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.domain.workflow.in_force import held_by
from jiuji_docs.domain.workflow.policy import Pack, Policy
from jiuji_docs.domain.workflow.worklist import openings
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.opening import relief_bar
from jiuji_docs.services.packs_in_force import lineage
from jiuji_docs.services.papers import local_date
from jiuji_docs.services.scope import workable


@dataclass(frozen=True, slots=True)
class Opening:
    """One way of opening a relief case, or an item of a register."""

    id: str
    title: str
    route: str
    register: bool = False


@dataclass(frozen=True, slots=True)
class PackOpenings:
    """The ways of opening a case under one pack."""

    id: str
    policy: Policy
    openings: tuple[Opening, ...]


class PackService:
    """Read the packs as this office runs them (政策包)."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def openings(self, actor: Actor) -> list[PackOpenings]:
        """Return, per pack in force in this person's unit today, the steps that may open a case."""
        found = []
        for pack_id in self._in_force(actor):
            pack = self._desk.pack(pack_id)
            flow = pack.workflow
            steps = tuple(
                Opening(s.id, s.title, flow.routes[s.routes[0]], s.routes[0] in flow.registers)
                for s in openings(flow, actor)
            )
            if steps:
                found.append(PackOpenings(pack_id, pack.policy, steps))
        return found

    def barred_from(self, parent: str, actor: Actor) -> str:
        """Return why no relief case is opened from a case, empty where one may be; NotFound out of scope."""
        bar = relief_bar(self._desk, workable(self._desk, parent, actor))
        return bar[1] if bar is not None else ""

    def _in_force(self, actor: Actor) -> list[str]:
        """Return the packs in force today in this person's unit, for the county in any town."""
        desk, today = self._desk, local_date(self._desk.now())
        units = [actor.unit]
        if actor.level == "county":
            units += [str(unit.id) for unit in desk.accounts.units() if unit.level == "town"]
        runs = (held_by(desk.house.runs, lineage(desk, unit), today) for unit in units)
        return list(dict.fromkeys(run.policy.id for held in runs for run in held))

    def edition(self, pack_id: str, checksum: str = "") -> Pack:
        """Return a pack as cases are opened under it now, or its published edition of that *checksum*.

        KeyError for an unknown pack or edition.
        """
        desk = self._desk
        if pack_id not in desk.house.pack_ids:
            raise KeyError(pack_id)
        now = desk.pack(pack_id)
        if checksum in ("", now.checksum):
            return now
        heads = desk.house.editions.heads(desk.work.session)
        if (pack_id, checksum) not in {(row.pack, row.checksum) for row in heads}:
            raise KeyError(checksum)
        return desk.house.editions.of(desk.work.session, pack_id, checksum)

    def causes(self) -> list[tuple[str, str]]:
        """Return the cause classes of every pack, value and title."""
        causes: dict[str, str] = {}
        for pack_id in self._desk.house.pack_ids:
            for pack in reversed(self._desk.packs_running(pack_id)):
                causes.update(pack.policy.enumerations.get("causes", {}))
        return list(causes.items())
