"""Check a step before it is written: its page, its time, its forms, and what the engine says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jiuji_docs.domain.errors import FormInvalid, GuardRefused, StalePage
from jiuji_docs.domain.forms.entry import Entered, validate
from jiuji_docs.domain.forms.locked import locked_entry
from jiuji_docs.domain.workflow import engine
from jiuji_docs.domain.workflow.branches import beside
from jiuji_docs.domain.workflow.definition import START, Transition
from jiuji_docs.domain.workflow.facts import Facts
from jiuji_docs.domain.workflow.policy import Pack
from jiuji_docs.domain.workflow.rights import HIDDEN, READ, fields_with
from jiuji_docs.services import facts, papers
from jiuji_docs.services.command import Outcome
from jiuji_docs.services.deputies import check_deputy
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.handovers import check_assignment
from jiuji_docs.services.known import entered
from jiuji_docs.services.progress import Progress


def refuse_stale(
    desk: Desk, case: Any, pack: Pack, transition: Transition, version: int | None
) -> None:
    """Refuse a page that others have overtaken, unless they worked beside it (并行、会签)."""
    if version is None or version == case.version:
        return
    since = [item for item in facts.steps_of(desk, case.id) if item.seq > version]
    if version > case.version or not beside(pack.workflow, transition, since):
        raise StalePage("stale_page", "他人已办理此件，页面内容已过时，请刷新后再办")


def check_time(progress: Progress) -> None:
    """Refuse what is said to have happened in the future."""
    if progress.occurred_at > progress.now:
        raise GuardRefused("in_the_future", "发生时间不能晚于现在")


def validated(progress: Progress) -> dict[str, Entered]:
    """Return the step's forms checked; a form the step does not ask for is refused."""
    given = progress.command.entries
    if unknown := set(given) - set(progress.transition.forms):
        raise GuardRefused("form_not_due", f"本环节不填写：{'、'.join(sorted(unknown))}")
    return {form: checked(progress, form) for form in progress.transition.forms}


def checked(progress: Progress, form_id: str) -> Entered:
    """Return one form checked; fields this person may not write stay as they are (字段权限).

    Raises FormInvalid for what is wrong, and for a value given for such a field.
    """
    form, given = progress.pack.forms[form_id], progress.command.entries.get(form_id, {})
    today = papers.local_date(progress.now)
    state = progress.case.state if progress.case is not None else START
    flow = progress.pack.workflow
    locked = fields_with(flow, progress.actor, state, form, READ, HIDDEN)
    if not locked or not isinstance(given, Mapping):
        return validate(form, given, today=today)
    if touched := sorted(locked.intersection(given)):
        raise FormInvalid(form_id, dict.fromkeys(touched, ("您的岗位不能填写这一项",)))
    known = entered(progress.desk, progress.pack, progress.case.id) if progress.case else {}
    return validate(form, {**given, **locked_entry(form, locked, known)}, today=today)


def judged(progress: Progress, seen: Facts) -> engine.Taken:
    """Return where the step leads, or raise why it may not be taken."""
    command = progress.command
    check_deputy(progress)
    check_assignment(progress)
    taken = engine.step(
        progress.pack,
        seen,
        command.transition,
        progress.actor,
        return_target=command.return_target,
    )
    if progress.transition.comment_required and not command.comment.strip():
        raise GuardRefused("comment_required", "请填写意见或理由")
    return taken


def outcome(progress: Progress, last: Progress) -> Outcome:
    """Return what a step did; *last* is the last automatic step behind it, or itself."""
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
