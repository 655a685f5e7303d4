"""At the desks: parallel checks side by side, and a panel that answers, grows, shrinks and closes by pages."""

from __future__ import annotations

import pytest

from jiuji_docs.services.house import House
from tests.common.cases import fire
from tests.common.consultation import consulting_pack
from tests.functional.forms import posted, submit
from tests.functional.people import Login

COUNTY, FINANCE, CASHIER = "county.approver", "county.finance", "county.cashier"
ARCHIVIST = "county.archivist"


@pytest.fixture(autouse=True)
def _consulting(house: House) -> None:
    house.adopt(consulting_pack())


@pytest.fixture
def convened(house: House) -> str:
    """A case whose panel of four seats is open."""
    number = fire(house, "yangshan.clerk", "accept").case
    fire(house, "yangshan.clerk", "answer_bank", number)
    for step in ("visit_house", "answer_house", "investigate"):
        fire(house, "yangshan.investigator", step, number)
    fire(house, "lihua.recorder", "review", number)
    amount = {"audit": {"proposed_amount": "800.00"}}
    fire(house, "yangshan.auditor", "audit", number, forms=amount)
    fire(house, COUNTY, "convene", number, comment="金额较大，提请会商")
    return number


def answer(login: Login, who: str, case: str, vote: str, status: int = 303) -> object:
    values = {"panel_opinion": {"vote": vote, "opinion": "意见如上"}}
    return submit(login(who), f"/cases/{case}/steps/give_opinion", posted(values), status)


def seat(login: Login, step: str, case: str, account: str, status: int = 303) -> object:
    values = {"panel_seat": {"account": account, "reason": "分管此事"}}
    return submit(login(COUNTY), f"/cases/{case}/steps/{step}", posted(values), status)


def test_each_part_is_offered_to_its_own_people_and_the_last_moves_the_case_on(
    house: House, login: Login
) -> None:
    case = fire(house, "yangshan.clerk", "accept").case
    clerk, visitor = login("yangshan.clerk"), login("yangshan.investigator")
    assert "登记银行核对结果" in clerk.get(f"/cases/{case}")
    assert "查看住房" not in clerk.get(f"/cases/{case}").html.find(id="h-steps").parent.text
    stands = visitor.get(f"/cases/{case}")
    assert "查看住房" in stands
    for who, step in (
        (visitor, "visit_house"),
        (clerk, "answer_bank"),
        (visitor, "answer_house"),
    ):
        submit(who, f"/cases/{case}/steps/{step}", [])
    page = clerk.get(f"/cases/{case}")
    assert "已核对" in page
    assert "核对完毕" in page


def test_a_panel_answers_by_pages_and_the_case_moves_on_by_itself(
    convened: str, login: Login
) -> None:
    page = login(FINANCE).get(f"/cases/{convened}")
    assert "会商会签：同意 0、不同意 0、弃权 0，尚有 4 席未发表意见" in page
    answer(login, FINANCE, convened, "agree")
    again = login(FINANCE).get(f"/cases/{convened}")
    assert "已在“会商会签”中发表意见" in again
    answer(login, CASHIER, convened, "agree")
    answer(login, COUNTY, convened, "agree")
    done = login(COUNTY).get(f"/cases/{convened}")
    assert "会商同意" in done


def name_of(house: House, account: str) -> str:
    with house.desk(write=False) as desk:
        return str(desk.accounts.account(account).name)


def test_seats_are_added_and_taken_off_and_no_vote_closes_without_its_quorum(
    house: House, convened: str, login: Login
) -> None:
    wrong = seat(login, "add_member", convened, "无此人", 400)
    assert "没有这个人员" in wrong
    offered = login(COUNTY).get(f"/cases/{convened}/steps/add_member")
    assert "（county.hotline）" in offered
    assert "（county.archivist）" not in offered
    options = offered.html.select("datalist option")
    seat(
        login, "add_member", convened, next(o["value"] for o in options if "hotline" in o["value"])
    )
    assert "尚有 5 席未发表意见" in login(COUNTY).get(f"/cases/{convened}")
    seat(login, "remove_member", convened, name_of(house, ARCHIVIST))
    assert "尚有 4 席未发表意见" in login(COUNTY).get(f"/cases/{convened}")
    early = submit(login(COUNTY), f"/cases/{convened}/steps/close_vote", [], 400)
    assert "未达到法定人数，不能结束" in early
