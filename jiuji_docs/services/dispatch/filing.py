"""File a finished document (归档): its reference, its retention period, the files that make the item."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import TYPE_CHECKING, Any

from jiuji_docs.definitions.read_filing import filing_rules
from jiuji_docs.domain.errors import GuardRefused
from jiuji_docs.services.papers import local_date
from jiuji_docs.services.references import next_reference

if TYPE_CHECKING:
    from jiuji_docs.services.desk import Desk
    from jiuji_docs.services.dispatch.kernel import Walk


def file_dossier(walk: Walk) -> None:
    """Write the filing row in the step's own transaction; the period is the archivist's choice."""
    retention = _given(walk, "retention")
    if retention not in dict(filing_rules().retentions):
        raise GuardRefused("retention", "请选择保管期限")
    desk, row = walk.desk, walk.row
    contents = _contents(desk, row)
    filed, reference = next_reference(
        desk,
        fonds=_given(walk, "fonds"),
        year=made_in(walk.content, row.opened_at),
        retention=retention,
        office=_given(walk, "office"),
    )
    desk.archives.add_dossier(
        dossier_id=row.id,
        unit_id=row.unit_id,
        fonds=filed.fonds,
        year=filed.year,
        retention=filed.retention,
        office=filed.office,
        item=filed.item,
        reference=reference,
        pages=sum(one["pages"] for one in contents) or _pages(walk),
        contents=json.dumps(contents, ensure_ascii=False),
        filed_by=walk.actor.account,
        filed_at=walk.now,
    )
    desk.ledger.append(
        "filed",
        walk.actor.account,
        dossier=row.number,
        reference=reference,
        files=[one["pdf_hash"] for one in contents],
    )


def made_in(content: dict[str, Any], opened_at: dt.datetime) -> int:
    """Return the year a document was made in (形成年度): of its date, else of its taking in."""
    written = str(content.get("date", ""))[:4]
    return int(written) if written.isdigit() else local_date(opened_at).year


def _contents(desk: Desk, row: Any) -> list[dict[str, Any]]:
    """Return the final paper, the unit's own or, of a document that came in, the sender's."""
    own = desk.dossiers.papers(row.id)
    sent = desk.dossiers.papers(row.source_id) if row.source_id else []
    return [
        {
            "role": "正本" if one.dossier_id == row.id else "来文",
            "title": one.title,
            "pages": one.pages,
            "pdf_hash": one.pdf_hash,
            "docx_hash": one.docx_hash if one.dossier_id == row.id else "",
        }
        for one in (*own, *sent)
        if one.state == "sealed"
    ]


def _pages(walk: Walk) -> int:
    """Return the pages of a document on paper, which nobody but the archivist can count."""
    text = _given(walk, "pages")
    if not re.fullmatch(r"[1-9][0-9]{0,3}", text):
        raise GuardRefused("pages", "没有版式文件的来文应填页数，1 至 9999")
    return int(text)


def _given(walk: Walk, name: str) -> str:
    return next(iter(walk.command.given.get(name, ())), "").strip()
