"""Recovery after fraud (追回): instalments to the fen, never over; a ban with its end and exception."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiuji_docs.domain.calendar import BEIJING
from jiuji_docs.domain.errors import GuardRefused, NotAllowed, NotInState, Refused
from jiuji_docs.domain.funds.recovery import Instalment, after_receipt, standings
from jiuji_docs.domain.workflow.definition import Condition
from jiuji_docs.domain.workflow.policy import Parameter
from jiuji_docs.services.clock import FixedClock
from jiuji_docs.services.funds.missed_instalments import tell_missed
from jiuji_docs.services.funds.recoveries import RecoveryService
from jiuji_docs.services.house import House
from tests.common.cases import PACK, fire
from tests.functional.paying import PEOPLE, approved, pay_what_waits

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
FOUND = dt.date(2024, 2, 19)
PLAN = (
    Instalment(dt.date(2024, 3, 20), Decimal("166.67")),
    Instalment(dt.date(2024, 4, 20), Decimal("333.33")),
)


def adopt_ban(house: House, window: str = "1y") -> None:
    """Let this house's pack bar applications after fraud."""
    pack = house.pack(PACK)
    ban = Parameter("fraud_ban", "骗取救助后不再受理的期间", window, kind="window")
    parameters = {**pack.policy.parameters, ban.id: ban}
    steps = dict(pack.workflow.transitions)
    asked = Condition("not_banned", {"window": ban.id})
    for name in ("accept", "relieve"):
        steps[name] = replace(steps[name], guards=(*steps[name].guards, asked))
    policy = replace(pack.policy, parameters=parameters)
    house.adopt(replace(pack, policy=policy, workflow=replace(pack.workflow, transitions=steps)))


@pytest.fixture
def paid(house: House) -> str:
    """A case paid 500 yuan, under a pack with a ban of a year."""
    adopt_ban(house)
    number = approved(house)
    pay_what_waits(house)
    return number


def act(house: House, verb: str, who: str, *args: Any, **more: Any) -> Any:
    return house.run(
        lambda desk: getattr(RecoveryService(desk), verb)(*args, desk.actor(who), **more)
    )


def decide(house: House, case: str, amount: str = "500.00", plan: Any = PLAN) -> Any:
    return act(
        house, "decide", "county.approver", case, found_on=FOUND, facts="隐瞒存款，重复申领",
        basis="社会救助暂行办法第六十八条", amount=Decimal(amount), instalments=plan,
        appeal=("示范县人民政府", "示范县人民法院"),
    )  # fmt: skip


def receive(house: House, number: str, amount: str, voucher: str) -> str:
    try:
        act(house, "receive", "county.finance", number, amount=Decimal(amount), voucher=voucher)
    except Refused as refused:
        return refused.code
    return "taken"


def test_what_comes_back_at_once_is_never_more_than_was_ordered(house: House, paid: str) -> None:
    number = decide(house, paid)

    with ThreadPoolExecutor(8) as pool:
        told = list(pool.map(lambda turn: receive(house, number, "120.00", f"T{turn}"), range(8)))

    assert sorted(told) == ["receipt_over"] * 4 + ["taken"] * 4
    with house.desk(write=False) as desk:
        view = RecoveryService(desk).view(number)
    assert view.remainder == Decimal("20.00")
    assert [part.remainder for part in view.instalments] == [Decimal(0), Decimal("20.00")]


@on_sqlite
def test_a_decision_adds_up_and_recovers_what_was_paid_once(house: House, paid: str) -> None:
    with pytest.raises(Refused, match=r"各期合计 500\.00 元"):
        decide(house, paid, "499.99")
    with pytest.raises(GuardRefused, match=r"不能再追回 500\.01 元"):
        decide(house, paid, "500.01", (*PLAN, Instalment(dt.date(2024, 5, 1), Decimal("0.01"))))
    number = decide(house, paid)
    with pytest.raises(GuardRefused, match=r"已决定追回 500\.00 元"):
        decide(house, paid, "500.00")

    with house.desk(write=False) as desk:
        row = RecoveryService(desk).view(number).row
        case = desk.cases.get(paid)
        assert desk.documents.latest(case.id, "recovery_decision") is not None
    assert row.barred_until == dt.date(2025, 2, 19)
    assert receive(house, number, "0.01", "T1") == "taken"
    assert receive(house, number, "0.01", "T1") == "voucher_used"
    with pytest.raises(NotAllowed):
        act(house, "receive", "county.approver", number, amount=Decimal(1), voucher="T2")


@on_sqlite
def test_a_ban_ends_on_its_day_and_the_county_excepts_once(
    house: House, paid: str, clock: FixedClock
) -> None:
    alone = {"id_number": PEOPLE[0], "household_size": 1, "members": []}
    again = {"application": {**alone, "occurred_on": dt.date(2024, 2, 18)}}
    excepted = {"id_number": PEOPLE[0], "reason": "住房失火，无处居住"}
    with pytest.raises(NotInState, match="没有在停止受理期内"):
        act_except(house, **excepted)
    decide(house, paid)

    clock.at = dt.datetime(2025, 2, 19, 1, 0, tzinfo=dt.UTC)
    with pytest.raises(GuardRefused, match="2025-02-19 以前（含当日）不受理") as refused:
        fire(house, "yangshan.clerk", "accept", forms=again)
    assert refused.value.code == "banned"

    act_except(house, **excepted)
    assert any(
        "紧急例外" in note for note in fire(house, "yangshan.clerk", "accept", forms=again).notes
    )
    with pytest.raises(GuardRefused):
        fire(house, "yangshan.clerk", "accept", forms=again)

    clock.at = dt.datetime(2025, 2, 20, 1, 0, tzinfo=dt.UTC)
    assert fire(house, "yangshan.clerk", "accept", forms=again).case


def act_except(house: House, **values: str) -> None:
    house.run(
        lambda desk: RecoveryService(desk).except_ban(desk.actor("county.approver"), **values)
    )


@given(st.lists(st.integers(1, 10_000), min_size=1, max_size=24), st.lists(st.integers(1, 5_000)))
def test_receipts_cover_the_schedule_oldest_first_to_the_fen(
    parts: list[int], sums: list[int]
) -> None:
    plan = [
        Instalment(dt.date(2024, 3, 1) + dt.timedelta(days=turn), Decimal(fen).scaleb(-2))
        for turn, fen in enumerate(parts)
    ]
    total = sum((part.amount for part in plan), Decimal(0))
    received = Decimal(0)
    for fen in sums:
        try:
            received = after_receipt(total, received, Decimal(fen).scaleb(-2))
        except GuardRefused:
            continue
    laid = standings(plan, received, dt.date(2024, 2, 1))
    assert sum((part.received for part in laid), Decimal(0)) == received <= total
    assert sum((part.remainder for part in laid), Decimal(0)) == total - received
    open_parts = [part.received for part in laid if part.remainder]
    assert all(not covered for covered in open_parts[1:])


def test_a_missed_instalment_is_told_once_to_the_deciders_desk(
    paid: str, house: House, clock: FixedClock
) -> None:
    act(
        house, "decide", "county.approver", paid, found_on=FOUND, facts="隐瞒存款", basis="第六十八条",
        amount=Decimal("500.00"), instalments=PLAN,
    )  # fmt: skip
    assert house.run(tell_missed) == 0
    clock.at = dt.datetime(2024, 3, 21, 9, 0, tzinfo=BEIJING)
    assert house.run(tell_missed) >= 1
    assert house.run(tell_missed) == 0
    with house.desk(write=False) as desk:
        line = RecoveryService(desk).owing()[0]
        assert line.responsible == desk.actor("county.approver").name
        assert [part.due_on for part in line.missed] == [PLAN[0].due_on]
        assert any("已逾期" in one.text for one in desk.notices.of_case(line.row.case_id))
