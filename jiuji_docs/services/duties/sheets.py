"""Lay out what a duty's record says on the duty's form, for printing (任务记录表)."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from jiuji_docs.domain.documents.official import chinese_date
from jiuji_docs.domain.errors import NotFound
from jiuji_docs.domain.forms.definition import FormDefinition
from jiuji_docs.domain.forms.entry import from_plain
from jiuji_docs.domain.forms.layout import lay_out
from jiuji_docs.domain.forms.sheet import FormSheet
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.duties.asked import AskedDuty, asked_duty, units_seen


class DutySheets:
    """Give a duty's form to be filled, and the sheet of a record within the reader's row scope."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def asked_form(self, pack: str, duty: str, actor: Actor) -> tuple[AskedDuty, FormDefinition]:
        """Return the duty as it is asked of the reader's unit, with its form; NotFound without one."""
        asked = asked_duty(self._desk, pack, duty, self._desk.accounts.unit(actor.unit))
        form = self._desk.pack(pack).forms.get(asked.duty.form)
        if form is None:
            raise NotFound(duty)
        return asked, form

    def sheet(self, record_id: int, actor: Actor) -> FormSheet:
        """Return the filled sheet of a record; NotFound out of scope or without form."""
        kept = self._desk.duties.get(record_id)
        unit = {one.id: one for one in units_seen(self._desk, actor)}.get(kept.unit_id)
        form = self._desk.pack(kept.pack).forms.get(kept.form) if kept.form else None
        if unit is None or form is None:
            raise NotFound(str(record_id))
        values: dict[str, Any] = from_plain(form, json.loads(kept.entry or "{}"))
        known = {f"{form.id}.{name}": value for name, value in values.items()}
        day = chinese_date(kept.done_on)
        made = lay_out(form, {**known, "unit.name": unit.name}, unit=unit.name)
        return replace(made, subtitle=day)
