"""Order a case file's papers (卷内目录), number its pages, and say which papers are missing.

There is no national rule for the order of a 临时救助 case file. This one is the product's reading
of what county offices and one city standard (DB3407/T 009—2022) list: result first, then from the
application to the payment, the note (备考表) last.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

ORDER = (
    "file_catalogue",
    "approval_expenditure",
    "approval_emergency",
    "application",
    "check_authorization",
    "integrity_pledge",
    "acceptance_notice",
    "investigation",
    "review",
    "publicity",
    "meeting_minutes",
    "approval_notice",
    "refusal_notice",
    "payroll",
    "receipt",
    "file_note",
)
#: Papers every file of a route must hold, whatever its end.
_ALWAYS = {
    "expenditure": frozenset(
        {
            "file_catalogue",
            "approval_expenditure",
            "application",
            "check_authorization",
            "integrity_pledge",
            "acceptance_notice",
            "investigation",
            "review",
            "file_note",
        }
    ),
    # Relief came first: its receipt is in the file even when confirmation is refused afterwards.
    "emergency": frozenset({"file_catalogue", "approval_emergency", "receipt", "file_note"}),
}


@dataclass(frozen=True, slots=True)
class FiledPaper:
    """One paper on its way into the file: its id (paper), heading data, and length in pages."""

    paper: str
    title: str
    author: str
    date: dt.date
    pages: int
    number: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class CatalogueRow:
    """One line of the catalogue: 顺序号, 文号, 责任者, 题名, 日期, 页号, 备注.

    ``first`` and ``last`` count pages through the whole file from 1, both inclusive.
    """

    item: int
    paper: FiledPaper
    first: int
    last: int

    @property
    def page_range(self) -> str:
        """The pages as printed: 3, or 3-5."""
        return f"{self.first}" if self.first == self.last else f"{self.first}-{self.last}"


def order_of(paper: str) -> int:
    """Return the place of a paper in the file; one that no list names stands before the note."""
    note = ORDER.index("file_note")
    if paper == "file_note":
        return note + 1
    return ORDER.index(paper) if paper in ORDER else note


def catalogue(papers: Iterable[FiledPaper]) -> tuple[CatalogueRow, ...]:
    """Return the lines in the order of a case file; papers of one kind keep the order given.

    Raises ValueError for a paper without pages, which nobody could find in the box.
    """
    rows: list[CatalogueRow] = []
    for paper in sorted(papers, key=lambda one: order_of(one.paper)):
        if paper.pages < 1:
            raise ValueError(f"《{paper.title}》没有页数")
        first = rows[-1].last + 1 if rows else 1
        rows.append(CatalogueRow(len(rows) + 1, paper, first, first + paper.pages - 1))
    return tuple(rows)


def missing(
    route: str,
    *,
    papers: Collection[str],
    refused: bool,
    publicised: bool = False,
    handed_over: bool = False,
) -> tuple[str, ...]:
    """Return the papers a file still lacks, in order; empty when it is complete (完整性).

    *publicised*: the case was put on the board (公示), which the office decides; *handed_over*:
    cash or goods changed hands. A payroll belongs to the accounts and is never demanded here.
    Raises ValueError for a route without a list: an unknown file must not pass as complete.
    """
    if route not in _ALWAYS:
        raise ValueError(f"没有“{route}”类案卷的归档范围")
    wanted = {*_ALWAYS[route], "refusal_notice" if refused else "approval_notice"}
    if publicised:
        wanted.add("publicity")
    if handed_over:
        wanted.add("receipt")
    return tuple(sorted(wanted - set(papers), key=order_of))
