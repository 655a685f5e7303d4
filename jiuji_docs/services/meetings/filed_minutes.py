"""Say which minutes belong to a case's file, and refuse to file a case whose minutes nobody signed (纪要归档).

A meeting's minutes are of every case they decide: each file takes the minutes and what the convener signed. The
convener signs the form in this system, or on paper, and then the signed paper is kept as a file.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pikepdf

from jiuji_docs.domain.archives.catalogue import FiledPaper
from jiuji_docs.domain.calendar import BEIJING
from jiuji_docs.domain.errors import GuardRefused, NotFound
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.services.meetings.press_topic import MINUTES, SIGNED_FILE
from jiuji_docs.services.scope import seen

if TYPE_CHECKING:
    from jiuji_docs.services.desk import Desk


@dataclass(frozen=True, slots=True)
class MinutesFile:
    """A file of a meeting that goes into a case's file: what the catalogue says, its digest and its name.

    ``brought`` marks what was signed on paper and kept here, as whoever brought it has it.
    """

    paper: FiledPaper
    digest: str
    name: str
    brought: bool = False


def refuse_unsigned(desk: Desk, case_id: int) -> None:
    """Raise GuardRefused while minutes that decide this case are unprinted or without a signature."""
    meetings = desk.meetings.deciding(case_id)
    for row in meetings:
        called = f"{row.name}纪要{row.minutes_number}"
        if row.paper_state != "printed":
            raise GuardRefused("papers_in_print", f"文书尚未印制完成：{called}")
        if not _signed(row):
            raise GuardRefused(
                "minutes_unsigned",
                f"{called}没有召集人{row.convener}的签字件，请在会议页上传后再归档",
            )
    covered = {row.step_seq for row in meetings}
    if any(one.step_seq not in covered for one in _unsigned_sheets(desk, case_id)):
        raise GuardRefused(
            "minutes_unsigned",
            "会商纪要没有召集人签名，请把签字件添加到佐证材料（会议纪要签字件）后再归档",
        )


def minutes_files(desk: Desk, case_id: int) -> Iterator[MinutesFile]:
    """Yield the minutes of a case and what their convener signed, oldest meeting first."""
    for row in desk.meetings.deciding(case_id):
        title = f"{row.name}{row.session}纪要"
        if row.pdf_hash:
            yield _file(desk, row, title, row.pdf_hash, f"{title}.pdf")
        if row.convener_account and row.sheet_hash:
            signed = "会商纪要（召集人签发件）"
            yield _file(desk, row, signed, row.sheet_hash, f"{signed}.pdf")
        elif row.signed_hash:
            signed = "会商纪要（召集人签字件）"
            yield _file(desk, row, signed, row.signed_hash, row.signed_name)


def may_read_minutes(actor: Actor) -> bool:
    """Say whether a reader may see minutes of cases: other families stand in them, so the county alone may."""
    return actor.level == "county"


class MinutesReader:
    """Show the minutes of a case and give them out to the county's own readers; the page logs each reading."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def of_case(self, number: str, actor: Actor) -> tuple[MinutesFile, ...]:
        """Return the files of a case's minutes; none to towns and villages: other families stand in them."""
        case = seen(self._desk, number, actor)
        if not may_read_minutes(actor):
            return ()
        return tuple(minutes_files(self._desk, case.id))

    def read(self, number: str, place: int, actor: Actor) -> tuple[MinutesFile, bytes]:
        """Return the file at *place*, from 1, with its bytes; NotFound when there is none."""
        files = self.of_case(number, actor)
        if not 1 <= place <= len(files):
            raise NotFound(number)
        chosen = files[place - 1]
        return chosen, self._desk.house.store.get(chosen.digest)


def _signed(row: Any) -> bool:
    return bool(row.sheet_hash if row.convener_account else row.signed_hash)


def _unsigned_sheets(desk: Desk, case_id: int) -> list[Any]:
    """Return the minutes sheets of a case that wait for their convener, unless a signed one was brought."""
    if any(one.kind == SIGNED_FILE for one in desk.documents.attachments(case_id)):
        return []
    return [
        row
        for row in desk.documents.of_case(case_id)
        if row.paper == MINUTES and row.state == "open"
    ]


def _file(desk: Desk, row: Any, title: str, digest: str, name: str) -> MinutesFile:
    """Count the pages of a print of ours; how many a signed paper has, who kept it said."""
    date = row.held_at.astimezone(BEIJING).date()
    brought = digest == row.signed_hash
    pages = row.signed_pages if brought else _pages(desk.house.store.get(digest))
    unit = str(desk.accounts.unit(row.unit_id).name)
    return MinutesFile(
        FiledPaper(MINUTES, title, unit, date, pages, number=row.minutes_number),
        digest,
        name,
        brought,
    )


def _pages(data: bytes) -> int:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return len(pdf.pages)
