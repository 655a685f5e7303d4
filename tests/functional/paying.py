"""Bring cases to the finance desk, and answer for the bank."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from typing import Any

from jiuji_docs.domain.cases.bank_file import RETURN_HEADS
from jiuji_docs.services.house import House
from jiuji_docs.services.payments import PaymentService
from tests.common.cases import fire

#: ID numbers of invented people that pass their check.
PEOPLE = ("990101196803151135", "990101195001031014", "990101195202041024")


def approved(house: House, person: int = 0, amount: str = "500.00") -> str:
    """Return the number of a new case of one of PEOPLE, approved by the town and waiting for its money."""
    alone = {"id_number": PEOPLE[person], "household_size": 1, "members": []}
    number = fire(house, "yangshan.clerk", "accept", forms={"application": alone}).case
    forms = {
        "audit": {"proposed_amount": amount},
        "decision": {"approved_amount": amount},
    }
    for who, step in (
        ("yangshan.investigator", "investigate"),
        ("lihua.recorder", "review"),
        ("yangshan.auditor", "audit"),
        ("yangshan.head", "approve_town"),
    ):
        fire(house, who, step, number, forms=forms)
    return number


def answer(sent: str, failed: Mapping[str, str] | None = None, **changed: str) -> bytes:
    """Return the bank's file for the list *sent*: rows in ``failed`` (row → reason) did not arrive.

    ``changed`` replaces a column of every row: batch, row, account, amount or verdict.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(RETURN_HEADS)
    for batch, row, _payee, _bank, account, amount in list(csv.reader(io.StringIO(sent)))[1:]:
        reason = (failed or {}).get(row, "")
        cells = {
            "batch": batch,
            "row": row,
            "account": account,
            "amount": amount,
            "verdict": "失败" if reason else "成功",
        }
        writer.writerow([*{**cells, **changed}.values(), reason])
    return out.getvalue().encode()


def pay_what_waits(house: House) -> str:
    """Take everything that waits through the bank; return the batch's number."""
    number: str = house.run(
        lambda desk: PaymentService(desk).make_batch(desk.actor("county.finance")).number
    )
    house.run(lambda desk: PaymentService(desk).review(number, desk.actor("county.cashier")))
    data = _run(house, lambda service, actor: service.export(number, actor))[0]
    back = answer(data.decode("utf-8-sig"))
    _run(house, lambda service, actor: service.take_return(number, back, actor))
    return number


def _run(house: House, action: Any) -> Any:
    return house.run(lambda desk: action(PaymentService(desk), desk.actor("county.finance")))
