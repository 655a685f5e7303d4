"""The worklist shows a person's notices, and one click marks them as read."""

from __future__ import annotations

from jiuji_docs.services.house import House
from jiuji_docs.services.notices import NoticeService
from tests.functional.people import Login, press_button


def _tell(house: House, dedup: str, text: str) -> None:
    house.run(
        lambda desk: NoticeService(desk).tell(
            "yangshan.head", kind="remind", text=text, dedup=dedup
        )
    )


def test_a_notice_waits_on_the_worklist_until_it_is_read(house: House, login: Login) -> None:
    _tell(house, "a", "审批时限即将到期")
    client = login("yangshan.head")
    page = client.get("/worklist")
    assert "1 条未读" in page
    assert "审批时限即将到期" in page
    after = press_button(page, "/notices/read").follow()
    assert "0 条未读" in after
    assert "最近已读" in after


def test_all_notices_are_read_at_once(house: House, login: Login) -> None:
    for number in range(3):
        _tell(house, f"n{number}", f"第 {number} 条")
    client = login("yangshan.head")
    page = client.get("/worklist")
    assert "3 条未读" in page
    last = [form for form in page.forms.values() if form.action == "/notices/read"][-1]
    last.submit(status=303)
    assert "0 条未读" in client.get("/worklist")


def test_nobody_sees_or_reads_anothers_notices(house: House, login: Login) -> None:
    _tell(house, "a", "只给负责人")
    other = login("qinghe.head")
    page = other.get("/worklist")
    assert "提醒" not in page
    token = page.forms[0]["csrf_token"].value
    for text in ("1", "x" * 50, "-1", "9" * 40):
        other.post("/notices/read", {"csrf_token": token, "notice": text}, status=303)
    assert "1 条未读" in login("yangshan.head").get("/worklist")


def test_marking_as_read_needs_the_page_token(house: House, login: Login) -> None:
    _tell(house, "a", "甲")
    login("yangshan.head").post("/notices/read", {"notice": "1"}, status=400)
