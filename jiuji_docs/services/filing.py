"""File a closed case (归档): its reference, its place in the catalogue, and copies to print."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from jiuji_docs.domain.archives.catalogue import order_of
from jiuji_docs.domain.archives.filing import Filing
from jiuji_docs.domain.errors import GuardRefused
from jiuji_docs.services.papers import local_date

if TYPE_CHECKING:
    from jiuji_docs.services.desk import Desk
    from jiuji_docs.services.transitions import Progress

#: 保管期限 used where neither the document nor the office says: the product's reading, shown as such.
RETENTION = "D30"
#: 全宗号 of an office that set none.
FONDS = "0001"


def file_case(progress: Progress) -> None:
    """Write the filing row; every paper must be printed, signed and final first."""
    desk, case = progress.desk, progress.case
    rows = [row for row in desk.documents.of_case(case.id) if row.state != "void"]
    if waiting := [row.title for row in rows if row.state in ("printing", "failed")]:
        raise GuardRefused("papers_in_print", f"文书尚未印制完成：{'、'.join(waiting)}")
    year = local_date(progress.now).year
    retention = _setting(progress, "retention", RETENTION)
    fonds = _setting(progress, "fonds", FONDS)
    item = desk.numbers.next(f"filing:{fonds}:{retention}", year)
    reference = str(Filing(fonds=fonds, year=year, retention=retention, item=item))
    contents = _contents(progress, rows)
    desk.archives.add(
        case_id=case.id,
        fonds=fonds,
        year=year,
        retention=retention,
        item=item,
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
    ordered = sorted(rows, key=lambda row: (order_of(row.paper), row.id))
    lines = []
    first = 1
    for item, row in enumerate(ordered, start=1):
        last = first + max(row.pages, 1) - 1
        lines.append(
            {
                "item": item,
                "number": row.number,
                "author": _author(progress, row),
                "title": row.title,
                "date": local_date(row.issued_at).isoformat(),
                "pages": row.pages,
                "page_range": f"{first}" if first == last else f"{first}-{last}",
                "note": "",
                "paper": row.paper,
                "pdf_hash": row.pdf_hash,
            }
        )
        first = last + 1
    return lines


def _author(progress: Progress, row: Any) -> str:
    """Return the responsible party (责任者): the unit of whoever took the step that issued the paper."""
    for step in progress.desk.cases.steps(progress.case.id):
        if step.seq == row.step_seq:
            account = progress.desk.accounts.account(step.account_id)
            return str(progress.desk.accounts.unit(account.unit_id).name)
    return progress.actor.unit_name


class FilingService:
    """Read what is filed (档案查阅)."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def catalogue(self, year: int) -> list[Any]:
        """Return the year's filed cases in the order of their item numbers (归档文件目录)."""
        return list(self._desk.archives.of_year(year))
