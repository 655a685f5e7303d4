"""Say which packs run here, what they decide, and how a case is opened under them."""

from __future__ import annotations

from dataclasses import dataclass

from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.domain.workflow.in_force import held_by
from jiuji_docs.domain.workflow.policy import Policy
from jiuji_docs.domain.workflow.time_limit_text import limit_lines
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

    def policy(self, pack_id: str) -> Policy:
        """Return the rules of a pack as this office runs it; KeyError for an unknown pack."""
        if pack_id not in self._desk.house.pack_ids:
            raise KeyError(pack_id)
        return self._desk.pack(pack_id).policy

    def time_limit_lines(self, pack_id: str) -> list[tuple[str, tuple[str, ...]]]:
        """Return title and rules in Chinese of every deadline as this office runs the pack.

        KeyError for an unknown pack.
        """
        if pack_id not in self._desk.house.pack_ids:
            raise KeyError(pack_id)
        flow = self._desk.pack(pack_id).workflow
        return [(limit.title, limit_lines(flow, limit)) for limit in flow.time_limits.values()]

    def causes(self) -> list[tuple[str, str]]:
        """Return the cause classes of every pack, value and title."""
        causes: dict[str, str] = {}
        for pack_id in self._desk.house.pack_ids:
            causes.update(self._desk.pack(pack_id).policy.enumerations.get("causes", {}))
        return list(causes.items())
