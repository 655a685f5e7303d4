"""A village records its quarterly duty on the page, and the county reads the report."""

from __future__ import annotations

from typing import Any

import pytest
from webtest import Upload

from jiuji_docs.rendering.fonts import FontSet
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
    form["file"] = [Upload("公示栏.png", PICTURE)]
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


FORM = "publicity_record"
ENTRY = {
    "place": "阳山镇集市",
    "departments": "民政、残联、卫生院",
    "content": "发放明白纸，现场解答",
    "leaflets": "800",
    "consulted": "65",
}


def test_a_duty_with_a_form_takes_its_fields_and_files_and_prints(
    login: Login, fonts: FontSet
) -> None:
    del fonts
    client = login("yangshan.head")
    form = _last(client.get("/duties").click("填写记录表"))
    form["note"] = "赶集日宣传"
    wrong = form.submit(status=400)
    assert "宣传地点" in wrong
    assert "赶集日宣传" in wrong
    form = _last(wrong)
    for name, value in ENTRY.items():
        _box(form, name).value = value
    assert "至少 2 份" in form.submit(status=400)
    form["file"] = [Upload("现场.png", PICTURE), Upload("签到.png", PICTURE + b"2")]
    _box(form, "leaflets").value = "-1"
    assert "份" in form.submit(status=400)
    _box(form, "leaflets").value = "800"
    done = form.submit().follow()
    assert done.click("签到.png").body == PICTURE + b"2"
    sheet = done.click("记录表", href="sheet.pdf")
    assert sheet.body.startswith(b"%PDF")
    address = sheet.request.path
    assert login("county.approver").get(address).content_type == "application/pdf"
    for other in ("qinghe.head", "lihua.recorder"):
        login(other).get(address, status=404)
    login("yangshan.clerk").get("/duties/chaoyang-2021/drive/record", status=403)
    client.get("/duties/chaoyang-2021/nothing/record", status=404)


def _last(page: Any) -> Any:
    return page.forms[max(page.forms)]


def _box(form: Any, name: str) -> Any:
    """Return the box of a field of the form, after the form's own beginning mark."""
    return next(field for field in form.field_order if field[0] == name)[1]
