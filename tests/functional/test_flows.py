"""Who runs the system, the county's approver and the auditor see every flow and who may do what in it."""

from __future__ import annotations

import pytest

from jiuji_docs.services.house import House
from tests.functional.people import Login, hire


@pytest.mark.parametrize("role", ["system.admin", "county.approver", "audit.reader"])
def test_a_place_and_a_post_can_be_asked_about(login: Login, house: House, role: str) -> None:
    hire(house, "county.somebody", "county", role)
    client = login("county.somebody")
    page = client.get("/flows").click("朝阳县临时救助办理流程")
    assert "流程图：急难型" in page
    form = page.forms[len(page.forms) - 1]
    form["state"], form["role"] = "awaiting_county", "county.approver"
    answer = form.submit()
    assert "县局批准" in answer
    assert "退回已受理、退回已评议" in answer
    form["role"] = "town.clerk"
    assert "“待县局审批”环节没有乡镇经办人可以办理的事" in form.submit()


def test_the_flows_of_documents_are_shown(login: Login) -> None:
    page = login("county.approver").get("/flows/outgoing?state=review")
    assert "审核通过" in page
    assert "条例 21" in page


@pytest.mark.parametrize(
    "address", ["/flows/nowhere", "/flows/outgoing?state=x", "/flows/outgoing?state=draft&role=x"]
)
def test_what_there_is_not_is_not_found(login: Login, address: str) -> None:
    assert login("county.approver").get(address, status=404)


def test_a_town_sees_no_flows_of_the_county(login: Login) -> None:
    assert login("yangshan.clerk").get("/flows", status=403)
