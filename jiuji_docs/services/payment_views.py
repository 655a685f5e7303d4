"""What the finance desk shows: batches, rows with masked accounts, what a return file changed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from jiuji_docs.domain.people import mask_account

#: Methods that go through a bank; cash is handed over and receipted instead.
TRANSFERS = ("card", "passbook")
#: Chinese names of a payment's states.
PAYMENT_STATES = {
    "waiting": "待发放",
    "batched": "已列入批次",
    "paid": "已到账",
    "failed": "发放失败",
    "replaced": "已重发",
}


@dataclass(frozen=True, slots=True)
class PaymentOverview:
    """What the finance desk begins with."""

    batches: tuple[Any, ...]
    waiting: int
    failed: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One row of a batch on screen."""

    row: int
    payee: str
    bank: str
    account: str
    amount: Decimal
    state_title: str
    failure: str


@dataclass(frozen=True, slots=True)
class ReturnOutcome:
    """What a bank's return file changed: paid and failed rows, cases that moved on."""

    paid: int
    failed: int
    cases: tuple[str, ...]


def shown(row: Any) -> BatchRow:
    """Return a payment as a row of its batch; the account is masked."""
    account = mask_account(row.bank_account) if row.bank_account else ""
    state = PAYMENT_STATES[row.state]
    return BatchRow(row.row, row.payee, row.bank, account, row.amount, state, row.failure)
