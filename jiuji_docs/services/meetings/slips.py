"""Open a transfer slip for each department's share that has a limit (议定事项转办)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jiuji_docs.domain.errors import NotFound, Refused
from jiuji_docs.domain.forms.entry import prefill
from jiuji_docs.domain.meetings.agenda import Share
from jiuji_docs.domain.money import figures
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.domain.workflow.joint_meeting import JointMeeting
from jiuji_docs.domain.workflow.policy import Pack
from jiuji_docs.services.command import Command
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.known import about_case, entered
from jiuji_docs.services.meetings.filling import fitted
from jiuji_docs.services.transitions import TransitionService

#: A share is due at the end of its last day's work.
END_OF_WORK = "17:30"


@dataclass(frozen=True, slots=True)
class SlipOrder:
    """What slips are opened from: the meeting as its pack has it, who acts, and what the minutes are called."""

    pack: Pack
    meeting: JointMeeting
    actor: Actor
    key: str
    minutes: str
    held_at: str


def open_slips(desk: Desk, order: SlipOrder, case: str, shares: tuple[Share, ...]) -> str:
    """Open the slips of one case that the meeting approved; return why one could not be, or nothing.

    A share of the keeping unit itself, or without a limit, is nobody's to be asked about.
    """
    if not order.meeting.slip:
        return ""
    problems = []
    for place, share in enumerate(shares, start=1):
        if share.due_on is None or share.department == order.actor.unit_name:
            continue
        command = _command(desk, order, case, share, place)
        try:
            TransitionService(desk).fire(command, order.actor)
        except (Refused, NotFound) as error:
            problems.append(f"{share.department}：{error}")
    return f"转办单未能开出：{'；'.join(problems)}" if problems else ""


def _command(desk: Desk, order: SlipOrder, case: str, share: Share, place: int) -> Command:
    row = desk.cases.get(case)
    known = {**about_case(desk, order.pack, row), **entered(desk, desk.pack_of(row), row.id)}
    step = order.pack.workflow.transitions[order.meeting.slip]
    sources = dict(_sources(order, share))
    return Command(
        step.id,
        f"{order.key}:{case}:{place}"[:76],
        pack=order.pack.id,
        parent=case,
        entries={form: _filled(order, form, known, sources) for form in step.forms},
        on_behalf_of="",
    )


def _filled(
    order: SlipOrder, name: str, known: Mapping[str, Any], sources: Mapping[str, str]
) -> dict[str, Any]:
    form = order.pack.forms[name]
    entry = prefill(form, known)
    for field in form.fields:
        source = order.meeting.slip_fill.get(f"{name}.{field.name}")
        if source is not None:
            said = source[1:] if source.startswith("=") else sources[source]
            entry[field.name] = fitted(said, field)
    return entry


def _sources(order: SlipOrder, share: Share) -> Iterator[tuple[str, str]]:
    amount = f"，承担 {figures(share.amount)} 元" if share.amount is not None else ""
    yield "department", share.department
    yield "measure", f"{share.measure.rstrip('。')}{amount}（{order.minutes}）。"
    yield "due_at", f"{share.due_on}T{END_OF_WORK}"
    yield "held_at", order.held_at
