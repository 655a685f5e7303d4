"""Take back the last step of a case (撤回): one more row of history, and what the step did is void."""

from __future__ import annotations

from typing import Any

from jiuji_docs.domain.errors import NotAllowed, NotFound, NotInState, Refused, StalePage
from jiuji_docs.domain.workflow.engine import Taken
from jiuji_docs.domain.workflow.facts import Actor, StepTaken
from jiuji_docs.domain.workflow.withdrawal import WITHDRAW, as_transition, check_withdrawal
from jiuji_docs.services import facts
from jiuji_docs.services.command import Command, Outcome
from jiuji_docs.services.deputies import is_deputy
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.progress import Progress
from jiuji_docs.services.scope import may_work
from jiuji_docs.services.step_writing import write


class WithdrawalService:
    """Let the person who took the last step take it back."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def possible(self, case: Any, actor: Actor) -> str:
        """Return the title of the step this person may take back now; nothing when there is none."""
        flow = self._desk.pack_of(case).workflow
        try:
            last = self._check(case, actor)
        except Refused:
            return ""
        return flow.transitions[last.transition].title

    def withdraw(
        self, number: str, key: str, reason: str, actor: Actor, version: int | None = None
    ) -> Outcome:
        """Take the last step back; raises why not. The same *key* again gives the same answer."""
        desk = self._desk
        case = desk.cases.lock_with_person(number)
        if not may_work(desk, case, actor):
            raise NotFound(number)
        if (before := desk.cases.step_by_key(key)) is not None:
            return _repeated(before, case, actor)
        if version is not None and version != case.version:
            raise StalePage("stale_page", "他人已办理此件，页面内容已过时，请刷新后再办")
        last = self._check(case, actor)
        if actor.on_behalf_of and not is_deputy(desk, actor):
            raise NotAllowed("deputy_over", "代理期已满或代理已结束，本次操作未办理")
        step = as_transition(case.state, last.source)
        command = Command(WITHDRAW, key, case=number, comment=reason, return_target=last.source)
        pack = desk.pack_of(case)
        progress = Progress(desk, command, actor, pack, step, desk.now(), case)
        progress.taken = Taken(step, case.state, last.source, last.source)
        write(progress)
        return Outcome(number, progress.seq, last.source)

    def _check(self, case: Any, actor: Actor) -> StepTaken:
        """Return the step to be taken back; a case in other hands was acted on."""
        desk = self._desk
        flow = desk.pack_of(case).workflow
        last = check_withdrawal(flow, facts.steps_of(desk, case.id), case.state, actor)
        if case.closed or desk.archives.of_case(case.id) is not None:
            raise NotInState("case_closed", "事项已归档，不能撤回")
        if case.assignment_id is not None:
            raise NotInState("in_other_hands", "本件已转办或委派，不能撤回")
        return last


def _repeated(row: Any, case: Any, actor: Actor) -> Outcome:
    mine = (row.case_id, row.account_id, row.transition)
    if mine != (case.id, actor.account, WITHDRAW):
        raise StalePage("key_reused", "本页已提交过其他操作，请刷新后重试")
    return Outcome(case.number, row.seq, row.target, repeated=True)
