"""A town's reserve (备用金): what is drawn, settled and given back adds up, and it never falls below zero."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jiuji_docs.domain.errors import GuardRefused, NotAllowed, NotFound, NotInState, Refused
from jiuji_docs.domain.funds.reserve import balance_after
from jiuji_docs.domain.people import check_digit
from jiuji_docs.services.funds.reserve import ReserveService
from jiuji_docs.services.funds.reserve_views import ReserveReader
from jiuji_docs.services.house import House
from jiuji_docs.services.ledger_check import check_ledger
from tests.common.cases import fire, scenario

#: What needs no race is proved on one database.
on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
DRAWERS = 16
TOWN = "yangshan"


def relieve(house: House, serial: int, amount: str) -> str:
    """Give one invented person emergency relief in cash; return what came of it."""
    first = f"990101195001{serial % 28 + 1:02d}{serial:03d}"
    form = {
        **scenario("emergency_debts_in_time").forms["emergency_relief"],
        "id_number": first + check_digit(first),
        "recipient_name": "赵大山",
        "modes": ["money"],
        "goods": "",
        "amount": amount,
    }
    try:
        fire(house, "yangshan.head", "relieve", forms={"emergency_relief": form})
    except Refused as refused:
        return refused.code
    return "given"


def act(house: House, who: str, verb: str, *args: Any, **more: Any) -> Any:
    return house.run(
        lambda desk: getattr(ReserveService(desk), verb)(*args, desk.actor(who), **more)
    )


def furnish(house: House, amount: str) -> None:
    act(
        house,
        "county.finance",
        "open",
        TOWN,
        opening=Decimal(amount),
        basis="示财〔2024〕3号",
        low_line=Decimal("100.00"),
    )


def balance(house: House) -> Decimal | None:
    with house.desk(write=False) as desk:
        return desk.reserves.balance(TOWN)


def test_sixteen_who_draw_on_the_last_money_at_once_never_overdraw_it(house: House) -> None:
    furnish(house, "500.00")

    with ThreadPoolExecutor(DRAWERS) as pool:
        told = Counter(pool.map(lambda number: relieve(house, number, "120.00"), range(DRAWERS)))

    assert told == {"given": 4, "reserve_short": DRAWERS - 4}
    assert balance(house) == Decimal("20.00")
    with house.desk(write=False) as desk:
        line = desk.reserves.entries(
            TOWN, dt.datetime(2024, 1, 1, tzinfo=dt.UTC), dt.datetime(2025, 1, 1, tzinfo=dt.UTC)
        )
        assert [row.seq for row in line] == [1, 2, 3, 4, 5]
        assert {row.source for row in desk.payments.of_case(line[-1].case_id)} == {"reserve"}
        told_low = desk.notices.unread("yangshan.head", TOWN, {"town.head"}, 10)
        assert "低于提醒线 100.00 元" in told_low[0].text
    assert check_ledger(house).ok


@pytest.fixture
def town(house: House) -> House:
    furnish(house, "500.00")
    return house


@on_sqlite
def test_a_town_without_a_reserve_pays_otherwise_and_is_told(house: House) -> None:
    form = {"modes": ["money"], "goods": "", "amount": "120.00"}
    given = {**scenario("emergency_debts_in_time").forms["emergency_relief"], **form}

    told = fire(house, "yangshan.head", "relieve", forms={"emergency_relief": given})

    assert any("没有设立备用金台账" in note for note in told.notes)
    with house.desk(write=False) as desk:
        case = desk.cases.get(told.case)
        assert [row.source for row in desk.payments.of_case(case.id)] == ["fund"]


@on_sqlite
def test_a_refusal_says_the_figures(town: House) -> None:
    with pytest.raises(GuardRefused, match=r"余额 500\.00 元，本次支出 800\.00 元，差 300\.00 元"):
        balance_after(Decimal("500.00"), "relief", Decimal("800.00"))
    assert relieve(town, 1, "800.00") == "reserve_short"
    assert balance(town) == Decimal("500.00")


@on_sqlite
def test_only_the_posts_in_charge_change_a_reserve(town: House) -> None:
    with pytest.raises(NotAllowed):
        act(town, "yangshan.head", "give_back", TOWN, amount=Decimal(1), basis="文件")
    with pytest.raises(NotInState, match="已经设立"):
        furnish(town, "1.00")
    with pytest.raises(NotFound):
        act(town, "qinghe.head", "request", TOWN, requested=Decimal(1), reason="补足")
    with pytest.raises(GuardRefused, match="没有可以核销"):
        act(town, "yangshan.head", "request", TOWN, requested=Decimal(0), reason="补足")
    with town.desk(write=False) as desk, pytest.raises(NotFound):
        ReserveReader(desk).town(TOWN, desk.actor("qinghe.head"))


@on_sqlite
def test_a_refused_request_frees_nothing_and_pays_nothing(town: House) -> None:
    asked = act(town, "yangshan.head", "request", TOWN, requested=Decimal(300), reason="补足")
    act(town, "county.approver", "decide", asked.number, agreed=False, opinion="额度已足")

    with pytest.raises(NotInState):
        act(town, "county.finance", "pay", asked.number)
    with pytest.raises(NotInState):
        act(town, "county.approver", "decide", asked.number, agreed=True, opinion="")
    assert balance(town) == Decimal("500.00")


@on_sqlite
def test_a_refund_is_never_more_than_was_drawn(town: House) -> None:
    form = {"modes": ["money"], "goods": "", "amount": "120.00"}
    given = {**scenario("emergency_debts_in_time").forms["emergency_relief"], **form}
    case = fire(town, "yangshan.head", "relieve", forms={"emergency_relief": given}).case

    back = {"basis": "本人退回"}
    act(town, "county.finance", "refund", case, amount=Decimal("100.00"), **back)
    with pytest.raises(GuardRefused, match="不能再退"):
        act(town, "county.finance", "refund", case, amount=Decimal("20.01"), **back)

    assert balance(town) == Decimal("480.00")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.sampled_from(("top_up", "relief", "give_back", "settlement", "refund")),
            st.integers(1, 100_000),
        )
    )
)
def test_a_balance_is_what_came_in_less_what_went_out(moves: list[tuple[str, int]]) -> None:
    held, came, gone = Decimal(0), Decimal(0), Decimal(0)
    for kind, fen in moves:
        amount = Decimal(fen).scaleb(-2)
        try:
            held = balance_after(held, kind, amount)
        except GuardRefused:
            continue
        if kind in ("relief", "give_back"):
            gone += amount
        else:
            came += amount
        assert held == came - gone >= 0
