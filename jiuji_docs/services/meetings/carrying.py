"""Carry out what a meeting resolved: each case takes its own step, departments get slips (落实议定事项)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from jiuji_docs.domain.calendar import BEIJING
from jiuji_docs.domain.errors import Refused
from jiuji_docs.domain.meetings.judging import must_withdraw
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.domain.workflow.joint_meeting import ADJOURN
from jiuji_docs.services.bulk_facts import Gathered
from jiuji_docs.services.bulk_steps import BulkStepService
from jiuji_docs.services.command import Command
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.facts import names_of_relatives
from jiuji_docs.services.known import about_case
from jiuji_docs.services.meetings.filling import Decided, entries
from jiuji_docs.services.meetings.outcome import Line, kept
from jiuji_docs.services.meetings.record import Noted
from jiuji_docs.services.meetings.sitting import Sitting, sources_of
from jiuji_docs.services.meetings.slips import SlipOrder, open_slips


class Carrying:
    """Move the cases of a meeting that is being held, within its transaction."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def carry_out(self, sitting: Sitting) -> tuple[Line, ...]:
        """Take every item's step; the steps of one decision are judged and stored together."""
        gathered = Gathered(self._desk, [one.case_id for one in sitting.rows.values()])
        groups: dict[str, list[Command]] = {}
        lines: dict[str, Line] = {}
        for noted in sitting.record.noted:
            item = noted.item
            case = self._desk.cases.get(item.case)
            # The edition a case runs on may be older than the one the meeting was called under.
            known = gathered.entered(self._desk.pack_of(case), case.id)
            away = must_withdraw(item, sitting.record.people, names_of_relatives(known))
            if away is not None:
                lines[item.case] = kept(item.case, away)
            elif item.decision == ADJOURN:
                lines[item.case] = Line(item.case, "adjourned", item.resolution)
            else:
                command = self._command(sitting, noted, case, known)
                groups.setdefault(item.decision, []).append(command)
        for commands in groups.values():
            lines |= {line.case: line for line in self._fire(commands, sitting.actor)}
        return tuple(lines[noted.item.case] for noted in sitting.record.noted)

    def _command(
        self, sitting: Sitting, noted: Noted, case: Any, known: Mapping[str, Any]
    ) -> Command:
        row, item, pack = sitting.row, noted.item, self._desk.pack_of(case)
        everything = {**about_case(self._desk, pack, case), **known}
        sources = sources_of(sitting, noted)
        decided = Decided(pack, sitting.meeting, item.decision, sitting.actor)
        return Command(
            sitting.meeting.steps[item.decision],
            f"meeting:{row.number}:{item.case}"[:76],
            case=item.case,
            entries=entries(decided, everything, sources, noted.entries),
            comment=sources["resolution"],
            return_target=noted.return_target,
            # A deputy holds no meeting, so the step is always in one's own name.
            on_behalf_of="",
        )

    def _fire(self, commands: Sequence[Command], actor: Actor) -> list[Line]:
        found = BulkStepService(self._desk).fire(commands, actor)
        return [
            Line(one.case, "carried", seq=one.outcome.seq)
            if one.outcome is not None
            else kept(one.case, one.refusal or Refused("unknown", "未能办理"))
            for one in found
        ]

    def open_slips(self, sitting: Sitting, lines: tuple[Line, ...]) -> tuple[Line, ...]:
        """Open the slips of what was carried out; a slip that could not be opened is told with its item."""
        row, held_at = sitting.row, sitting.record.held_at.astimezone(BEIJING)
        order = SlipOrder(
            sitting.pack,
            sitting.meeting,
            sitting.actor,
            f"slip:{row.number}",
            f"{row.name}纪要{sitting.minutes_number}",
            f"{held_at:%Y-%m-%dT%H:%M}",
        )
        shares = {one.item.case: one.item.shares for one in sitting.record.noted}
        return tuple(
            replace(line, reason=open_slips(self._desk, order, line.case, shares[line.case]))
            if line.state == "carried"
            else line
            for line in lines
        )
