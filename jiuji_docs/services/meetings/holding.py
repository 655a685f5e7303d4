"""Hold a meeting: number its minutes, move each case through its own step, freeze the papers (签发纪要).

One transaction holds the minutes and every case they decide. Each case is judged on its own; one that cannot
move stays undecided, keeps the reason, and may be put on the next agenda. Nothing of it is half-done.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from jiuji_docs.domain.calendar import BEIJING
from jiuji_docs.domain.canonical import canonical, digest
from jiuji_docs.domain.documents import frozen as frozen_documents
from jiuji_docs.domain.errors import FormInvalid, GuardRefused, NotAllowed, NotInState, Refused
from jiuji_docs.domain.forms import frozen as frozen_sheets
from jiuji_docs.domain.forms.layout import lay_out
from jiuji_docs.domain.meetings.judging import (
    RecordRefused,
    check_people,
    mistakes,
    must_withdraw,
)
from jiuji_docs.domain.meetings.minutes import form_values, official
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.domain.workflow.joint_meeting import ADJOURN
from jiuji_docs.services.bulk_facts import Gathered
from jiuji_docs.services.bulk_steps import BulkStepService
from jiuji_docs.services.command import Command
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.facts import names_of_relatives
from jiuji_docs.services.known import about_case
from jiuji_docs.services.meetings.filling import Decided, entries
from jiuji_docs.services.meetings.kinds import kind_of_row
from jiuji_docs.services.meetings.press_topic import MEETING, MINUTES
from jiuji_docs.services.meetings.record import Noted, Record, write_record
from jiuji_docs.services.meetings.sitting import Sitting, minutes_of, sources_of
from jiuji_docs.services.meetings.slips import SlipOrder, open_slips
from jiuji_docs.services.papers import local_date

LONGEST_REASON = 400


@dataclass(frozen=True, slots=True)
class Line:
    """What came of one item: carried, adjourned, or kept with the reason."""

    case: str
    state: str
    reason: str = ""
    seq: int | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """What a meeting did; ``repeated`` when it had been held before."""

    number: str
    minutes_number: str
    lines: tuple[Line, ...]
    repeated: bool = False


class HoldingService:
    """Keep a meeting's record, and issue its minutes."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def save(self, number: str, record: Record, version: int, actor: Actor) -> None:
        """Keep the record as far as it is written; nothing is judged and no case moves (暂存)."""
        row = self._locked(number, actor)
        if row.state != "prepared":
            raise NotInState("meeting_state", "会议已经召开或取消，记录不能再改")
        write_record(self._desk, row, record)
        self._change(row, version, record)

    def hold(self, number: str, record: Record, version: int | None, actor: Actor) -> Held:
        """Issue the minutes and carry out what they say, in one transaction.

        Raises RecordRefused when the record contradicts itself or nothing could be resolved; then nothing
        has changed. A meeting that was held before gives the same answer again.
        """
        row = self._locked(number, actor)
        if row.state == "held":
            return self._again(row)
        if row.state != "prepared":
            raise NotInState("meeting_state", "会议已经取消")
        sitting = Sitting(row, *kind_of_row(self._desk, row, actor), actor, record)
        self._check_issuer(sitting)
        self._check(sitting)
        self._desk.bulk.lock([noted.item.case for noted in record.noted])
        rows = write_record(self._desk, row, record)
        sitting = replace(sitting, rows=rows, minutes_number=self._number(row, record))
        lines = self._carry_out(sitting)
        lines = self._open_slips(sitting, lines)
        self._store(sitting, lines)
        self._issue(sitting, lines, row.version if version is None else version)
        return Held(row.number, sitting.minutes_number, lines)

    def _locked(self, number: str, actor: Actor) -> Any:
        row = self._desk.meetings.seen(number, actor.unit)
        kind_of_row(self._desk, row, actor)
        return self._desk.meetings.lock(row.id)

    def _again(self, row: Any) -> Held:
        lines = tuple(
            Line(one.case_number, one.state, one.reason, one.step_seq)
            for one in self._desk.meetings.items(row.id)
        )
        return Held(row.number, row.minutes_number, lines, repeated=True)

    def _check_issuer(self, sitting: Sitting) -> None:
        """Let the convener sign in person, or ask when the convener signed on paper (召集人签发)."""
        row, record, now = sitting.row, sitting.record, self._desk.now()
        if row.convener_account and row.convener_account != sitting.actor.account:
            raise NotAllowed("not_convener", f"纪要由召集人{row.convener}本人签发；请先暂存记录")
        if not row.convener_account and record.signed_on is None:
            raise GuardRefused("not_signed", f"请填写召集人{row.convener}在纪要上签字的日期")
        if record.held_at > now:
            raise GuardRefused("in_the_future", "会议时间不能晚于现在")
        signed_on = record.signed_on
        if signed_on and not local_date(record.held_at) <= signed_on <= local_date(now):
            raise GuardRefused("signed_on", "签字日期不能早于会议日期，也不能晚于今天")

    def _check(self, sitting: Sitting) -> None:
        record = sitting.record
        check_people(sitting.meeting, record.people)
        items = self._desk.meetings.items(sitting.row.id)
        agenda = [one.case_number for one in items if one.state == "open"]
        if sorted(agenda) != sorted(one.item.case for one in record.noted):
            raise GuardRefused("agenda", "记录与议程不符：每个议题都要有议定结果，不得增减")
        problems = tuple(
            (one.item.case, refused.message)
            for one in record.noted
            for refused in mistakes(sitting.meeting, one.item, record.people)
        )
        if problems:
            raise RecordRefused("record", problems)

    def _number(self, row: Any, record: Record) -> str:
        """Take the next number of this unit's minutes of this kind and year, such as 〔2024〕1号."""
        year = local_date(record.held_at).year
        serial = self._desk.numbers.next(f"minutes:{row.unit_id}:{row.kind}"[:60], year)
        return f"〔{year}〕{serial}号"

    def _carry_out(self, sitting: Sitting) -> tuple[Line, ...]:
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
                lines[item.case] = _kept(item.case, away)
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
            else _kept(one.case, one.refusal or Refused("unknown", "未能办理"))
            for one in found
        ]

    def _open_slips(self, sitting: Sitting, lines: tuple[Line, ...]) -> tuple[Line, ...]:
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

    def _store(self, sitting: Sitting, lines: tuple[Line, ...]) -> None:
        """Write what came of each item; a meeting that resolved nothing is refused as a whole."""
        if all(line.state == "kept" for line in lines):
            raise RecordRefused("nothing_resolved", tuple((one.case, one.reason) for one in lines))
        for line in lines:
            item = sitting.rows[line.case]
            self._desk.meetings.change_item(
                item.id, state=line.state, reason=line.reason, step_seq=line.seq
            )

    def _issue(self, sitting: Sitting, lines: tuple[Line, ...], version: int) -> None:
        """Freeze the minutes and their form, order the print, append to the ledger."""
        row, unit = sitting.row, sitting.actor.unit_name
        minutes = minutes_of(sitting, {line.case for line in lines if line.state == "kept"})
        content = canonical(frozen_documents.freeze(official(minutes)))
        form = sitting.pack.forms[MINUTES]
        number = f"{sitting.minutes_number}（{row.number}）"
        sheet = lay_out(form, form_values(minutes), number=number, unit=unit)
        self._change(
            row,
            version,
            sitting.record,
            state="held",
            minutes_number=sitting.minutes_number,
            issued_by=sitting.actor.account,
            issued_at=self._desk.now(),
            signed_on=sitting.record.signed_on,
            content=content,
            content_hash=digest(content),
            sheet=json.dumps(frozen_sheets.freeze(sheet), ensure_ascii=False, sort_keys=True),
            paper_state="printing",
        )
        order = {"meeting": row.id}
        self._desk.jobs.enqueue(MEETING, order, f"meeting:{row.id}", self._desk.now())
        self._desk.ledger.append(
            "meeting_held",
            sitting.actor.account,
            meeting=row.number,
            minutes=sitting.minutes_number,
            content=digest(content),
            items={line.case: line.state for line in lines},
        )

    def _change(self, row: Any, version: int, record: Record, **values: Any) -> None:
        self._desk.meetings.change(
            row.id,
            version,
            held_at=record.held_at,
            recorder=record.recorder,
            copied_to=record.copied_to,
            **values,
        )


def _kept(case: str, refused: Refused) -> Line:
    clause = f"（{refused.clause}）" if refused.clause else ""
    said = refused.message
    if isinstance(refused, FormInvalid):
        # Fields are named by their own sentences; a path of the form says nothing to the meeting.
        said = "；".join(dict.fromkeys(text for one in refused.errors.values() for text in one))
    return Line(case, "kept", f"{said}{clause}"[:LONGEST_REASON])
