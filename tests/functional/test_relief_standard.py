"""Where the office goes by an amount table, whoever proposes or decides sees what it gives, and why not."""

from __future__ import annotations

import json

from jiuji_docs.services.house import House
from tests.common.cases import case_at, fire
from tests.common.relief import pack
from tests.functional.forms import posted, submit, values_of
from tests.functional.people import Login

OFFICE = {"amount_table": "formula-months", "subsistence_standard": "753.00"}
FACTS = {"class": "low_income", "persons": 3, "self_paid": "8000.00"}
TRY = ("trial", "1")


def reviewed(house: House) -> str:
    """Return a case whose facts for the table were found at the visit."""
    house.adopt(pack(OFFICE))
    number = case_at(house, "accepted")
    fire(house, "yangshan.investigator", "investigate", number, forms={"amount_table_facts": FACTS})
    fire(house, "lihua.recorder", "review", number)
    return number


def test_the_visit_asks_for_the_facts_filled_from_the_application(
    login: Login, house: House
) -> None:
    house.adopt(pack(OFFICE))
    number = case_at(house, "accepted")
    page = login("yangshan.investigator").get(f"/cases/{number}/steps/investigate")
    assert "按标准、人数、月数计算的临时救助标准" in page
    assert page.html.select_one("input[name=persons]")["value"] == "3"
    assert page.html.select_one("select[name=kind] option[selected]")["value"] == "expenditure"


def test_the_auditor_sees_the_reckoning_before_and_after_entering(
    login: Login, house: House
) -> None:
    number, client = reviewed(house), login("yangshan.auditor")
    address = f"/cases/{number}/steps/audit"
    told = client.get(address).html.select_one("section.standard").get_text()
    assert "可在 4,518.00 元至 11,295.00 元之间确定" in told
    entries = values_of("audit", "amount_reason", audit={"proposed_amount": "11295.01"})
    tried = submit(client, address, [*posted(entries), TRY], status=200)
    assert "11,295.01 元超过上限 11,295.00 元" in tried
    assert "依据 " in tried.html.select_one("#problem").get_text()
    entries["audit"]["proposed_amount"] = "6000.00"
    bare = submit(client, address, posted(entries), status=400)
    assert "在标准范围内确定金额，须写明理由" in bare
    entries["amount_reason"] = {"grounds": "住房烧毁两间，按四个月核。"}
    assert "待县局审批" in submit(client, address, posted(entries)).follow()


def test_the_approval_form_keeps_the_reckoning_and_the_reason(login: Login, house: House) -> None:
    number = reviewed(house)
    reason = {"grounds": "住房烧毁两间，按四个月核。"}
    given = {"audit": {"proposed_amount": "6000.00"}, "amount_reason": reason}
    fire(house, "yangshan.auditor", "audit", number, forms=given)
    with house.desk(write=False) as desk:
        row = desk.documents.latest(desk.cases.get(number).id, "approval_expenditure")
        boxes = [
            box
            for block in json.loads(row.content)["body"]["blocks"]
            for line in block["rows"]
            for box in line
        ]
        signed = [mark.appearance for mark in desk.documents.signatures(row.id)]
    texts = [box["text"] for box in boxes]
    assert "救助标准\n测算" in texts
    assert any(text.startswith("测算结果：4,518.00 元至 11,295.00 元。依据：") for text in texts)
    assert any("金额的理由：住房烧毁两间" in text for text in signed)
    page = login("county.approver").get(f"/cases/{number}/steps/approve_county")
    assert "低保月标准 753.00 × 人数 3 × 5 = 11,295.00 元" in page


def test_without_a_table_there_is_neither_box_nor_section(login: Login, house: House) -> None:
    number = case_at(house, "awaiting")
    page = login("yangshan.head").get(f"/cases/{number}/steps/approve_town")
    assert page.html.select_one("section.standard") is None
    with house.desk(write=False) as desk:
        row = desk.documents.latest(desk.cases.get(number).id, "approval_expenditure")
    assert "救助标准" not in row.content


def test_the_policy_page_names_the_table(login: Login, house: House) -> None:
    house.adopt(pack(OFFICE))
    page = login("yangshan.clerk").get("/policy/chaoyang-2021")
    assert "按标准、人数、月数计算的临时救助标准（公开页面，未写明地方）" in page
