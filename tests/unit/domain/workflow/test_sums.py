"""Amounts, cash and payments are judged to the fen."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiuji_docs.domain.workflow import sums
from jiuji_docs.domain.workflow.facts import PaymentFact
from tests.common.relief import actor, facts, pack

HEAD = actor("town.head")
MONEY = st.decimals("0.00", "100000.00", places=2)


def decided(**values: Any) -> Any:
    return facts("awaiting_town", entering={"decision": values})


def under_ceiling(amount: Decimal | None) -> Any:
    case = decided(approved_amount=amount)
    given = {"parameter": "town_ceiling", "amount": "decision.approved_amount"}
    return sums.amount_at_most(case, HEAD, pack(), **given)


@given(MONEY)
def test_the_ceiling_itself_is_allowed_and_a_fen_more_is_not(amount: Decimal) -> None:
    assert under_ceiling(amount).ok is (amount <= Decimal("500.00"))


def test_no_amount_is_within_any_ceiling() -> None:
    assert under_ceiling(None).ok


@given(MONEY)
def test_an_amount_agrees_with_the_tier_it_falls_in(amount: Decimal) -> None:
    given = {"table": "tier", "amount": "decision.approved_amount"}
    result = sums.amount_agrees_with_tier(decided(approved_amount=amount), HEAD, pack(), **given)
    assert result.ok is (amount <= Decimal("500.00"))
    assert result.ok or "待县局审批" in result.why


@pytest.mark.parametrize(
    ("values", "ok"),
    [
        ({"modes": ["money"], "payment_method": "cash", "cash_reason": ""}, False),
        ({"modes": ["money"], "payment_method": "cash", "cash_reason": "  "}, False),
        ({"modes": ["money"], "payment_method": "cash", "cash_reason": "无卡"}, True),
        ({"modes": ["money"], "payment_method": "passbook"}, True),
        ({"modes": ["goods"], "payment_method": "cash"}, True),
    ],
)
def test_cash_needs_a_reason(values: dict[str, Any], *, ok: bool) -> None:
    result = sums.cash_has_reason(decided(**values), HEAD, pack(), form="decision")
    assert result.ok is ok
    assert ok or result.code == "cash_without_reason"


def cash(amount: str, office: dict[str, Any] | None = None, method: str = "cash") -> Any:
    case = decided(modes=["money"], payment_method=method, approved_amount=Decimal(amount))
    given = {"parameter": "cash_ceiling", "form": "decision", "amount": "decision.approved_amount"}
    return sums.cash_at_most(case, HEAD, pack(office), **given)


def test_cash_has_a_ceiling_only_where_an_office_sets_one() -> None:
    assert cash("99999.00").notes == ("现金发放限额：未规定",)
    own = {"cash_ceiling": "1000.00"}
    assert cash("1000.00", own).ok
    assert cash("1000.01", own).code == "cash_over_ceiling"
    assert cash("1000.01", own, method="card").ok


def paid(*states: str, method: str = "card") -> Any:
    payments = tuple(PaymentFact(Decimal("500.00"), method, state) for state in states)
    return facts("approved", payments=payments)


@pytest.mark.parametrize(
    ("states", "code"),
    [
        (("paid",), ""),
        (("replaced", "paid"), ""),
        (("failed",), "payments_open"),
        (("paid", "waiting"), "payments_open"),
        (("batched",), "payments_open"),
        ((), "nothing_paid"),
        (("replaced",), "nothing_paid"),
    ],
)
def test_payments_are_settled_when_none_waits_and_one_is_paid(
    states: tuple[str, ...], code: str
) -> None:
    assert sums.payments_settled(paid(*states), HEAD, pack(), at_least=1).code == code


def test_a_refused_case_has_nothing_to_settle() -> None:
    assert sums.payments_settled(paid(), HEAD, pack()).ok


def test_money_for_the_bank_is_not_handed_over_but_cash_is() -> None:
    assert sums.no_money_outstanding(paid("waiting"), HEAD, pack()).code == "money_outstanding"
    assert sums.no_money_outstanding(paid("waiting", method="cash"), HEAD, pack()).ok
    assert sums.no_money_outstanding(paid(), HEAD, pack()).ok


def test_goods_need_a_receipt() -> None:
    given = {"modes": "decision.modes", "receipt": "receipt"}
    goods = {"decision.modes": ["money", "goods"]}
    assert not sums.goods_delivered(facts("paid", known=goods), HEAD, pack(), **given).ok
    received = {**goods, "receipt.received_by": "王守田"}
    assert sums.goods_delivered(facts("paid", known=received), HEAD, pack(), **given).ok
    money = {"decision.modes": ["money"]}
    assert sums.goods_delivered(facts("paid", known=money), HEAD, pack(), **given).ok


def test_a_mode_must_be_granted() -> None:
    case = facts("paid", known={"decision.modes": ["money"]})
    result = sums.mode_granted(case, HEAD, pack(), modes="decision.modes", mode="goods")
    assert result.code == "mode_not_granted"
    assert "实物" in result.why
    assert sums.mode_granted(case, HEAD, pack(), modes="decision.modes", mode="money").ok


def test_an_amount_written_twice_is_the_same() -> None:
    names = {"first": "audit.proposed_amount", "second": "approval_emergency.amount"}
    for one, other, ok in (("800.00", "800.00", True), ("800.00", "500.00", False)):
        known = {names["first"]: Decimal(one), names["second"]: Decimal(other)}
        assert sums.amounts_agree(facts("registered", known=known), HEAD, pack(), **names).ok is ok
    assert sums.amounts_agree(facts("registered"), HEAD, pack(), **names).ok


def test_relief_given_first_has_its_own_ceiling() -> None:
    entering = {"emergency_relief": {"amount": Decimal("800.00")}}
    given = {"parameter": "direct_relief_ceiling", "amount": "emergency_relief.amount"}
    case = facts("", "emergency", entering=entering)
    assert sums.direct_relief_ceiling(case, HEAD, pack(), **given).ok
    own = pack({"direct_relief_ceiling": "500.00"})
    assert not sums.direct_relief_ceiling(case, HEAD, own, **given).ok


@pytest.mark.parametrize(("amount", "ok"), [("500.00", True), ("500.01", False), (None, True)])
def test_so_many_times_a_standard_is_the_most(amount: str | None, *, ok: bool) -> None:
    given = {"standard": "town_ceiling", "times": "repeat_times"}
    case = decided(approved_amount=amount)
    result = sums.times_standard(case, HEAD, pack(), amount="decision.approved_amount", **given)
    assert (result.ok, result.code) == (ok, "" if ok else "over_times_standard")
