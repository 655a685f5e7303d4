"""Record that a duty was done, with a note and a file, and void what was recorded by mistake (任务记录)."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from jiuji_docs.domain.duties.duty import MOST_FILES, Duty
from jiuji_docs.domain.duties.periods import parse
from jiuji_docs.domain.errors import GuardRefused, NotAllowed, NotFound, Refused
from jiuji_docs.domain.forms.entry import to_plain, validate
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.services.attachments import checked_file
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.duties.asked import AskedDuty, asked_duty, units_seen
from jiuji_docs.services.papers import local_date

LONGEST_NOTE, LONGEST_REASON = 500, 200


@dataclass(frozen=True, slots=True)
class Done:
    """What somebody did; ``period`` is empty where the document sets none, ``data`` without a file."""

    pack: str
    duty: str
    period: str
    done_on: dt.date
    note: str
    file_name: str = ""
    data: bytes = b""
    #: Further files as (name, bytes), and the raw values of the duty's form by field.
    more: tuple[tuple[str, bytes], ...] = ()
    entry: Mapping[str, Any] = field(default_factory=dict)

    @property
    def files(self) -> tuple[tuple[str, bytes], ...]:
        """Every file that was brought."""
        return tuple(one for one in ((self.file_name, self.data), *self.more) if one[1])


class DutyService:
    """Record duties of the actor's own unit."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def record(self, done: Done, actor: Actor) -> int:
        """Keep a record and return its key; Refused says what is wrong."""
        desk = self._desk
        asked = asked_duty(desk, done.pack, done.duty, desk.accounts.unit(actor.unit))
        if asked.duty.role not in actor.roles:
            raise NotAllowed("role", f"“{asked.duty.title}”不由您的岗位记录")
        self._check(asked, done)
        entered = self._entry(asked, done)
        first, *more = self._files(asked.duty, done) or [_NO_FILE]
        row = desk.duties.add(
            pack=done.pack,
            duty=done.duty,
            unit_id=actor.unit,
            period=done.period,
            done_on=done.done_on,
            note=done.note.strip(),
            account_id=actor.account,
            recorded_at=desk.now(),
            voided_by="",
            void_reason="",
            form=asked.duty.form or None,
            entry=entered,
            **first,
        )
        for place, file in enumerate(more, start=2):
            desk.duties.add_file(record_id=row.id, place=place, **file)
        desk.ledger.append(
            "duty_done",
            actor.account,
            duty=f"{done.pack}:{done.duty}",
            unit=actor.unit,
            period=done.period,
            sha256=first["sha256"],
            more=[one["sha256"] for one in more],
        )
        return int(row.id)

    def void(self, record_id: int, reason: str, actor: Actor) -> None:
        """Void a record of the own unit with a reason; it stays in the list of what was."""
        kept = self._own(record_id, actor)
        duty = self._desk.pack(kept.pack).policy.duties.get(kept.duty)
        if duty is not None and duty.role not in actor.roles:
            raise NotAllowed("role", "这条记录不由您的岗位作废")
        if not reason.strip() or len(reason) > LONGEST_REASON:
            raise GuardRefused("reason", f"请填写作废原因，不超过 {LONGEST_REASON} 字")
        self._desk.duties.void(kept.id, actor.account, reason.strip())
        self._desk.ledger.append("duty_voided", actor.account, record=kept.id, unit=kept.unit_id)

    def evidence(self, record_id: int, actor: Actor, place: int = 1) -> tuple[Any, bytes]:
        """Return a file of a record and its bytes, within the reader's row scope; *place* counts from 1."""
        row = self._desk.duties.get(record_id)
        seen = {one.id for one in units_seen(self._desk, actor)}
        if place > 1:
            further = {one.place: one for one in self._desk.duties.files([record_id])}
            file = further.get(place)
        else:
            file = row
        if row.unit_id not in seen or file is None or not file.sha256:
            raise NotFound(str(record_id))
        return file, self._desk.house.store.get(file.sha256)

    def _own(self, record_id: int, actor: Actor) -> Any:
        row = self._desk.duties.get(record_id)
        if row.unit_id != actor.unit:
            raise NotFound(str(record_id))
        return row

    def _check(self, asked: AskedDuty, done: Done) -> None:
        today = local_date(self._desk.now())
        if not done.note.strip() or len(done.note) > LONGEST_NOTE:
            raise GuardRefused("note", f"请写明做了什么，不超过 {LONGEST_NOTE} 字")
        if done.done_on > today:
            raise GuardRefused("in_the_future", "完成日期不能晚于今天")
        if not asked.duty.every:
            if done.period:
                raise GuardRefused("period", "文件没有规定周期，按日期记录即可")
            return
        keys = {one.period.key for one in asked.occurrences(self._desk, today)}
        if done.period not in keys:
            raise GuardRefused("period", "请选择所属的期间")
        if done.done_on < parse(asked.duty.every, done.period).first:
            raise GuardRefused("too_early", "完成日期早于所属期间")

    def _entry(self, asked: AskedDuty, done: Done) -> str | None:
        """Return what was entered on the duty's form, checked; FormInvalid says what is wrong where."""
        if not asked.duty.form:
            return None
        form = self._desk.pack(asked.pack).forms[asked.duty.form]
        entered = validate(form, done.entry, today=local_date(self._desk.now()))
        return json.dumps(to_plain(entered.values), ensure_ascii=False)

    def _files(self, duty: Duty, done: Done) -> list[dict[str, str]]:
        least = duty.files_needed
        if len(done.files) < least:
            many = "" if least == 1 else f"至少 {least} 份"
            raise Refused("no_file", f"“{duty.title}”须附材料（照片或扫描件）{many}")
        if len(done.files) > MOST_FILES:
            raise Refused("files", f"一次最多附 {MOST_FILES} 份材料")
        checked = [(*checked_file(name, data), data) for name, data in done.files]
        return [
            {"file_name": name, "media_type": media_type, "sha256": self._desk.put(data)}
            for name, media_type, data in checked
        ]


_NO_FILE = {"file_name": "", "media_type": "", "sha256": ""}
