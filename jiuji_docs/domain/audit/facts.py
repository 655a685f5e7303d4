"""Hold what the checks look at: cases with what was entered, paid, signed and owed (检查所见)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True)
class Board:
    """One 公示 as entered: its days, and the day it was written down (登记日)."""

    from_day: dt.date | None
    to_day: dt.date | None
    recorded_on: dt.date


@dataclass(frozen=True, slots=True)
class Deciding:
    """One deciding step that stands: signatures that the workflow asks for there, and what became of them.

    ``printing`` counts those whose paper is still with the press (印制中): ordered, and coming.
    """

    title: str
    decided_on: dt.date
    asked: int
    applied: int
    printing: int = 0


@dataclass(frozen=True, slots=True)
class Paid:
    """One payment: state waiting, batched, paid, failed or replaced; method card, passbook or cash."""

    amount: Decimal
    method: str
    state: str
    account: str
    payee: str
    created_on: dt.date
    settled_on: dt.date | None


@dataclass(frozen=True, slots=True)
class Owed:
    """One debt of first relief (欠项) with its due day, None where nobody set one."""

    title: str
    due_on: dt.date | None
    settled_on: dt.date | None


@dataclass(frozen=True, slots=True)
class AuditCase:
    """One case as the checks see it; ``entries`` holds the forms the checks read, by form id.

    ``papers`` are the forms whose paper is in force. ``mark`` stands for the person's ID number;
    ``parameters`` are the set values of its pack (``cash_ceiling`` …); ``publicised`` says whether the
    route goes through 公示 in this pack; ``excepted`` whether a county exception let it in; ``clauses``
    which clauses of its pack each check carries.
    """

    number: str
    town: str
    person: int
    name: str
    mark: str
    cause: str
    occurred_on: dt.date | None
    amount: Decimal | None
    decided_on: dt.date | None
    closed: bool
    entries: Mapping[str, Mapping[str, Any]]
    parameters: Mapping[str, Any]
    papers: frozenset[str] = frozenset()
    publicised: bool = False
    excepted: bool = False
    boards: tuple[Board, ...] = ()
    decidings: tuple[Deciding, ...] = ()
    payments: tuple[Paid, ...] = ()
    debts: tuple[Owed, ...] = ()
    clauses: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Batch:
    """One list sent to the bank (发放批次) and whether its return came."""

    number: str
    state: str
    reviewed_on: dt.date | None
    returned_on: dt.date | None


@dataclass(frozen=True, slots=True)
class Outside:
    """Money paid besides the system, as registered (系统外发放)."""

    number: str
    town: str
    name: str
    #: What the sheet said, as text: it need not be a sum.
    amount: str
    found_on: dt.date


@dataclass(frozen=True, slots=True)
class AuditFacts:
    """Everything one run looks at."""

    today: dt.date
    cases: tuple[AuditCase, ...]
    batches: tuple[Batch, ...] = ()
    #: Mark of a person → day of death, from the imported list.
    deceased: Mapping[str, dt.date] = field(default_factory=dict)
    outside: tuple[Outside, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """What a check found: the case (or batch) and one sentence. No number of a person, no account."""

    about: str
    town: str
    detail: str
    name: str = ""
    clauses: tuple[str, ...] = ()


def found(check: str, case: AuditCase, detail: str) -> Found:
    """Return a finding about a case, with the clauses of its pack that this check carries."""
    return Found(case.number, case.town, detail, case.name, case.clauses.get(check, ()))
