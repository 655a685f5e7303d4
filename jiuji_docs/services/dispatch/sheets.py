"""Gather a dossier's record for its sheet: opinions with names and days, and nothing that did not happen."""

from __future__ import annotations

from typing import Any

from jiuji_docs.definitions.read_dispatch import shipped_sheet
from jiuji_docs.domain.calendar import BEIJING
from jiuji_docs.domain.dispatch.sheet import lay_out
from jiuji_docs.domain.forms.sheet import FormSheet
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.dispatch.content import content_of
from jiuji_docs.services.dispatch.gathering import flow_of


class SheetService:
    """Lay out 发文稿纸 and 收文处理单 from the real record, within the reader's row scope."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def sheet(self, number: str, actor: Actor) -> FormSheet:
        """Return the sheet of a dossier as it stands now."""
        row = self._desk.dossiers.seen(number, actor.unit)
        unit = str(self._desk.accounts.unit(row.unit_id).name)
        record = {**self._about(row, unit), **self._opinions(row)}
        return lay_out(shipped_sheet(row.flow), record, row.number, unit)

    def _about(self, row: Any, unit: str) -> dict[str, str]:
        content = content_of(row)
        sent = self._desk.dossiers.asked(row.id, "deliver")
        names = [str(self._desk.accounts.unit(one.unit_id).name) for one in sent]
        issued = content.get("issued", {})
        notes = [*content.get("attachment_notes", ()), *issued.get("attachment_notes", ())]
        return {
            "title": row.title,
            "addressees": str(content.get("addressees", "")),
            "cc": str(content.get("cc", "")),
            "attachments": "；".join(notes),
            "document_number": row.document_number,
            "urgency": row.urgency,
            "unit": unit,
            "drafter": str(self._desk.accounts.account(row.drafter_id).name),
            "organ": "、".join(content.get("signatories", ())),
            "due": f"{row.due_on:%Y年%-m月%-d日}" if row.due_on else "",
            "delivered": "、".join(names),
            "content_hash": row.content_hash,
        }

    def _opinions(self, row: Any) -> dict[str, str]:
        """Return the opinions in force by step, one a line: opinion, name, day (条例 22)."""
        accounts, found = self._desk.accounts, dict[str, list[str]]()
        for step in self._desk.dossiers.steps(row.id):
            if step.voided or step.step not in flow_of(row).steps:
                continue
            who = str(accounts.account(step.account_id).name)
            if step.unit_id != row.unit_id:
                who = f"{accounts.unit(step.unit_id).name}　{who}"
            day = f"{step.at.astimezone(BEIJING):%Y年%-m月%-d日}"
            words = "　".join(part for part in (step.comment, who, day) if part)
            found.setdefault(step.step, []).append(words)
        return {name: "\n".join(lines) for name, lines in found.items()}
