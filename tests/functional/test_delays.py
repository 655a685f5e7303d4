"""Where time is lost: the county sees every town, a town's head the own one, others nothing."""

from __future__ import annotations

import datetime as dt

import pytest

from jiuji_docs.services.clock import FixedClock
from jiuji_docs.services.house import House
from tests.common.cases import case_at
from tests.functional.people import Login


def test_the_county_sees_where_cases_stand(login: Login, house: House, clock: FixedClock) -> None:
    case_at(house, "awaiting", amount="800.00")
    clock.at += dt.timedelta(days=3, hours=12)

    page = login("county.approver").get("/delays")

    assert "待县局审批" in page
    assert "阳山镇" in page
    assert "<b>3.5</b>（3.5）" in page
    assert "1 次，1 件仍在" in page
    assert 'class="heat-5"' in page
    assert "已归档" not in page


def test_a_town_sees_its_own_and_no_other(login: Login, house: House) -> None:
    case_at(house, "reviewed")
    assert "已评议" in login("yangshan.head").get("/delays")
    other = login("qinghe.head").get("/delays")
    assert "已评议" not in other
    assert "没有可以统计的事项" in other


@pytest.mark.parametrize("who", ["yangshan.clerk", "lihua.recorder", "county.finance"])
def test_others_do_not(login: Login, who: str) -> None:
    assert login(who).get("/delays", status=403)


@pytest.mark.parametrize("query", ["pack=nowhere", "year=0001", "year=9999"])
def test_what_there_is_not_is_not_found(login: Login, query: str) -> None:
    assert login("county.approver").get(f"/delays?{query}", status=404)


def test_cases_of_other_years_are_left_out(login: Login, house: House) -> None:
    case_at(house, "reviewed")
    assert "没有可以统计的事项" in login("county.approver").get("/delays?year=2025")
