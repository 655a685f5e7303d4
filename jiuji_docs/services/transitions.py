"""Take one step of a case: the one choke point that the browser, batches, scenarios and jobs go through.

Inside one transaction, in this order: answer a repeated key, lock person then case, compare the version,
check who and what and when, write the history, change what the step changes, freeze the papers due and put
their printing in the outbox, append to the ledger. Raising rolls everything back.
"""

from __future__ import annotations

from typing import Any

from jiuji_docs.domain.errors import FormInvalid, NotFound, NotInState, StalePage
from jiuji_docs.domain.workflow.definition import START
from jiuji_docs.domain.workflow.facts import Actor, Facts
from jiuji_docs.domain.workflow.replay import state_after
from jiuji_docs.services import facts, opening
from jiuji_docs.services.automatic import follow
from jiuji_docs.services.command import Command, Outcome
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.progress import Progress
from jiuji_docs.services.scope import may_work
from jiuji_docs.services.step_checks import check_time, judged, outcome, refuse_stale, validated
from jiuji_docs.services.step_writing import write


class TransitionService:
    """Walk cases through their workflow (流转)."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def fire(self, command: Command, actor: Actor) -> Outcome:
        """Take the step *command* asks for, or raise a Refused that says in Chinese why not."""
        case = (
            self._desk.cases.lock_with_person(command.case, command.key) if command.case else None
        )
        if case is None or case.step_id is not None:
            repeated = self.taken_before(command.key, command.transition, actor)
            if repeated is not None:
                return repeated
        progress = self._begin(command, actor, case)
        check_time(progress)
        try:
            progress.entered = validated(progress)
            self._judge(progress)
            write(progress)
        except FormInvalid as wrong:
            clause = next(iter(progress.transition.clauses), "")
            raise wrong.cited(clause, progress.pack.policy.place(clause)) from wrong
        last = follow(progress)
        return outcome(progress, last)

    def taken_before(self, key: str, transition: str, actor: Actor) -> Outcome | None:
        """Return what the step with this key did when it was taken (重复提交); None when it was not."""
        row = self._desk.cases.step_by_key(key)
        if row is None:
            return None
        if row.account_id != actor.account or row.transition != transition:
            raise StalePage("key_reused", "本页已提交过其他操作，请刷新后重试")
        case = self._desk.cases.get_by_id(row.case_id)
        pack = self._desk.pack_of(case)
        state = state_after(pack.workflow, self._desk.cases.steps(case.id), row.seq)
        return Outcome(case.number, row.seq, state, repeated=True)

    def _begin(self, command: Command, actor: Actor, case: Any) -> Progress:
        """Find the step; another town's case is not found."""
        desk = self._desk
        if case is not None and not may_work(desk, case, actor):
            raise NotFound(command.case)
        pack = desk.pack_of(case) if case is not None else desk.pack(command.pack)
        transition = pack.workflow.transitions.get(command.transition)
        if transition is None or (case is None) != (START in transition.source):
            raise NotInState("no_such_step", "没有这个办理环节")
        if case is not None:
            refuse_stale(desk, case, pack, transition, command.version)
        return Progress(desk, command, actor, pack, transition, desk.now(), case)

    def _judge(self, progress: Progress) -> None:
        """Ask the engine; for a step that opens a case the person is locked first."""
        if progress.case is None:
            seen: Facts = opening.facts_under_lock(progress)
        else:
            seen = facts.of_case(
                self._desk, progress.pack, progress.case, progress.entering, progress.now
            )
        progress.taken = judged(progress, seen)
