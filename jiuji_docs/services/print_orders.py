"""Say what is to be printed and signed of one paper, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from jiuji_docs.domain.forms.sheet import Place, RenderedPaper
from jiuji_docs.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Order:
    """What the press needs to know of one paper: content, what stands, what is to be signed."""

    document: Any
    signatures: tuple[Any, ...]
    units: Mapping[str, Any]
    people: Mapping[str, Any]
    #: What the case's edition keeps to make its papers with, text by path; empty: the program's own.
    templates: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Made:
    """What the press made: PDF, DOCX (only at first), pages, places, findings, signatures with their hash."""

    pdf: bytes
    docx: bytes
    pages: int
    places: dict[str, Place]
    findings: list[dict[str, str]]
    signed: tuple[tuple[Any, str], ...]


def read_order(desk: Desk, document_id: int) -> Order | None:
    """Read the paper and its ordered signatures; None for a paper voided meanwhile."""
    document = desk.documents.get(document_id)
    if document.state == "void":
        return None
    marks = tuple(row for row in desk.documents.signatures(document_id) if row.state == "ordered")
    case = desk.cases.get_by_id(document.case_id)
    return Order(
        document,
        marks,
        {mark.unit_id: desk.accounts.unit(mark.unit_id) for mark in marks},
        {mark.account_id: desk.accounts.account(mark.account_id) for mark in marks},
        desk.pack_of(case).templates,
    )


def findings_of(paper: RenderedPaper) -> list[dict[str, str]]:
    """Return what had to give, as kept with the paper: boxes that overflowed, characters substituted."""
    return [
        *({"kind": "overflow", "box": box, "outcome": outcome} for box, outcome in paper.overflow),
        *(
            {"kind": "substitution", "character": character, "family": family}
            for character, family in paper.substitutions
        ),
    ]
