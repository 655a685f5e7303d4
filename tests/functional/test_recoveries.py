"""The recovery pages (追回登记): decide, receive, hand over."""

from __future__ import annotations

from jiuji_docs.services.house import House
from tests.functional.paying import approved, pay_what_waits
from tests.functional.people import Login, press_button


def test_a_recovery_is_decided_received_and_handed_over(login: Login, house: House) -> None:
    case = approved(house)
    pay_what_waits(house)
    county = login("county.approver")
    page = county.get("/recoveries")
    form = next(one for one in page.forms.values() if "plan" in one.fields)
    values = {
        "case": case, "found_on": "2024-02-19", "facts": "隐瞒存款，重复申领",
        "basis": "社会救助暂行办法第六十八条", "amount": "500.00", "organ": "示范县人民政府",
        "court": "示范县人民法院",
    }  # fmt: skip
    for name, value in values.items():
        form[name] = value
    form["plan"] = "2024-03-20 200.00"
    assert "各期合计 200.00 元" in form.submit(status=400)
    form["plan"] = "2024-03-20 200.00\n2024-04-20 300.00"

    made = form.submit(status=303)

    address = made.location.removeprefix("http://localhost")
    assert "未规定" in made.follow()
    listed = county.get("/recoveries")
    assert "2024-03-20" in listed or "3月20日" in listed
    assert "未退清 1 件" in county.get("/registers")
    assert "未退清" not in login("yangshan.clerk").get("/registers")
    money = login("county.finance")
    press_button(money.get(address), address, amount="250.00", voucher="T-1")
    again = press_button(money.get(address), address, 400, amount="250.01", voucher="T-2")
    assert "尚应退 250.00 元" in again
    handed = next(one for one in county.get(address).forms.values() if "to" in one.fields)
    handed["to"] = "示范县公安局"
    assert "示范县公安局" in handed.submit(status=303).follow()
    login("yangshan.head").get(address, status=403)
