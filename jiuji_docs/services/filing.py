"""File a closed case (归档): its reference, its place in the catalogue, and copies to print."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jiuji_docs.domain.archives.catalogue import CatalogueRow, FiledPaper, catalogue
from jiuji_docs.domain.archives.stamp import FilingStamp
from jiuji_docs.domain.errors import GuardRefused, NotFound
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.rendering.filing_stamp import stamped_copy
from jiuji_docs.rendering.fonts import installed_fonts
from jiuji_docs.services.hidden_papers import refuse_hidden
from jiuji_docs.services.meetings.filed_minutes import minutes_files, refuse_unsigned
from jiuji_docs.services.papers import local_date
from jiuji_docs.services.references import next_reference
from jiuji_docs.services.scope import in_scope

if TYPE_CHECKING:
    from jiuji_docs.services.desk import Desk
    from jiuji_docs.services.progress import Progress

#: 保管期限 used where neither the document nor the office says: the product's reading, shown as such.
RETENTION = "D30"
#: 全宗号 of an office that set none.
FONDS = "0001"
#: Lines of the seal register that a page shows.
NEWEST = 200
#: Posts of the county that see the use of every seal; a seal's keeper sees the own unit's.
SEE_EVERY_SEAL = frozenset({"audit.reader", "county.approver", "archives.archivist"})


def finished_papers(desk: Desk, case_id: int) -> list[Any]:
    """Return the papers in force; refuse when one is not printed yet, or minutes of the case are unsigned."""
    rows = [row for row in desk.documents.of_case(case_id) if row.state != "void"]
    if waiting := [row.title for row in rows if row.state in ("printing", "failed")]:
        raise GuardRefused("papers_in_print", f"文书尚未印制完成：{'、'.join(waiting)}")
    refuse_unsigned(desk, case_id)
    return rows


def file_case(progress: Progress) -> None:
    """Write the filing row; every paper must be printed, signed and final first."""
    desk, case = progress.desk, progress.case
    rows = finished_papers(desk, case.id)
    year = local_date(progress.now).year
    retention = _setting(progress, "retention", RETENTION)
    fonds = _setting(progress, "fonds", FONDS)
    filed, reference = next_reference(desk, fonds=fonds, year=year, retention=retention)
    contents = _contents(progress, rows)
    desk.archives.add(
        case_id=case.id,
        fonds=fonds,
        year=year,
        retention=retention,
        item=filed.item,
        reference=reference,
        pages=sum(line["pages"] for line in contents),
        contents=json.dumps(contents, ensure_ascii=False, default=str),
        filed_by=progress.actor.account,
        filed_at=progress.now,
    )


def _setting(progress: Progress, name: str, otherwise: str) -> str:
    parameter = progress.pack.policy.parameters.get(name)
    return str(parameter.value) if parameter is not None and parameter.is_set else otherwise


def _contents(progress: Progress, rows: list[Any]) -> list[dict[str, Any]]:
    """Return the catalogue's lines in the order of a case file (卷内目录)."""
    minutes = (one.paper for one in minutes_files(progress.desk, progress.case.id))
    papers = [*(_filed(progress, row) for row in rows), *minutes]
    return [_line(row) for row in catalogue(papers)]


def _filed(progress: Progress, row: Any) -> FiledPaper:
    return FiledPaper(
        paper=row.paper,
        title=row.title,
        author=_author(progress, row),
        date=local_date(row.issued_at),
        pages=row.pages,
        number=row.number,
    )


def _line(row: CatalogueRow) -> dict[str, Any]:
    paper = row.paper
    return {
        "item": row.item,
        "number": paper.number,
        "author": paper.author,
        "title": paper.title,
        "date": paper.date.isoformat(),
        "pages": paper.pages,
        "page_range": row.page_range,
        "note": paper.note,
        "paper": paper.paper,
    }


def _author(progress: Progress, row: Any) -> str:
    """Return the responsible party (责任者): the unit of whoever took the step that issued the paper."""
    for step in progress.desk.cases.steps(progress.case.id):
        if step.seq == row.step_seq:
            account = progress.desk.accounts.account(step.account_id)
            return str(progress.desk.accounts.unit(account.unit_id).name)
    return progress.actor.unit_name


@dataclass(frozen=True, slots=True)
class SealUse:
    """One line of the seal register, with people by name (用印登记)."""

    used_at: dt.datetime
    seal_name: str
    document_title: str
    document_number: str
    applicant: str
    approver: str
    pdf_hash: str


class FilingService:
    """Read what is filed, print stamped copies, show the seal register (档案查阅)."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def catalogue(self, year: int | None) -> tuple[int, list[Any]]:
        """Return (year, its filed cases in the order of their item numbers) (归档文件目录)."""
        chosen = year or local_date(self._desk.now()).year
        return chosen, list(self._desk.archives.of_year(chosen))

    def documents(self, year: int) -> list[Any]:
        """Return a year's filed official documents of every unit, for the office's own command line."""
        return list(self._desk.archives.dossiers_of_year(year))

    def seal_uses(self, actor: Actor) -> list[SealUse]:
        """Return the newest uses: of every seal for the county's overseers, else of the own unit's."""
        everywhere = actor.level == "county" and actor.roles & SEE_EVERY_SEAL
        unit = None if everywhere else actor.unit
        rows = [
            *self._desk.documents.seal_uses(unit, NEWEST),
            *self._desk.dossiers.seals(unit, NEWEST),
        ]
        uses = [
            SealUse(
                row.used_at,
                row.seal_name,
                row.document_title,
                row.document_number,
                self._desk.accounts.account(row.applicant_id).name if row.applicant_id else "",
                self._desk.accounts.account(row.approver_id).name if row.approver_id else "",
                row.pdf_hash,
            )
            for row in rows
        ]
        return sorted(uses, key=lambda use: use.used_at, reverse=True)[:NEWEST]

    def stamped_copy(self, number: str, document_id: int, actor: Actor) -> tuple[str, bytes]:
        """Return a print copy with the filing stamp on page one; the signed original is not touched."""
        case = self._desk.cases.get(number)
        row = self._desk.documents.get(document_id)
        if not in_scope(case, actor) or row.case_id != case.id:
            raise NotFound(number)
        refuse_hidden(self._desk, case, row.paper, actor)
        filing = self._desk.archives.of_case(case.id)
        if filing is None:
            raise NotFound(number)
        stamp = FilingStamp(
            fonds=filing.fonds,
            year=filing.year,
            item=filing.item,
            unit="",
            retention=filing.retention,
            pages=filing.pages,
        )
        original = self._desk.house.store.get(row.pdf_hash)
        return f"{filing.reference}-{row.title}.pdf", stamped_copy(
            original, stamp, installed_fonts()
        )
