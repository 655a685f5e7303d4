"""Freeze the minutes of a meeting that was held, order their print, and write them down (签发纪要)."""

from __future__ import annotations

import json
from typing import Any

from jiuji_docs.domain.canonical import canonical, digest
from jiuji_docs.domain.documents import frozen as frozen_documents
from jiuji_docs.domain.forms import frozen as frozen_sheets
from jiuji_docs.domain.forms.layout import lay_out
from jiuji_docs.domain.meetings.minutes import official
from jiuji_docs.domain.meetings.minutes_form import form_values
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.meetings.outcome import Line
from jiuji_docs.services.meetings.press_topic import MEETING, MINUTES
from jiuji_docs.services.meetings.record import Record
from jiuji_docs.services.meetings.sitting import Sitting, minutes_of


def issue(desk: Desk, sitting: Sitting, lines: tuple[Line, ...], version: int) -> None:
    """Freeze the minutes and their form, order the print, append to the ledger."""
    row, unit = sitting.row, sitting.actor.unit_name
    minutes = minutes_of(sitting, {line.case for line in lines if line.state == "kept"})
    content = canonical(frozen_documents.freeze(official(minutes)))
    form = sitting.pack.forms[MINUTES]
    number = f"{sitting.minutes_number}（{row.number}）"
    sheet = lay_out(form, form_values(minutes), number=number, unit=unit)
    write(
        desk,
        row,
        version,
        sitting.record,
        state="held",
        minutes_number=sitting.minutes_number,
        issued_by=sitting.actor.account,
        issued_at=desk.now(),
        signed_on=sitting.record.signed_on,
        content=content,
        content_hash=digest(content),
        sheet=json.dumps(frozen_sheets.freeze(sheet), ensure_ascii=False, sort_keys=True),
        paper_state="printing",
    )
    order = {"meeting": row.id}
    desk.jobs.enqueue(MEETING, order, f"meeting:{row.id}", desk.now())
    desk.ledger.append(
        "meeting_held",
        sitting.actor.account,
        meeting=row.number,
        minutes=sitting.minutes_number,
        content=digest(content),
        items={line.case: line.state for line in lines},
    )


def write(desk: Desk, row: Any, version: int, record: Record, **values: Any) -> None:
    """Write the meeting's own columns with the next version; StalePage for an older page."""
    desk.meetings.change(
        row.id,
        version,
        held_at=record.held_at,
        recorder=record.recorder,
        copied_to=record.copied_to,
        **values,
    )
