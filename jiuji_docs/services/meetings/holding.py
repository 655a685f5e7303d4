"""Hold a meeting: number its minutes, move each case through its own step, freeze the papers (签发纪要).

One transaction holds the minutes and every case they decide. Each case is judged on its own; one that cannot
move stays undecided, keeps the reason, and may be put on the next agenda. Nothing of it is half-done.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from jiuji_docs.domain.errors import GuardRefused, NotAllowed, NotInState
from jiuji_docs.domain.meetings.judging import RecordRefused, check_people, mistakes
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.meetings.carrying import Carrying
from jiuji_docs.services.meetings.issuing import issue, write
from jiuji_docs.services.meetings.kinds import kind_of_row
from jiuji_docs.services.meetings.outcome import Held, Line
from jiuji_docs.services.meetings.record import Record, write_record
from jiuji_docs.services.meetings.sitting import Sitting
from jiuji_docs.services.papers import local_date


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
        write(self._desk, row, version, record)

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
        carrying = Carrying(self._desk)
        lines = carrying.open_slips(sitting, carrying.carry_out(sitting))
        self._store(sitting, lines)
        issue(self._desk, sitting, lines, row.version if version is None else version)
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

    def _store(self, sitting: Sitting, lines: tuple[Line, ...]) -> None:
        """Write what came of each item; a meeting that resolved nothing is refused as a whole."""
        if all(line.state == "kept" for line in lines):
            raise RecordRefused("nothing_resolved", tuple((one.case, one.reason) for one in lines))
        for line in lines:
            item = sitting.rows[line.case]
            self._desk.meetings.change_item(
                item.id, state=line.state, reason=line.reason, step_seq=line.seq
            )
