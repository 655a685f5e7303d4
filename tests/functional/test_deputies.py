"""A head hands the desk to a colleague for some days; the colleague acts, and comes back."""

from __future__ import annotations

from jiuji_docs.services.house import House
from tests.common.cases import case_at
from tests.functional.people import Login, press_button, token


def _appoint(login: Login, deputy: str = "yangshan.clerk", **fields: str) -> None:
    page = login("yangshan.head").get("/deputies")
    given = {"deputy": deputy, "first_day": "2024-02-20", "last_day": "2024-02-21", **fields}
    assert "已委托代理" in press_button(page, "/deputies", **given).follow()


def test_a_deputy_acts_in_both_names_and_goes_back(house: House, login: Login) -> None:
    number = case_at(house, "awaiting")
    _appoint(login)
    client = login("yangshan.clerk")
    assert "由周敏代理" in client.get("/worklist")
    desk = press_button(client.get("/deputies"), "/deputies/act").follow()
    assert "周敏（代孙国强）" in desk
    assert number in desk
    step = client.get(f"/cases/{number}/steps/approve_town")
    form = next(form for form in step.forms.values() if "approve_town" in form.action)
    assert form["acting"].value == "yangshan.head"
    back = press_button(client.get("/worklist"), "/deputies/leave").follow()
    assert "正在代理" not in back


def test_money_and_documents_are_not_a_deputys(login: Login) -> None:
    _appoint(login)
    client = login("yangshan.clerk")
    press_button(client.get("/deputies"), "/deputies/act")
    client.get("/seals", status=403)
    client.get("/batches", status=403)
    assert "用印登记" not in client.get("/worklist")


def test_a_page_of_the_deputys_is_refused_when_it_is_over(house: House, login: Login) -> None:
    number = case_at(house, "awaiting")
    _appoint(login, deputy="yangshan.auditor")
    client = login("yangshan.auditor")
    press_button(client.get("/deputies"), "/deputies/act")
    step = client.get(f"/cases/{number}/steps/approve_town")
    ended = press_button(login("yangshan.head").get("/deputies"), "/end").follow()
    assert "代理已结束" in ended
    form = next(form for form in step.forms.values() if "approve_town" in form.action)
    assert "代理期已满或代理已结束" in form.submit("submit", status=403)
    assert "现在是您本人的岗位" in client.get("/worklist")
    assert (
        "现在是您本人的岗位"
        not in press_button(client.get("/worklist"), "/deputies/leave").follow()
    )


def test_bad_dates_amounts_and_people_come_back_with_what_was_typed(login: Login) -> None:
    page = login("yangshan.head").get("/deputies")
    for fields, told in (
        ({"first_day": "2024-02-30"}, "日期应写作"),
        ({"ceiling": "1e9"}, "金额上限应写作"),
        ({"deputy": ""}, "没有这个人员"),
        ({"last_day": "2024-02-01"}, "截止日期"),
    ):
        days = {"first_day": "2024-02-20", "last_day": "2024-02-21"}
        given = {"deputy": "yangshan.clerk", "ceiling": "", **days}
        answer = press_button(page, "/deputies", status=400, **{**given, **fields})
        assert told in answer
        assert 'value="2024-02-2' in answer or "2024-02-01" in answer


def test_nobody_acts_without_an_appointment(login: Login) -> None:
    client = login("yangshan.clerk")
    mine = token(client)
    for who in ("yangshan.head", "nobody", "x" * 500, "yangshan.clerk"):
        client.post("/deputies/act", {"csrf_token": mine, "principal": who}, status=403)
    client.post("/deputies/999/end", {"csrf_token": mine}, status=404)
    client.post("/deputies/abc/end", {"csrf_token": mine}, status=404)
    client.post("/deputies/act", {"principal": "yangshan.head"}, status=400)
