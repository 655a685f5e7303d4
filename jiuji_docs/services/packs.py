"""Say which packs run here, what they decide, and how a case is opened under them."""

from __future__ import annotations

from dataclasses import dataclass

from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.domain.workflow.in_force import held_by
from jiuji_docs.domain.workflow.policy import Pack, Policy
from jiuji_docs.domain.workflow.worklist import openings
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.packs_in_force import lineage
from jiuji_docs.services.papers import local_date


@dataclass(frozen=True, slots=True)
class Opening:
    """One way of opening a case."""

    id: str
    title: str
    route: str


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
        units, today = lineage(self._desk, actor.unit), local_date(self._desk.now())
        for pack_id in [run.policy.id for run in held_by(self._desk.house.runs, units, today)]:
            pack = self._desk.pack(pack_id)
            steps = tuple(
                Opening(step.id, step.title, pack.workflow.routes[step.routes[0]])
                for step in openings(pack.workflow, actor)
            )
            if steps:
                found.append(PackOpenings(pack_id, pack.policy, steps))
        return found

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
