"""Try a step without taking it (试办): where it would lead, what it would issue, every reason against it.

Only reads: no lock, no number, no row. A step that is taken afterwards is judged again by the kernel,
on the case as it then stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from jiuji_docs.domain.errors import FormInvalid, GuardRefused, NotInState, Refused
from jiuji_docs.domain.forms.entry import Entered
from jiuji_docs.domain.workflow import deadlines, engine
from jiuji_docs.domain.workflow.definition import START, Transition
from jiuji_docs.domain.workflow.facts import Actor, Facts
from jiuji_docs.domain.workflow.policy import Pack
from jiuji_docs.services import facts, filing, opening
from jiuji_docs.services.case_lines import show_moment
from jiuji_docs.services.clock_starts import reckon_for
from jiuji_docs.services.command import Command
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.known import UNSET_TEXT
from jiuji_docs.services.progress import Progress
from jiuji_docs.services.relief_standard import standard_lines, tells_standard
from jiuji_docs.services.scope import seen
from jiuji_docs.services.step_checks import checked


@dataclass(frozen=True, slots=True)
class Trial:
    """What a step would do. ``refusals`` are all reasons against it; ``target`` is empty when it has any."""

    transition: str
    refusals: tuple[Refused, ...] = ()
    target: str = ""
    target_title: str = ""
    #: Titles of the papers issued, and of those signed or sealed.
    documents: tuple[str, ...] = ()
    paper_ids: tuple[str, ...] = ()
    signatures: tuple[str, ...] = ()
    #: (title, due) of the time limits that would begin, (title, 逾期 or 按时) of those that would end.
    begins: tuple[tuple[str, str], ...] = ()
    ends: tuple[tuple[str, str], ...] = ()
    owes: tuple[str, ...] = ()
    settles: tuple[str, ...] = ()
    notes: tuple[str, ...] = field(default=())
    #: What the amount table in force says of what is entered, line by line (救助标准测算).
    standard: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether nothing stands against the step."""
        return not self.refusals


class TrialService:
    """Judge steps with would-be entries, within the actor's row scope; writes nothing."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def judge(self, command: Command, actor: Actor) -> Trial:
        """Return what the step would do, with every reason why it would be refused."""
        progress = self._begin(command, actor)
        refusals = [*_time(progress), *_entries(progress)]
        if not refusals:
            refusals = list(self._against(progress))
        standard = self._standard(progress)
        if refusals:
            return Trial(command.transition, tuple(refusals), standard=standard)
        return replace(self._would(progress), standard=standard)

    def state_title(self, command: Command, state: str) -> str:
        """Return how a state of the command's case is called."""
        desk = self._desk
        case = desk.cases.get(command.case) if command.case else None
        pack = desk.pack_of(case) if case is not None else desk.pack(command.pack)
        return pack.workflow.states[state].title

    def _begin(self, command: Command, actor: Actor) -> Progress:
        desk = self._desk
        case = seen(desk, command.case, actor) if command.case else None
        pack = desk.pack_of(case) if case is not None else desk.pack(command.pack)
        transition = pack.workflow.transitions.get(command.transition)
        if transition is None or (case is None) != (START in transition.source):
            raise NotInState("no_such_step", "没有这个办理环节")
        return Progress(desk, command, actor, pack, transition, desk.now(), case)

    def _facts(self, progress: Progress) -> Facts:
        if progress.case is None:
            return opening.facts_at_sight(progress)
        pack, case = progress.pack, progress.case
        return facts.of_case(self._desk, pack, case, progress.entering, progress.now)

    def _standard(self, progress: Progress) -> tuple[str, ...]:
        if not tells_standard(progress.pack, progress.transition):
            return ()
        try:
            return standard_lines(progress.pack, self._facts(progress))
        except Refused:
            return ()

    def _against(self, progress: Progress) -> Iterator[Refused]:
        """Yield every reason against the step, each condition judged for itself."""
        try:
            known = self._facts(progress)
            found = engine.find(progress.pack, known, progress.transition.id)
        except Refused as refusal:
            yield refusal
            return
        reasons = list(_one_by_one(progress.pack, known, found, progress.actor))
        try:
            progress.taken = engine.step(
                progress.pack,
                known,
                found.id,
                progress.actor,
                return_target=progress.command.return_target,
            )
        except Refused as refusal:
            if refusal.message not in {one.message for one in reasons}:
                reasons.append(refusal)
        else:
            reasons += [*_unfinished(progress), *_wrong_dues(progress)]
        if found.comment_required and not progress.command.comment.strip():
            reasons.append(GuardRefused("comment_required", "请填写意见或理由"))
        yield from reasons

    def _would(self, progress: Progress) -> Trial:
        pack, step = progress.pack, progress.transition
        flow = pack.workflow
        warnings = [text for item in progress.entered.values() for text in item.warnings]
        papers_of = dict.fromkeys((*step.documents, *(one.paper for one in step.signs)))
        return Trial(
            step.id,
            target=progress.taken.target,
            target_title=flow.states[progress.taken.target].title,
            documents=tuple(_title(pack, paper) for paper in step.documents),
            paper_ids=tuple(papers_of),
            signatures=tuple(
                f"{_title(pack, one.paper)}（{'用印' if one.seal else '签名'}）"
                for one in step.signs
            ),
            begins=tuple(self._begins(progress)),
            ends=tuple(self._ends(progress)),
            owes=tuple(flow.debts[name].title for name in step.owes),
            settles=tuple(flow.debts[name].title for name in step.settles),
            notes=tuple(dict.fromkeys((*progress.taken.notes, *warnings))),
        )

    def _begins(self, progress: Progress) -> Iterator[tuple[str, str]]:
        running = self._running(progress)
        for limit in deadlines.started_by(progress.pack.workflow, progress.transition.id):
            if limit.id in running:
                continue
            _, _, due = reckon_for(progress, limit)
            yield limit.title, show_moment(due.at) if due.at else UNSET_TEXT

    def _running(self, progress: Progress) -> frozenset[str]:
        """Return the limits that run on: a second start never prolongs one that the step does not end."""
        clocks = self._desk.cases.clocks(progress.case.id) if progress.case is not None else ()
        ended = {limit.id for limit in _ended(progress)}
        return frozenset(row.time_limit for row in clocks if row.ended_at is None) - ended

    def _ends(self, progress: Progress) -> Iterator[tuple[str, str]]:
        ended = {one.id: one.title for one in _ended(progress)}
        clocks = self._desk.cases.clocks(progress.case.id) if progress.case is not None else ()
        for clock in clocks:
            if clock.time_limit in ended and clock.ended_at is None:
                late = deadlines.is_late(clock.due_at, progress.occurred_at)
                yield ended[clock.time_limit], "逾期" if late else "按时"


def trial_lines(trial: Trial) -> tuple[str, ...]:
    """Return a trial in Chinese, one line per thing it would do or that stands against it."""
    if not trial.ok:
        return tuple(f"不能办理：{line}" for refusal in trial.refusals for line in _told(refusal))
    lines = [f"办理后到“{trial.target_title}”"]
    for head, texts in (
        ("出具", trial.documents),
        ("签名、用印", trial.signatures),
        ("开始计时", tuple(f"{title}（{due}）" for title, due in trial.begins)),
        ("结束计时", tuple(f"{title}（{how}）" for title, how in trial.ends)),
        ("留待后补", trial.owes),
        ("补齐", trial.settles),
        ("请注意", trial.notes),
    ):
        if texts:
            lines.append(f"{head}：{'、'.join(texts)}")
    return tuple(lines)


def _wrong_dues(progress: Progress) -> Iterator[Refused]:
    """Yield what is wrong with a due time that the item's own form says."""
    for limit in deadlines.started_by(progress.pack.workflow, progress.transition.id):
        try:
            reckon_for(progress, limit)
        except FormInvalid as wrong:
            yield wrong


def _told(refusal: Refused) -> tuple[str, ...]:
    if isinstance(refusal, FormInvalid):
        return tuple(f"{path}：{'；'.join(words)}" for path, words in refusal.errors.items())
    return (refusal.message,)


def _ended(progress: Progress) -> Iterable[Any]:
    return deadlines.ended_by(progress.pack.workflow, progress.transition.id)


def _unfinished(progress: Progress) -> Iterator[Refused]:
    """Yield why a case that would be filed cannot be yet: papers still in print."""
    state = progress.pack.workflow.states[progress.taken.state]
    if progress.case is not None and state.final:
        try:
            filing.finished_papers(progress.desk, progress.case.id)
        except Refused as refusal:
            yield refusal


def _time(progress: Progress) -> Iterator[Refused]:
    if progress.occurred_at > progress.now:
        yield GuardRefused("in_the_future", "发生时间不能晚于现在")


def _entries(progress: Progress) -> Iterator[Refused]:
    """Check every form and keep what is in order; yield what is not."""
    given, due = progress.command.entries, progress.transition.forms
    if unknown := set(given) - set(due):
        yield GuardRefused("form_not_due", f"本环节不填写：{'、'.join(sorted(unknown))}")
    entered: dict[str, Entered] = {}
    for form in due:
        try:
            entered[form] = checked(progress, form)
        except FormInvalid as invalid:
            yield invalid
    progress.entered = entered


def _one_by_one(pack: Pack, known: Facts, step: Transition, actor: Actor) -> Iterator[Refused]:
    """Yield who may not, and each condition that does not hold."""
    try:
        engine.check_person(pack, known, step, actor)
    except Refused as refusal:
        yield refusal
    for condition in step.guards:
        try:
            engine.check_conditions(pack, known, (condition,), actor)
        except Refused as refusal:
            yield refusal


def _title(pack: Pack, form: str) -> str:
    return pack.forms[form].title if form in pack.forms else form
