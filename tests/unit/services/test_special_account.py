"""The special account (专账): whatever the bank answers, approvals, payments and account agree."""

from __future__ import annotations

import random
from decimal import Decimal
from typing import Any

import pytest

from jiuji_docs.definitions.read_bank_files import shipped_formats
from jiuji_docs.domain.errors import GuardRefused, NotAllowed
from jiuji_docs.services.bench.payments import approved
from jiuji_docs.services.funds.reserve import ReserveService
from jiuji_docs.services.funds.special_account import SpecialAccountService
from jiuji_docs.services.house import House
from jiuji_docs.services.payments import PaymentService

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
STANDARD = shipped_formats()["standard"]
ROUNDS = 8


def pay(house: House, verb: str, who: str, *args: Any) -> Any:
    return house.run(lambda desk: getattr(PaymentService(desk), verb)(*args, desk.actor(who)))


def top_up(house: House, amount: str, who: str = "county.finance") -> None:
    house.run(
        lambda desk: SpecialAccountService(desk).top_up(
            desk.actor(who), amount=Decimal(amount), basis="示财〔2024〕5号"
        )
    )


def view(house: House) -> Any:
    with house.desk(write=False) as desk:
        found = SpecialAccountService(desk).view()
        rows = desk.payments.failed()
    assert found.reconciled.agrees, found.reconciled
    return found, rows


def send(house: House) -> str:
    number: str = pay(house, "make_batch", "county.finance").number
    pay(house, "review", "county.cashier", number)
    pay(house, "export", "county.finance", number)
    return number


def answer(house: House, number: str, luck: random.Random) -> bytes:
    with house.desk(write=False) as desk:
        rows = desk.payments.rows(desk.payments.batch(number).id)
    lines = [",".join(STANDARD.returned.titles)]
    for row in rows:
        told = "成功," if luck.random() < 0.5 else "失败,户名不符"
        lines.append(f"{number},{row.row},{row.bank_account},{row.amount:.2f},{told}")
    return "\n".join(lines).encode()


def test_totals_stay_equal_whatever_the_bank_answers(house: House) -> None:
    lines = approved(house, 6)
    total = sum((line[6] for line in lines), Decimal(0))
    top_up(house, "10000.00")
    luck = random.Random(20240220)  # noqa: S311 - which rows a bank refuses is no secret

    for _ in range(ROUNDS):
        found, failed = view(house)
        for row in failed:
            pay_again = {"bank_account": row.bank_account}
            pay(house, "reissue", "county.finance", row.id, pay_again)
            view(house)
        if not view(house)[0].reconciled.waiting:
            break
        number = send(house)
        view(house)
        pay(house, "take_return", "county.finance", number, answer(house, number, luck))
        found, _failed = view(house)
        assert found.reconciled.approved == total
        assert found.balance == Decimal("10000.00") - found.reconciled.paid

    assert view(house)[0].reconciled.paid == total


def test_an_account_that_is_short_sends_nothing(house: House) -> None:
    approved(house, 2)
    top_up(house, "1000.00")
    number = pay(house, "make_batch", "county.finance").number
    pay(house, "review", "county.cashier", number)

    with pytest.raises(
        GuardRefused, match=r"专账余额不足：余额 1,000\.00 元，本次支出 1,001\.00 元"
    ):
        pay(house, "export", "county.finance", number)

    found, _ = view(house)
    assert found.balance == Decimal("1000.00")
    top_up(house, "1.00")
    pay(house, "export", "county.finance", number)
    assert view(house)[0].balance == Decimal("0.00")


def test_a_reserve_is_paid_out_of_the_account(house: House) -> None:
    top_up(house, "1000.00")
    with pytest.raises(NotAllowed):
        top_up(house, "1.00", "county.approver")

    house.run(
        lambda desk: ReserveService(desk).open(
            "yangshan", desk.actor("county.finance"), opening=Decimal(600), basis="文件",
            low_line=None,
        )
    )  # fmt: skip
    house.run(
        lambda desk: ReserveService(desk).give_back(
            "yangshan", desk.actor("county.finance"), amount=Decimal(100), basis="文件"
        )
    )

    found, _ = view(house)
    assert [line.title for line in found.lines] == ["资金拨入", "拨付备用金", "备用金缴回"]
    assert found.balance == Decimal("500.00")
