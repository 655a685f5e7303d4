"""Take one step of a case: the one choke point that the browser, batches, scenarios and jobs go through.

Inside one transaction, in this order: answer a repeated key, lock person then case, compare the version,
check who and what and when, write the history, change what the step changes, freeze the papers due and put
their printing in the outbox, append to the ledger. Raising rolls everything back.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from jiuji_docs.domain.canonical import canonical
from jiuji_docs.domain.errors import GuardRefused, NotFound, NotInState, StalePage
from jiuji_docs.domain.forms.entry import Entered, to_plain, validate
from jiuji_docs.domain.workflow import engine
from jiuji_docs.domain.workflow.definition import START, Transition
from jiuji_docs.domain.workflow.facts import Actor, Facts
from jiuji_docs.domain.workflow.policy import Pack
from jiuji_docs.services import effects, facts, opening, papers
from jiuji_docs.services.command import Command, Outcome
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.scope import in_scope


@dataclass(slots=True)
class Progress:
    """A step while it is being taken; ``case`` is the locked row, re-read after each change."""

    desk: Desk
    command: Command
    actor: Actor
    pack: Pack
    transition: Transition
    now: dt.datetime
    case: Any = None
    entered: Mapping[str, Entered] = field(default_factory=dict)
    taken: engine.Taken = field(init=False)
    seq: int = 0
    late: tuple[str, ...] = ()
    documents: list[str] = field(default_factory=list)

    @property
    def entering(self) -> dict[str, dict[str, Any]]:
        """Checked values by form id."""
        return {form: item.values for form, item in self.entered.items()}

    @property
    def occurred_at(self) -> dt.datetime:
        """When it happened, which may be before it was written down."""
        return self.command.occurred_at or self.now


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
        self._write(progress)
        return self._outcome(progress)

    def taken_before(self, key: str, transition: str, actor: Actor) -> Outcome | None:
        """Return what the step with this key did when it was taken (重复提交); None when it was not."""
        row = self._desk.cases.step_by_key(key)
        if row is None:
            return None
        if row.account_id != actor.account or row.transition != transition:
            raise StalePage("key_reused", "本页已提交过其他操作，请刷新后重试")
        case = self._desk.cases.get_by_id(row.case_id)
        return Outcome(case.number, row.seq, row.target, repeated=True)

    def _begin(self, command: Command, actor: Actor) -> Progress:
        desk = self._desk
        case = self._lock(command.case, actor) if command.case else None
        pack = desk.pack(case.pack if case is not None else command.pack)
        transition = pack.workflow.transitions.get(command.transition)
        if transition is None or (case is None) != (START in transition.source):
            raise NotInState("no_such_step", "没有这个办理环节")
        if case is not None and command.version not in (None, case.version):
            raise StalePage("stale_page", "他人已办理此件，页面内容已过时，请刷新后再办")
        return Progress(desk, command, actor, pack, transition, desk.now(), case)

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

    def _write(self, progress: Progress) -> None:
        if progress.case is None:
            opening.open_case(progress)
        progress.seq = progress.case.version + 1
        effects.void_what_a_return_voids(progress)
        digests = self._add_entries(progress)
        progress.late = effects.run_clocks(progress)
        self._add_step(progress)
        effects.change_debts(progress)
        self._advance(progress)
        effects.make_grant(progress)
        effects.hand_over_cash(progress)
        effects.file_when_final(progress)
        papers.issue(progress)
        self._append_to_ledger(progress, digests)

    def _add_entries(self, progress: Progress) -> dict[str, str]:
        digests = {}
        for form, item in progress.entered.items():
            body = canonical(to_plain(item.values))
            progress.desk.cases.add_entry(
                progress.case.id,
                form,
                progress.pack.forms[form].checksum,
                body,
                progress.actor.account,
                progress.now,
            )
            digests[form] = progress.desk.pseudonym(body)
        return digests

    def _add_step(self, progress: Progress) -> None:
        progress.desk.cases.add_step(
            case_id=progress.case.id,
            seq=progress.seq,
            idempotency_key=progress.command.key,
            transition=progress.transition.id,
            source=progress.case.state if progress.case.version else START,
            target=progress.taken.target,
            account_id=progress.actor.account,
            comment=progress.command.comment.strip(),
            amount=effects.amount_of(progress),
            occurred_at=progress.occurred_at,
            recorded_at=progress.now,
            late=",".join(progress.late),
        )

    def _advance(self, progress: Progress) -> None:
        progress.case = progress.desk.cases.advance(
            progress.case.id, progress.case.version, **effects.changes(progress)
        )

    def _append_to_ledger(self, progress: Progress, digests: Mapping[str, str]) -> None:
        progress.desk.ledger.append(
            "step",
            progress.actor.account,
            case=progress.case.number,
            seq=progress.seq,
            transition=progress.transition.id,
            target=progress.taken.target,
            comment=progress.desk.pseudonym(progress.command.comment),
            entries=dict(digests),
            documents=list(progress.documents),
            pack=progress.pack.checksum,
            occurred_at=progress.occurred_at,
        )

    def _outcome(self, progress: Progress) -> Outcome:
        warnings = [text for item in progress.entered.values() for text in item.warnings]
        return Outcome(
            case=progress.case.number,
            seq=progress.seq,
            state=progress.taken.target,
            documents=tuple(progress.documents),
            notes=tuple(progress.taken.notes),
            warnings=tuple(warnings),
            late=progress.late,
        )
