"""Read what official documents a unit has filed, for its page and for printing (归档文件目录)."""

from __future__ import annotations

import json
from typing import Any

from jiuji_docs.domain.archives.filed_list import FiledItem, filed_list
from jiuji_docs.domain.forms.sheet import FormSheet
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.papers import local_date


class FiledDossiers:
    """Read the catalogue within the reader's row scope: the own unit's filed documents."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def show(self, actor: Actor, year: int | None) -> tuple[int, tuple[FiledItem, ...]]:
        """Return (year, its items by class and item number), the present year when none is named."""
        chosen = year or local_date(self._desk.now()).year
        rows = self._desk.archives.dossiers_of_year(chosen, actor.unit)
        return chosen, tuple(filed_item(self._desk, row) for row in rows)

    def sheet(self, actor: Actor, year: int | None) -> FormSheet:
        """Return the catalogue of a year for printing."""
        chosen, items = self.show(actor, year)
        return filed_list(items, chosen, actor.unit_name)


def filed_item(desk: Desk, row: Any) -> FiledItem:
    """Return one line of the catalogue from a filing row with its dossier."""
    content = json.loads(row.content)
    outgoing = row.flow == "outgoing"
    otherwise = desk.accounts.unit(row.unit_id).name if outgoing else content.get("mark", "")
    return FiledItem(
        fonds=row.fonds,
        year=row.year,
        retention=row.retention,
        office=row.office,
        item=row.item,
        reference=row.reference,
        document_number=row.document_number,
        author="、".join(content.get("signatories", ())) or str(otherwise),
        title=row.title,
        date=str(content.get("date", "")).replace("-", ""),
        pages=row.pages,
        dossier=row.number,
        note="" if json.loads(row.contents) else "纸质",
    )
