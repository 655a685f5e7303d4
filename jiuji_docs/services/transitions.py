"""Take one step of a case: the one choke point that the browser, batches, scenarios and jobs go through.

Inside one transaction, in this order: answer a repeated key, lock person then case, compare the version,
check who and what and when, write the history, change what the step changes, freeze the papers due and put
their printing in the outbox, append to the ledger. Raising rolls everything back.
"""

from __future__ import annotations

from typing import Any

from jiuji_docs.domain.errors import GuardRefused, NotFound, NotInState, StalePage
from jiuji_docs.domain.forms.entry import Entered, validate
from jiuji_docs.domain.workflow import engine
from jiuji_docs.domain.workflow.branches import beside
from jiuji_docs.domain.workflow.definition import START, Transition
from jiuji_docs.domain.workflow.facts import Actor, Facts
from jiuji_docs.domain.workflow.policy import Pack
from jiuji_docs.domain.workflow.replay import state_after
from jiuji_docs.services import facts, opening, papers
from jiuji_docs.services.automatic import follow
from jiuji_docs.services.command import Command, Outcome
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.progress import Progress
from jiuji_docs.services.scope import in_scope
from jiuji_docs.services.step_writing import write


class TransitionService:
    """Walk cases through their workflow (流转)."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def fire(self, command: Command, actor: Actor) -> Outcome:
        """Take the step *command* asks for, or raise a Refused that says in Chinese why not."""
        repeated = self.taken_before(command.key, command.transition, actor)
        if repeated is not None:
            return repeated
        progress = self._begin(command, actor)
        self._check_time(progress)
        progress.entered = self._validate(progress)
        self._judge(progress)
        write(progress)
        last = follow(progress)
        return self._outcome(progress, last)

    def taken_before(self, key: str, transition: str, actor: Actor) -> Outcome | None:
        """Return what the step with this key did when it was taken (重复提交); None when it was not."""
        row = self._desk.cases.step_by_key(key)
        if row is None:
            return None
        if row.account_id != actor.account or row.transition != transition:
            raise StalePage("key_reused", "本页已提交过其他操作，请刷新后重试")
        case = self._desk.cases.get_by_id(row.case_id)
        pack = self._desk.pack(case.pack)
        state = state_after(pack.workflow, self._desk.cases.steps(case.id), row.seq)
        return Outcome(case.number, row.seq, state, repeated=True)

    def _begin(self, command: Command, actor: Actor) -> Progress:
        desk = self._desk
        case = self._lock(command.case, actor) if command.case else None
        pack = desk.pack(case.pack if case is not None else command.pack)
        transition = pack.workflow.transitions.get(command.transition)
        if transition is None or (case is None) != (START in transition.source):
            raise NotInState("no_such_step", "没有这个办理环节")
        if case is not None and command.version not in (None, case.version):
            self._refuse_stale(case, pack, transition, command.version)
        return Progress(desk, command, actor, pack, transition, desk.now(), case)

    def _refuse_stale(self, case: Any, pack: Pack, transition: Transition, version: int) -> None:
        """Refuse a page that others have overtaken, unless they worked beside it (并行、会签)."""
        steps = facts.steps_of(self._desk, case.id)
        since = [item for item in steps if item.seq > version]
        if version > case.version or not beside(pack.workflow, transition, since):
            raise StalePage("stale_page", "他人已办理此件，页面内容已过时，请刷新后再办")

    def _lock(self, number: str, actor: Actor) -> Any:
        """Lock person, then case, in that order for everybody; another town's case is not found."""
        case = self._desk.cases.lock_with_person(number)
        if not in_scope(case, actor):
            raise NotFound(number)
        return case

    def _check_time(self, progress: Progress) -> None:
        if progress.occurred_at > progress.now:
            raise GuardRefused("in_the_future", "发生时间不能晚于现在")

    def _validate(self, progress: Progress) -> dict[str, Entered]:
        given = progress.command.entries
        today = papers.local_date(progress.now)
        if unknown := set(given) - set(progress.transition.forms):
            raise GuardRefused("form_not_due", f"本环节不填写：{'、'.join(sorted(unknown))}")
        return {
            form: validate(progress.pack.forms[form], given.get(form, {}), today=today)
            for form in progress.transition.forms
        }

    def _judge(self, progress: Progress) -> None:
        """Ask the engine; for a step that opens a case the person is locked first."""
        if progress.case is None:
            seen: Facts = opening.facts_under_lock(progress)
        else:
            seen = facts.of_case(
                self._desk, progress.pack, progress.case, progress.entering, progress.now
            )
        command = progress.command
        progress.taken = engine.step(
            progress.pack,
            seen,
            command.transition,
            progress.actor,
            return_target=command.return_target,
        )
        if progress.transition.comment_required and not command.comment.strip():
            raise GuardRefused("comment_required", "请填写意见或理由")

    def _outcome(self, progress: Progress, last: Progress) -> Outcome:
        warnings = [text for item in progress.entered.values() for text in item.warnings]
        return Outcome(
            case=progress.case.number,
            seq=progress.seq,
            state=last.taken.state,
            documents=tuple(progress.documents),
            notes=tuple(progress.taken.notes),
            warnings=tuple(warnings),
            late=progress.late,
        )
