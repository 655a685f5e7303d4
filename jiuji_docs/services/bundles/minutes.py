"""Put the minutes that decide a case into its bundle, or say why they are left out (打印册里的会议纪要).

Minutes name other families: they are bound for the county and the office's own command line, as the case page
shows them. What a convener signed on paper is bound when it is a PDF; a picture is printed by hand.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf

from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.meetings.filed_minutes import MinutesFile, may_read_minutes, minutes_files


@dataclass(frozen=True, slots=True)
class BundledMinutes:
    """The files to bind, in order, what is left out and why, and how many the press still has."""

    files: tuple[MinutesFile, ...]
    missing: tuple[str, ...]
    waiting: int


def minutes_of(desk: Desk, case_id: int, reader: Actor | None) -> BundledMinutes:
    """Return what the reader's bundle of a case takes of the minutes that decide it."""
    meetings = desk.meetings.deciding(case_id)
    if meetings and reader is not None and not may_read_minutes(reader):
        names = tuple(f"{_called(row)}（涉及其他家庭，由县级印制）" for row in meetings)
        return BundledMinutes((), names, 0)
    files = tuple(minutes_files(desk, case_id))
    ready = tuple(one for one in files if _is_pdf(desk, one))
    by_hand = tuple(
        f"{one.paper.title}（不是能装订的PDF，另行打印）" for one in files if one not in ready
    )
    waiting = sum(row.paper_state == "printing" for row in meetings)
    return BundledMinutes(ready, (*by_hand, *_owed(meetings)), waiting)


def _called(row: Any) -> str:
    return f"{row.name}纪要{row.minutes_number}"


def _owed(meetings: list[Any]) -> Iterator[str]:
    for row in meetings:
        if not row.pdf_hash:
            yield f"{_called(row)}（{'印制中' if row.paper_state == 'printing' else '未能印制'}）"
        elif not (row.sheet_hash if row.convener_account else row.signed_hash):
            yield f"{_called(row)}召集人签字件（待上传）"


def _is_pdf(desk: Desk, one: MinutesFile) -> bool:
    """Say whether a brought file can be bound; what was printed here always can."""
    if not one.brought:
        return True
    try:
        with pikepdf.open(io.BytesIO(desk.house.store.get(one.digest))) as pdf:
            return len(pdf.pages) > 0
    except pikepdf.PdfError:
        return False
