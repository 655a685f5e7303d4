"""Money is paid once: every move of a payment checks where it stands."""

# ruff: noqa: PT012 - leaving the unit of work is part of what is tested

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError

from jiuji_docs.domain.errors import NotFound, NotInState
from jiuji_docs.storage.payments import PaymentRepository
from jiuji_docs.storage.work import Work, run, unit_of_work
from tests.unit.storage.samples import NOW, add_payment, at_once, open_case


def _batch(work: Work, ids: list[int], number: str = "FF-2024-0001") -> Any:
    return PaymentRepository(work.session).make_batch(number, ids, "finance.clerk", NOW)


def test_a_batch_numbers_its_rows_and_sums_them(county: Engine) -> None:
    with unit_of_work(county) as work:
        payments = PaymentRepository(work.session)
        case = open_case(work)
        rows = [add_payment(work, case.id, amount) for amount in ("500.00", "0.01", "1234.56")]
        assert [row.state for row in payments.waiting()] == ["waiting"] * 3
        batch = _batch(work, [rows[2].id, rows[0].id])
        assert (batch.rows, batch.total, batch.state) == (2, Decimal("1734.56"), "drafted")
        listed = payments.rows(batch.id)
        assert [(row.row, row.id, row.state) for row in listed] == [
            (1, rows[0].id, "batched"),
            (2, rows[2].id, "batched"),
        ]
        assert [row.id for row in payments.waiting()] == [rows[1].id]
        assert len(payments.of_case(case.id)) == 3


def test_a_payment_enters_one_batch_only(county: Engine) -> None:
    with unit_of_work(county) as work:
        case = open_case(work)
        first, second = add_payment(work, case.id), add_payment(work, case.id)
        _batch(work, [first.id])
        for ids in ([first.id, second.id], [first.id], []):
            with pytest.raises(NotInState):
                _batch(work, ids, "FF-2024-0002")
        assert [row.number for row in PaymentRepository(work.session).batches()] == ["FF-2024-0001"]


def test_two_clerks_making_a_batch_at_once_pay_once(county: Engine) -> None:
    with unit_of_work(county) as work:
        payment = add_payment(work, open_case(work).id)
    results = at_once(
        [
            lambda number=number: run(county, None, lambda work: _batch(work, [payment.id], number))
            for number in ("FF-1", "FF-2")
        ]
    )
    assert sum(isinstance(result, NotInState) for result in results) == 1


def test_a_batch_is_reviewed_by_another_sent_and_closed_in_this_order(county: Engine) -> None:
    with unit_of_work(county) as work:
        payments = PaymentRepository(work.session)
        batch = _batch(work, [add_payment(work, open_case(work).id).id])
        for too_early in (
            lambda: payments.review(batch.id, "finance.clerk", NOW),
            lambda: payments.mark_sent(batch.id, "a" * 64),
            lambda: payments.close_batch(batch.id, NOW),
        ):
            with pytest.raises(NotInState):
                too_early()
        payments.review(batch.id, "finance.reviewer", NOW)
        payments.mark_sent(batch.id, "a" * 64)
        with pytest.raises(NotInState):
            payments.mark_sent(batch.id, "b" * 64)
        payments.close_batch(batch.id, NOW)
        closed = payments.lock_batch(batch.number)
        assert closed == payments.batch(batch.number)
        assert (closed.state, closed.reviewed_by, closed.file_hash, closed.returned_at) == (
            "closed",
            "finance.reviewer",
            "a" * 64,
            NOW,
        )


def test_a_payment_is_settled_once(county: Engine) -> None:
    with unit_of_work(county) as work:
        payments = PaymentRepository(work.session)
        case = open_case(work)
        transfer, cash = add_payment(work, case.id), add_payment(work, case.id, method="cash")
        with pytest.raises(NotInState):
            payments.settle(transfer.id, "paid", "", NOW)
        payments.settle(cash.id, "paid", "", NOW)
        _batch(work, [transfer.id])
        with pytest.raises(ValueError, match="settled"):
            payments.settle(transfer.id, "waiting", "", NOW)
        payments.settle(transfer.id, "failed", "户名不符", NOW)
        for settled in (transfer, cash):
            with pytest.raises(NotInState):
                payments.settle(settled.id, "paid", "", NOW)
        failed = payments.get(transfer.id)
        assert (failed.state, failed.failure, failed.settled_at) == ("failed", "户名不符", NOW)


def _failed(work: Work) -> int:
    payment = add_payment(work, open_case(work).id)
    _batch(work, [payment.id])
    PaymentRepository(work.session).settle(payment.id, "failed", "户名不符", NOW)
    return int(payment.id)


def test_a_failed_payment_is_issued_again_with_the_corrected_account(county: Engine) -> None:
    with unit_of_work(county) as work:
        payments = PaymentRepository(work.session)
        failed = _failed(work)
        again = payments.replace(failed, bank_account="62001", created_at=NOW)
        assert (again.state, again.replaces_id, again.amount) == ("waiting", failed, Decimal(500))
        assert (again.bank_account, again.payee, again.batch_id) == ("62001", "示范人", None)
        assert payments.get(failed).state == "replaced"
        with pytest.raises(NotInState):
            payments.replace(failed, created_at=NOW)
        with pytest.raises(NotInState):
            payments.replace(again.id, created_at=NOW)


def test_six_clerks_reissuing_at_once_make_one_payment(county: Engine) -> None:
    with unit_of_work(county) as work:
        failed = _failed(work)

    def reissue(work: Work) -> Any:
        return PaymentRepository(work.session).replace(failed, created_at=NOW)

    results = at_once([lambda: run(county, None, reissue)] * 6)
    assert sum(isinstance(result, NotInState) for result in results) == 5
    with unit_of_work(county) as work:
        assert len(PaymentRepository(work.session).waiting()) == 1


def test_the_database_itself_refuses_a_second_replacement(county: Engine) -> None:
    with pytest.raises(IntegrityError), unit_of_work(county) as work:
        failed = PaymentRepository(work.session).get(_failed(work))
        for _ in range(2):
            add_payment(work, failed.case_id, replaces_id=failed.id)


@pytest.mark.parametrize("amount", ["0.00", "-1.00"])
def test_the_database_refuses_to_pay_nothing(county: Engine, amount: str) -> None:
    with pytest.raises(IntegrityError), unit_of_work(county) as work:
        add_payment(work, open_case(work).id, amount)


def test_an_unknown_payment_or_batch_is_not_found(engine: Engine) -> None:
    with unit_of_work(engine) as work:
        payments = PaymentRepository(work.session)
        for look in (payments.get, payments.lock):
            with pytest.raises(NotFound):
                look(1)
        for find in (payments.batch, payments.lock_batch):
            with pytest.raises(NotFound):
                find("FF-0")
