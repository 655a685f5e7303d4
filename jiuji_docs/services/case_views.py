"""What the case page shows, as plain values (事项页)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Line:
    """One value of the case page; ``masked`` says that the full value was withheld.

    A repeating group has ``heads`` and ``rows`` of cell texts as well as its plain text.
    """

    label: str
    text: str
    masked: bool = False
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class FormView:
    """What was entered in one form."""

    id: str
    title: str
    lines: tuple[Line, ...]
    #: What was allowed but is worth a second look, such as an account that fails the card check.
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StepView:
    """One step of the history."""

    seq: int
    title: str
    who: str
    unit: str
    occurred_at: dt.datetime
    recorded_at: dt.datetime
    comment: str
    late: tuple[str, ...]
    voided: bool


@dataclass(frozen=True, slots=True)
class PaperView:
    """One paper of the case."""

    id: int
    title: str
    number: str
    edition: int
    state: str
    state_title: str
    pages: int
    printed: bool
    signers: tuple[str, ...]
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OfferView:
    """One step the reader may take, or why it is not open now."""

    id: str
    title: str
    refusal: str
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BranchView:
    """Where one parallel branch stands."""

    title: str
    state: str
    ended: bool


@dataclass(frozen=True, slots=True)
class SeatView:
    """One seat of a panel: for which post, who holds it or answered, what they answered, or why it is off."""

    role: str
    who: str
    unit: str
    answer: str
    off: str


@dataclass(frozen=True, slots=True)
class PanelView:
    """One open panel and how it stands."""

    title: str
    standing: str
    seats: tuple[SeatView, ...]


@dataclass(frozen=True, slots=True)
class ClockView:
    """One time limit; ``due`` is 未规定 where nobody set it, 中止计时 while it stands still.

    ``voided``: a return undid the step that had started it. ``events``: what it went through.
    """

    title: str
    due: str
    running: bool
    overdue: bool
    provisional: bool
    voided: bool = False
    events: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PaymentView:
    """One payment; the account is masked."""

    id: int
    amount: Decimal
    method: str
    payee: str
    account: str
    state: str
    state_title: str
    failure: str


@dataclass(frozen=True, slots=True)
class CaseView:
    """Everything the case page shows."""

    number: str
    version: int
    person: str
    route: str
    state: str
    state_title: str
    town: str
    village: str
    cause: str
    amount: Decimal | None
    accepted_at: dt.datetime
    pack: str
    policy: str
    closed: bool
    forms: tuple[FormView, ...]
    steps: tuple[StepView, ...]
    papers: tuple[PaperView, ...]
    offers: tuple[OfferView, ...]
    #: Who took a register's item first, and who answers for it now (首问责任人、现责任人); none for relief.
    owners: tuple[str, ...]
    #: The unit an item was sent to.
    receiver: str
    branches: tuple[BranchView, ...]
    panels: tuple[PanelView, ...]
    clocks: tuple[ClockView, ...]
    debts: tuple[tuple[str, bool], ...]
    payments: tuple[PaymentView, ...]
    #: Checksum of the edition the case runs on, and its name in Chinese; no name where nothing is published.
    edition: str = ""
    edition_name: str = ""
