"""Say which steps may be taken of many cases at once, and of which cases (批量办理的清单)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jiuji_docs.domain.errors import NotAllowed, NotFound
from jiuji_docs.domain.workflow.branches import branch_of
from jiuji_docs.domain.workflow.definition import START, Transition, Workflow
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.worklists import WorkItem, WorklistService
from jiuji_docs.services.worklists import scope_of as limits

#: Cases shown and taken on one page.
PAGE = 100


@dataclass(frozen=True, slots=True)
class BulkStep:
    """One step that needs nothing but a comment, so that it may be taken of many cases at once."""

    pack: str
    id: str
    title: str
    waiting: int
    comment_required: bool
    clauses: tuple[str, ...]


class BulkListService:
    """List steps and cases for taking many at once, within the reader's row scope."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def steps(self, actor: Actor) -> list[BulkStep]:
        """Return the steps this person's post allows that ask for no form, with how many cases wait."""
        return [self._step(pack_id, transition, actor) for pack_id, transition in self._of(actor)]

    def has_steps(self, actor: Actor) -> bool:
        """Say whether this person's post has any such step."""
        return next(self._of(actor), None) is not None

    def _of(self, actor: Actor) -> Iterator[tuple[str, Transition]]:
        for pack_id in self._desk.house.pack_ids:
            for transition in self._desk.pack(pack_id).workflow.transitions.values():
                if _asks_nothing(transition) and not actor.roles.isdisjoint(transition.roles):
                    yield pack_id, transition

    def step(self, pack_id: str, transition_id: str, actor: Actor) -> BulkStep:
        """Return one of those steps; NotFound when there is none, NotAllowed when it is another post's."""
        if pack_id not in self._desk.house.pack_ids:
            raise NotFound(pack_id)
        transition = self._desk.pack(pack_id).workflow.transitions.get(transition_id)
        if transition is None or not _asks_nothing(transition):
            raise NotFound(transition_id)
        if actor.roles.isdisjoint(transition.roles):
            raise NotAllowed("role", f"{actor.name}没有办理“{transition.title}”的权限")
        return self._step(pack_id, transition, actor)

    def cases(self, step: BulkStep, actor: Actor) -> list[WorkItem]:
        """Return up to a page of cases where the step begins, nearest deadline first."""
        flow = self._desk.pack(step.pack).workflow
        states, beside = _begins(flow, flow.transitions[step.id])
        rows = self._desk.cases.worklist(states, *limits(actor), branch_states=beside, limit=PAGE)
        here = [row for row in rows if row.pack == step.pack]
        return list(WorklistService(self._desk).items(here))

    def _step(self, pack_id: str, transition: Transition, actor: Actor) -> BulkStep:
        states, beside = _begins(self._desk.pack(pack_id).workflow, transition)
        waiting = self._desk.cases.count(states, *limits(actor), branch_states=beside)
        asked = transition.comment_required
        return BulkStep(
            pack_id, transition.id, transition.title, waiting, asked, transition.clauses
        )


def _asks_nothing(transition: Transition) -> bool:
    by_hand = not transition.operation and not transition.automatic
    return by_hand and not (
        transition.forms or transition.returns or transition.panel or START in transition.source
    )


def _begins(flow: Workflow, transition: Transition) -> tuple[list[str], list[str]]:
    """Return the states of cases, and of branches, in which the step begins."""
    beside = [state for state in transition.source if branch_of(flow, state)]
    return [state for state in transition.source if state not in beside], beside
