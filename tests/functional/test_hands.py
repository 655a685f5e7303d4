"""At the desks: hand a case over and back, read a copy, urge, take a step back, all without script."""

from __future__ import annotations

from dataclasses import replace

from jiuji_docs.services.house import House
from tests.common.cases import case_at
from tests.common.registers import register_pack
from tests.functional.forms import posted, submit, values_of
from tests.functional.people import Login, hire, press_button, token


def test_a_case_goes_to_a_colleague_with_receipt_and_back(house: House, login: Login) -> None:
    hire(house, "yangshan.second", "yangshan", "town.investigator")
    case = case_at(house, "accepted")
    giver = login("yangshan.investigator")
    page = giver.get(f"/cases/{case}/hands")
    fields = {"to": "yangshan.second", "due_on": "2024-02-23", "reason": "下村三日"}
    said = press_button(page, f"/cases/{case}/hands", **fields).follow()
    assert "签收以前本件仍由您负责" in said
    assert "我交出的" in giver.get("/worklist")
    receiver = login("yangshan.second")
    page = receiver.get("/worklist")
    assert "交给我的" in page
    assert "待签收" in page
    page = press_button(page, "/accept").follow()
    assert "已签收" in page
    blocked = giver.get(f"/cases/{case}")
    assert "可以办理" in blocked
    back = press_button(page, "/send_back", answer="人手不够").follow()
    assert "交给我的" not in back
    assert "人手不够" in giver.get("/worklist")


def test_what_is_wrong_comes_back_with_what_was_typed(house: House, login: Login) -> None:
    case = case_at(house, "accepted")
    client = login("yangshan.investigator")
    page = client.get(f"/cases/{case}/hands")
    answer = press_button(
        page, f"/cases/{case}/hands", 400, to="yangshan.head", due_on="明天", reason="有事"
    )
    assert "日期应写作" in answer
    assert "有事" in answer
    answer = press_button(page, f"/cases/{case}/hands", 400, to="yangshan.head", due_on="")
    assert "没有办理本环节的岗位" in answer


def test_a_copy_is_read_with_a_receipt(house: House, login: Login) -> None:
    case = case_at(house, "accepted")
    sender, mine = login("yangshan.clerk"), "csrf_token"
    sender.get(f"/cases/{case}/hands")
    given = {mine: token(sender), "to": "unit:qinghe", "days": "7", "reason": "请阅"}
    sender.post(f"/cases/{case}/circulation", given, status=303)
    reader = login("qinghe.auditor")
    page = reader.get("/worklist")
    assert "传阅给我的" in page
    reader.get(f"/cases/{case}")
    reader.get(f"/cases/{case}/steps/investigate", status=404)
    press_button(page, "/copies/1/read")
    assert "何大海" in sender.get(f"/cases/{case}/hands")
    ended = press_button(sender.get(f"/cases/{case}/hands"), "/end").follow()
    assert "已结束" in ended
    reader.get(f"/cases/{case}", status=404)


def test_urging_and_taking_back(house: House, login: Login) -> None:
    case = case_at(house, "awaiting")
    client = login("yangshan.auditor")
    page = client.get(f"/cases/{case}/hands")
    assert "已催办" in press_button(page, "/urge", reason="群众来问").follow()
    assert "24 小时内已催办过" in press_button(page, "/urge", 409)
    assert "催办（第 1 次）" in login("yangshan.head").get("/worklist")
    done = press_button(page, "/withdraw", reason="金额写错").follow()
    assert "本件回到上一环节" in done
    assert "撤回" in client.get(f"/cases/{case}")
    press_button(page, "/withdraw")


def test_strangers_and_nonsense_get_nothing(house: House, login: Login) -> None:
    case = case_at(house, "accepted")
    client = login("qinghe.clerk")
    mine = {"csrf_token": token(client)}
    client.get(f"/cases/{case}/hands", status=404)
    for place in ("hands", "circulation", "urge", "withdraw"):
        given = {**mine, "kind": "handover", "to": "qinghe.head", "days": "7", "reason": "x"}
        assert client.post(f"/cases/{case}/{place}", given, expect_errors=True).status_int == 404
    for place in ("/assignments/ZB-2024-9999/accept", "/copies/1/read", "/copies/x/read"):
        client.post(place, mine, status=404)
    client.post("/assignments/ZB-2024-9999/burn", mine, status=404)


def test_a_sub_case_is_opened_from_a_case(house: House, login: Login) -> None:
    case = case_at(house, "accepted")
    client = login("yangshan.clerk")
    page = client.get(f"/cases/{case}/hands").click("开立子事项")
    assert f'从事项 <a href="/cases/{case}"' in page.text
    address = f"/new/chaoyang-2021/accept?parent={case}"
    assert address in page.text
    form = next(f for f in client.get(address).forms.values() if "accept" in f.action)
    assert form["parent"].value == case
    values = posted(
        values_of("application", "integrity_pledge", "check_authorization", "acceptance_notice")
    )
    child = submit(client, "/new/chaoyang-2021/accept", [*values, ("parent", case)]).follow()
    assert "阳政救受〔2024〕2号" in child
    assert "阳政救受〔2024〕2号" in client.get(f"/cases/{case}/hands")
    assert "上级事项" in client.get("/cases/阳政救受〔2024〕2号/hands")


def test_a_slip_opened_from_a_case_names_the_department_that_leads_by_its_cause(
    login: Login, house: House
) -> None:
    rules = register_pack()
    leads = replace(rules.policy, lead_departments={"accident": "housing"})
    house.adopt(replace(rules, policy=leads))
    case = case_at(house, "accepted")
    page = login("yangshan.clerk").get(f"/new/{rules.id}/issue_transfer?parent={case}")
    chosen = page.html.select_one("select[name=department] option[selected]")
    assert chosen["value"] == "housing"
    alone = login("yangshan.clerk").get(f"/new/{rules.id}/issue_transfer")
    chosen = alone.html.select_one("select[name=department] option[selected]")
    assert chosen is None or not chosen["value"]
