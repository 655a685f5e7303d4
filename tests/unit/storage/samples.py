"""Invent units, people and cases for tests of the storage room."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from sqlalchemy import Engine

from jiuji_docs.storage.accounts import AccountRepository
from jiuji_docs.storage.cases import CaseRepository
from jiuji_docs.storage.documents import DocumentRepository
from jiuji_docs.storage.payments import PaymentRepository
from jiuji_docs.storage.work import Work, unit_of_work

#: A Monday morning in the demo county.
NOW = dt.datetime(2024, 3, 4, 1, 30, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


def add_units(engine: Engine) -> None:
    """Add 示范县 with two towns, one village each."""
    with unit_of_work(engine) as work:
        accounts = AccountRepository(work.session)
        accounts.add_unit(id="county", name="示范县民政局", level="county")
        for town, village in (("yangshan", "shifan"), ("linhe", "hewan")):
            accounts.add_unit(id=town, name=town, level="town", parent_id="county")
            accounts.add_unit(id=village, name=village, level="village", parent_id=town)


def open_case(work: Work, number: str = "YANGSHAN-2024-0001", **values: Any) -> Any:
    """Open a case in 阳山镇 for an invented person."""
    cases = CaseRepository(work.session)
    name = values.pop("person_name", "示范人")
    person = cases.lock_person(values.pop("id_number", "110101199003070003"), name)
    defaults: dict[str, Any] = {
        "number": number,
        "pack": "chaoyang-2021",
        "pack_checksum": "0" * 64,
        "workflow_checksum": "0" * 64,
        "route": "expenditure",
        "state": "accepted",
        "town_id": "yangshan",
        "village_id": "shifan",
        "person_id": person.id,
        "cause": "accident",
        "occurred_on": dt.date(2024, 3, 1),
        "accepted_at": NOW,
    }
    return cases.open(**{**defaults, **values})


def add_paper(work: Work, case_id: int, paper: str = "application", **values: Any) -> Any:
    """Add a paper in print."""
    defaults: dict[str, Any] = {
        "title": "临时救助申请书",
        "content": "{}",
        "content_hash": "0" * 64,
        "state": "printing",
        "step_seq": 1,
        "issued_at": NOW,
    }
    documents = DocumentRepository(work.session)
    return documents.add(case_id=case_id, paper=paper, **{**defaults, **values})


def add_payment(work: Work, case_id: int, amount: str = "500.00", **values: Any) -> Any:
    """Add a payment to a card."""
    defaults: dict[str, Any] = {
        "method": "card",
        "payee": "示范人",
        "bank": "示范银行",
        "bank_account": "6200000000000000000",
        "created_at": NOW,
    }
    payments = PaymentRepository(work.session)
    return payments.add(case_id=case_id, amount=Decimal(amount), **{**defaults, **values})


def at_once(actions: list[Callable[[], Any]]) -> list[Any]:
    """Run *actions* in threads that start together; return results or exceptions, in order."""
    barrier = threading.Barrier(len(actions))
    results: list[Any] = [None] * len(actions)

    def start(place: int, action: Callable[[], Any]) -> None:
        barrier.wait()
        try:
            results[place] = action()
        except Exception as error:  # noqa: BLE001 - handed to the test, which judges it
            results[place] = error

    threads = [
        threading.Thread(target=start, args=(place, action)) for place, action in enumerate(actions)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
