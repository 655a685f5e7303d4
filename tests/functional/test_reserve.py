"""The reserve's pages (备用金): each town its own, the county every one, and the ledger on its form."""

from __future__ import annotations

import pytest

from jiuji_docs.services.house import House
from tests.functional.people import Login, press_button
from tests.unit.services.test_reserve import TOWN, balance, furnish, relieve


def test_the_finance_desk_opens_a_reserve_and_the_town_sees_it(login: Login) -> None:
    finance = login("county.finance")
    page = finance.get(f"/reserve/{TOWN}")
    refused = press_button(page, f"/reserve/{TOWN}", 400, amount="壹千", basis="示财〔2024〕3号")
    assert "未作任何更改" in refused

    press_button(page, f"/reserve/{TOWN}", amount="1,000.00", basis="示财〔2024〕3号")

    head = login("yangshan.head")
    assert "1,000.00 元" in head.get("/reserve")
    login("qinghe.head").get(f"/reserve/{TOWN}", status=404)
    login("lihua.recorder").get("/reserve", status=403)


def test_a_request_goes_to_the_county_and_comes_back_as_money(login: Login, house: House) -> None:
    furnish(house, "500.00")
    asked = login("yangshan.head")
    form = next(f for f in asked.get(f"/reserve/{TOWN}").forms.values() if "ask" in f.text)
    form["amount"], form["basis"] = "300.00", "汛期将至，补足备用金"
    assert "已报县局，等待审核" in form.submit(status=303).follow()

    county = login("county.approver").get(f"/reserve/{TOWN}")
    deed = next(f for f in county.forms.values() if f.action.endswith("BYJ-2024-0001"))
    deed.submit("do", value="agree", status=303)
    money = login("county.finance").get(f"/reserve/{TOWN}")
    next(f for f in money.forms.values() if f.action.endswith("BYJ-2024-0001")).submit(
        "do", status=303
    )

    assert str(balance(house)) == "800.00"
    assert "已拨付" in login("county.inspector").get(f"/reserve/{TOWN}?month=2024-02")


@pytest.mark.usefixtures("fonts")
def test_the_ledger_and_the_request_print_on_their_forms(login: Login, house: House) -> None:
    furnish(house, "500.00")
    assert relieve(house, 1, "120.00") == "given"
    client = login("yangshan.head")

    assert client.get(f"/reserve/{TOWN}/ledger.pdf?month=2024-02").body.startswith(b"%PDF")
    client.get(f"/reserve/{TOWN}/ledger.pdf?month=2024-13", status=400)
