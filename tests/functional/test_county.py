"""The county's own pages: exceptions, the seal register, the policy in force."""

from __future__ import annotations

import io

import pikepdf
import pytest

from jiuji_docs.services.house import House
from tests.functional.conftest import PrintedTown
from tests.functional.forms import posted, submit, values_of
from tests.functional.paying import approved
from tests.functional.people import Login, press_button

ACCEPT = "/new/chaoyang-2021/accept"
FORMS = ("application", "integrity_pledge", "check_authorization", "acceptance_notice")
REQUEST = {
    "id_number": "990101196803151135",
    "cause": "accident",
    "occurred_on": "2024-02-05",
    "reason": "房屋再次垮塌，确需救助",
}


def test_the_same_matter_is_accepted_again_only_after_an_exception(
    login: Login, house: House
) -> None:
    approved(house)
    alone = {"household_size": 1, "members": []}
    pairs = posted(values_of(*FORMS, application=alone))
    county = login("county.approver")

    refused = submit(login("yangshan.clerk"), ACCEPT, pairs, status=400)
    granted = press_button(county.get("/exceptions"), "/exceptions", **REQUEST).follow()
    accepted = submit(login("yangshan.clerk"), ACCEPT, pairs).follow()

    assert "同一事项 1 年内已救助 1 次" in refused
    assert "CY-2b" in refused
    assert "已批准，可以再次受理一次" in granted
    assert "已受理" in accepted


def test_an_exception_lets_one_acceptance_through(login: Login, house: House) -> None:
    approved(house)
    pairs = posted(values_of(*FORMS, application={"household_size": 1, "members": []}))
    county = login("county.approver")
    press_button(county.get("/exceptions"), "/exceptions", **REQUEST)
    submit(login("yangshan.clerk"), ACCEPT, pairs)

    with house.desk(write=False) as desk:
        cases = [row.number for row in desk.cases.search("", None, None, limit=10)]

    assert len(cases) == 2


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"reason": "急"}, "理由"),
        ({"reason": "abc\x00def"}, "字符"),
        ({"id_number": "990101196803151134"}, "校验位"),
        ({"occurred_on": "昨天"}, "事发日期"),
        ({"cause": ""}, "请选择急难原因"),
    ],
)
def test_an_exception_without_its_facts_is_refused_and_kept_on_the_page(
    login: Login, changed: dict[str, str], message: str
) -> None:
    county = login("county.approver")

    refused = press_button(
        county.get("/exceptions"), "/exceptions", status=400, **{**REQUEST, **changed}
    )

    assert message in refused
    assert refused.forms[1]["id_number"].value == {**REQUEST, **changed}["id_number"]


def test_the_seal_register_names_seal_paper_and_people(printed_town: PrintedTown) -> None:
    county = printed_town.login("county.approver").get("/seals")
    town = printed_town.login("yangshan.head").get("/seals")
    other = printed_town.login("qinghe.head").get("/seals")

    assert "临时救助批准通知书" in county
    assert "阳政救〔2024〕1号" in county
    assert "孙国强" in county
    assert "yangshan.head" not in county
    assert "阳政救〔2024〕1号" in town
    assert "没有用印记录" in other


def test_the_policy_page_says_what_nobody_decided(login: Login) -> None:
    page = login("yangshan.clerk").get("/policy/chaoyang-2021")

    values = {
        row.select("td")[0].text: row.select("td")[1].text
        for row in page.html.select("table")[0].select("tbody tr")
    }
    assert "500.00" in "".join(values.values())
    assert "未规定" in values.values()
    assert "审批时限：未规定" in page
    assert page.html.find(id="CY-4.3.2") is not None


def test_an_unknown_policy_is_not_found(login: Login) -> None:
    login("yangshan.clerk").get("/policy/nowhere", status=404)
    login("yangshan.clerk").get("/new/nowhere/accept", status=404)


def test_the_policy_notice_is_the_readers_own_units(login: Login) -> None:
    client = login("yangshan.clerk")
    page = client.get("/policy/chaoyang-2021")
    assert "1 年" in page
    notice = page.click("打印政策告知")
    assert notice.content_type == "application/pdf"
    with pikepdf.open(io.BytesIO(notice.body)) as pdf:
        assert len(pdf.pages) == 1
        assert "示范县阳山镇人民政府" in str(pdf.docinfo["/Title"])
    client.get("/policy/nowhere/notice.pdf", status=404)
