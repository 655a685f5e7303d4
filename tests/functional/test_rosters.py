"""The county writes its duty roster on the page; everybody's start page says who is on duty."""

from __future__ import annotations

import pytest

from jiuji_docs.rendering.fonts import FontSet
from jiuji_docs.services.house import House
from tests.common.duties import with_duties
from tests.functional.people import Login


@pytest.fixture(autouse=True)
def office(house: House) -> None:
    with_duties(house)


def test_a_duty_roster_is_written_read_and_printed(login: Login, fonts: FontSet) -> None:
    del fonts
    client = login("county.approver")
    assert "无人值班" in client.get("/worklist")
    page = client.get("/worklist").click("任务名册").click("名册和值班")
    form = next(form for form in page.forms.values() if "valid_from" in form.fields)
    form["name-1"], form["phone-1"] = "冯雪", "0000-1234567"
    wrong = form.submit(status=400)
    assert "没有写值班起止日期" in wrong
    form = next(form for form in wrong.forms.values() if "valid_from" in form.fields)
    assert form["name-1"].value == "冯雪"
    form["first_day-1"], form["last_day-1"] = "2024-02-20", "2024-02-x"
    assert "值班日期应写作" in form.submit(status=400)
    form["last_day-1"] = "2024-02-25"
    done = form.submit().follow()
    assert "今后 30 天无人值班：2024-02-26 至 2024-03-21" in done
    assert done.click("^打印$").body.startswith(b"%PDF")
    village = login("lihua.recorder")
    assert "冯雪 0000-1234567" in village.get("/worklist")
    village.get("/duties/rosters?unit=county", status=404)
    village.get("/duties/rosters/chaoyang-2021/responsible/lihua/9.pdf", status=404)
    assert "第一责任人" in village.get("/duties/rosters")
    assert "梨花村" in client.get("/duties/rosters?unit=lihua")
