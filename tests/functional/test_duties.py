"""A village records its quarterly duty on the page, and the county reads the report."""

from __future__ import annotations

import pytest

from jiuji_docs.services.house import House
from tests.common.duties import with_duties
from tests.functional.people import Login

PICTURE = b"\x89PNG\r\n\x1a\n the board"


@pytest.fixture(autouse=True)
def office(house: House) -> None:
    house.run(lambda desk: desk.ledger.append("begun", "system"))
    with_duties(house)


def test_a_duty_is_recorded_with_its_picture_and_reported(login: Login) -> None:
    client = login("lihua.recorder")
    page = client.get("/worklist").click("任务名册")
    assert "2024年第1季度" in page
    assert "2024-03-29" in page
    form = page.forms[max(page.forms)]
    form["note"] = "村务公开栏已更新"
    assert "须附材料" in form.submit(status=400)
    page = client.get("/duties")
    form = page.forms[max(page.forms)]
    form["note"] = "村务公开栏已更新"
    form["file"] = ("公示栏.png", PICTURE)
    done = form.submit().follow()
    assert "已完成" in done
    assert done.click("公示栏.png").body == PICTURE

    county = login("county.approver")
    page = county.get("/duties")
    assert "周期未规定" in page
    report = page.click("各期完成情况")
    assert "石桥村村民委员会" in report
    assert "梨花村村民委员会" not in report

    void = next(form for form in done.forms.values() if form.action.endswith("/void"))
    void["reason"] = "照片拍错"
    assert "待办" in void.submit().follow()


def test_another_post_reads_and_does_not_record(login: Login) -> None:
    client = login("yangshan.clerk")
    page = client.get("/duties")
    assert "政策宣传" in page
    assert "记录完成情况" not in page
    client.get("/duties/records/1/file", status=404)
    client.get("/duties/records/x/file", status=404)
