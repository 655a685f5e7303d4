"""Say what the pages of a dossier show, as plain values (公文页)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class DossierRow:
    """One line of a list."""

    id: int
    number: str
    title: str
    kind: str
    document_number: str
    urgency: str
    state: str
    moved_at: dt.datetime
    due_on: dt.date | None
    overdue: bool


@dataclass(frozen=True, slots=True)
class OfferView:
    """A step that can be taken, or why it cannot yet; ``back`` sends the document back."""

    id: str
    title: str
    clause: str
    refusal: str = ""
    back: bool = False


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One step that was taken."""

    title: str
    unit: str
    who: str
    at: dt.datetime
    comment: str
    voided: bool


@dataclass(frozen=True, slots=True)
class PaperView:
    """The finished paper; ``kinds`` are the files that can be had."""

    id: int
    title: str
    state: str
    pages: int
    kinds: tuple[str, ...]
    finding: str = ""


@dataclass(frozen=True, slots=True)
class DossierView:
    """Everything the page of one dossier shows; ``stages`` are (title, past/now/next).

    ``final``: the paper bears every seal it is to bear.
    """

    number: str
    flow: str
    flow_title: str
    title: str
    kind: str
    unit: str
    drafter: str
    document_number: str
    urgency: str
    state: str
    state_title: str
    version: int
    closed: bool
    due_on: dt.date | None
    content: Mapping[str, Any]
    content_hash: str
    editable: bool
    final: bool = False
    #: 档号 of a filed document.
    reference: str = ""
    stages: tuple[tuple[str, str], ...] = ()
    offers: tuple[OfferView, ...] = ()
    history: tuple[HistoryLine, ...] = ()
    papers: tuple[PaperView, ...] = ()
    asked: tuple[tuple[str, str], ...] = ()
    delivered: tuple[tuple[str, str], ...] = ()
    next_people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StepPage:
    """What the page of one step asks for; ``laid_out``: the text can be seen as it prints."""

    number: str
    subject: str
    version: int
    laid_out: bool
    id: str
    title: str
    clause: str
    comment: str
    asks: tuple[str, ...]
    units: tuple[tuple[str, str], ...] = ()
    #: What is ticked or filled in to begin with, by what is asked for.
    given: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
