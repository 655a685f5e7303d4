"""Say which steps may be taken of many cases at once, and of which cases (批量办理的清单)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jiuji_docs.domain.errors import NotAllowed, NotFound
from jiuji_docs.domain.workflow.definition import START, Transition
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.domain.workflow.policy import Pack
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.waiting_states import WaitingStates, gathered
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
    #: Of what it is a step: 支出型, 转办单; steps of several registers may be called the same.
    kinds: str = ""


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
        """Yield pack and step, each step once, as the newest edition that has it says it."""
        for pack_id in self._desk.house.pack_ids:
            told: set[str] = set()
            for transition in self._transitions(pack_id):
                if _asks_nothing(transition) and not actor.roles.isdisjoint(transition.roles):
                    if transition.id not in told:
                        yield pack_id, transition
                    told.add(transition.id)

    def _transitions(self, pack_id: str) -> Iterator[Transition]:
        for pack in self._desk.packs_running(pack_id):
            yield from pack.workflow.transitions.values()

    def step(self, pack_id: str, transition_id: str, actor: Actor) -> BulkStep:
        """Return one of those steps; NotFound when there is none, NotAllowed when it is another post's."""
        if pack_id not in self._desk.house.pack_ids:
            raise NotFound(pack_id)
        named = [one for one in self._transitions(pack_id) if one.id == transition_id]
        found = [one for one in named if _asks_nothing(one)]
        if not found:
            raise NotFound(transition_id)
        mine = [one for one in found if not actor.roles.isdisjoint(one.roles)]
        if not mine:
            raise NotAllowed("role", f"{actor.name}没有办理“{found[0].title}”的权限")
        return self._step(pack_id, mine[0], actor)

    def cases(self, step: BulkStep, actor: Actor) -> list[WorkItem]:
        """Return up to a page of cases where the step begins, nearest deadline first."""
        found = self._begins(step.pack, step.id, actor)
        rows = self._desk.cases.worklist(
            found.states,
            *limits(actor),
            branch_states=found.beside,
            barred=found.barred,
            limit=PAGE,
        )
        here = [row for row in rows if row.pack == step.pack]
        return list(WorklistService(self._desk).items(here))

    def _step(self, pack_id: str, transition: Transition, actor: Actor) -> BulkStep:
        found = self._begins(pack_id, transition.id, actor)
        waiting = self._desk.cases.count(
            found.states, *limits(actor), branch_states=found.beside, barred=found.barred
        )
        asked, titles = transition.comment_required, self._desk.pack(pack_id).workflow.routes
        kinds = "、".join(titles[route] for route in transition.routes if route in titles)
        return BulkStep(
            pack_id, transition.id, transition.title, waiting, asked, transition.clauses, kinds
        )

    def _begins(self, pack_id: str, transition_id: str, actor: Actor) -> WaitingStates:
        """Return where the step begins, edition by edition, of those in which it is this person's."""

        def sources(pack: Pack) -> tuple[str, ...]:
            one = pack.workflow.transitions.get(transition_id)
            if one is None or not _asks_nothing(one) or actor.roles.isdisjoint(one.roles):
                return ()
            return one.source

        return gathered([self._desk.packs_running(pack_id)], sources)


def _asks_nothing(transition: Transition) -> bool:
    by_hand = not transition.operation and not transition.automatic
    return by_hand and not (
        transition.side
        or transition.forms
        or transition.returns
        or transition.panel
        or START in transition.source
    )
