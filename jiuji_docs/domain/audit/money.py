"""Check the money: returns never reconciled, paid outside, not what was approved, too much in cash."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from jiuji_docs.domain.audit.facts import AuditCase, AuditFacts, Found, found
from jiuji_docs.domain.money import figures

#: Days after which a list without a return, or a failed payment not issued again, is a finding. No document at
#: hand says a number: the product's own reading.
PATIENCE = dt.timedelta(days=30)


def returns_unreconciled(facts: AuditFacts) -> Iterator[Found]:
    """Find lists whose bank return never came back (回盘), and failed payments that nobody issued again."""
    for batch in facts.batches:
        sent = batch.reviewed_on
        if batch.returned_on is None and sent is not None and facts.today - sent > PATIENCE:
            yield Found(batch.number, "", f"{sent} 复核的批次至今没有银行回盘")
    for case in facts.cases:
        for one in case.payments:
            day = one.settled_on or one.created_on
            if one.state == "failed" and facts.today - day > PATIENCE:
                detail = f"{day} 发放失败的 {figures(one.amount)} 元至今没有重发"
                yield found("returns_unreconciled", case, detail)


def payments_disagree(facts: AuditFacts) -> Iterator[Found]:
    """Find cases whose payments are not what was approved (发放与审批不符)."""
    for case in facts.cases:
        if case.amount is None or case.decided_on is None:
            if _live(case):
                yield found(
                    "payments_disagree", case, f"没有审批金额，已列发放 {figures(_live(case))} 元"
                )
            continue
        live = _live(case)
        if live > case.amount or (case.closed and live and live != case.amount):
            detail = f"审批 {figures(case.amount)} 元，发放 {figures(live)} 元"
            yield found("payments_disagree", case, detail)


def _live(case: AuditCase) -> Decimal:
    return sum(
        (one.amount for one in case.payments if one.state in {"waiting", "batched", "paid"}),
        Decimal(0),
    )


def paid_outside(facts: AuditFacts) -> Iterator[Found]:
    """Find money that was paid besides the system and belongs to no case (系统外发放)."""
    for one in facts.outside:
        detail = f"{one.found_on} 发现系统外发放 {one.amount} 元，没有对应事项，还没有查明"
        yield Found(one.number, one.town, detail, one.name)


def cash_too_much(facts: AuditFacts) -> Iterator[Found]:
    """Find cash over the office's ceiling, and cash without a receipt (领取凭证)."""
    for case in facts.cases:
        ceiling = _money(case.parameters.get("cash_ceiling"))
        for one in case.payments:
            if one.method != "cash" or one.state == "replaced":
                continue
            if ceiling is not None and one.amount > ceiling:
                detail = f"现金 {figures(one.amount)} 元，超过限额 {figures(ceiling)} 元"
                yield found("cash_too_much", case, detail)
            if one.state == "paid" and not _receipt(case):
                owing = any(debt.settled_on is None for debt in case.debts)
                why = "（先行救助，手续待补）" if owing else ""
                detail = f"现金 {figures(one.amount)} 元已付，没有领取凭证{why}"
                yield found("cash_too_much", case, detail)


def _receipt(case: AuditCase) -> bool:
    return "receipt" in case.entries or "receipt" in case.papers


def _money(value: object) -> Decimal | None:
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None
