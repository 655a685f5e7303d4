"""The county calls a meeting, writes its record, and issues the minutes in the browser."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sqlalchemy import update as sql_update

from jiuji_docs.rendering.fonts import FontSet
from jiuji_docs.services.archive_items import items_of_year
from jiuji_docs.services.house import House
from jiuji_docs.services.meetings.press_topic import MINUTES
from jiuji_docs.services.start import open_press
from jiuji_docs.storage.tables import MEETING
from tests.common.cases import fire
from tests.common.meetings import deliberating, prepare
from tests.functional.people import Login


@pytest.fixture
def cases(house: House) -> list[str]:
    return [deliberating(house, month) for month in (1, 2)]


def record_form(page: Any) -> Any:
    return page.forms[max(page.forms)]


def state(house: House, number: str) -> str:
    with house.desk(write=False) as desk:
        return str(desk.cases.get(number).state)


def test_a_meeting_is_called_tried_issued_and_printed(
    login: Login, house: House, cases: list[str], fonts: FontSet
) -> None:
    del fonts
    client = login("county.approver")
    page = client.get("/worklist").click("联席会议").click("筹备一事一议会议")
    assert "法定人数：未规定" in page
    form = page.forms[max(page.forms)]
    form["planned_at"], form["place"] = "2024-02-20 09:00", "三楼会议室"
    form["people"] = "县民政局 吴建华 副局长\n县财政局，林涛"
    for box in form.fields["case"]:
        box.checked = True
    page = form.submit().follow()

    form = record_form(page)
    form["decision-1"], form["resolution-1"] = "approve", "同意给予救助"
    form["decision-2"], form["resolution-2"] = "refuse", "支出已由保险赔付"
    form["amount-2"] = ""
    form["department-1-1"], form["measure-1-1"] = "县民政局", "发放救助金"
    form["share-1-1"] = "5000"
    wrong = form.submit("do", value="hold", status=400)
    assert f"{cases[0]}：各单位承担的金额合计 5,000.00 元，与议定金额不符" in wrong
    form = record_form(wrong)
    assert form["resolution-1"].value == "同意给予救助"
    form["share-1-1"] = "6000"
    tried = form.submit("do", value="try")
    assert "不能办理，将留在议程：请选择理由类别" in tried
    assert state(house, cases[0]) == "deliberating"
    form = record_form(tried)
    form["entry-2-refusal_notice.reason_code"] = "covered"
    form["entry-2-refusal_notice.basis"] = "三、对象范围"
    form = record_form(form.submit("do", value="save").follow())
    assert form["share-1-1"].value == "6000.00"

    done = form.submit("do", value="hold").follow()

    assert "〔2024〕1号" in done
    assert [state(house, case) for case in cases] == ["approved", "refused"]
    press = open_press(house)
    press.run_all()
    press.close()
    page = client.get(done.request.url)
    assert page.click("纪要（PDF）").content_type == "application/pdf"
    assert page.click("会商纪要表").body.startswith(b"%PDF")
    assert page.click("纪要（Word）").body.startswith(b"PK")
    assert "待签字的纪要" not in client.get("/worklist")
    _as_if_on_paper(house)
    told = client.get("/worklist")
    assert "请召集人吴建华在纸上签字" in told
    assert told.click("一事一议会议纪要〔2024〕1号").request.path.startswith("/meetings/")
    _as_if_on_paper(house, account="county.approver")
    _refused_is_filed_with_its_minutes(login, house, cases[1])


def _as_if_on_paper(house: House, account: str | None = None) -> None:
    """Let every meeting's convener have this account."""
    change = sql_update(MEETING).values(convener_account=account)
    house.run(lambda desk: desk.work.session.execute(change))


def _refused_is_filed_with_its_minutes(login: Login, house: House, case: str) -> None:
    fire(house, "county.archivist", "archive", case)
    with house.desk(write=False) as desk:
        actor = desk.actor("county.archivist")
        (item,) = items_of_year(desk, actor, 2024)
        contents = json.loads(desk.archives.of_case(desk.cases.get(case).id).contents)
        wanted = {line["title"]: line["pages"] for line in contents if line["paper"] == MINUTES}
    packed = {one.name: one.pages for one in item.files}
    assert len(wanted) == 2
    assert {f"{title}.pdf": pages for title, pages in wanted.items()}.items() <= packed.items()
    client = login("county.archivist")
    page = client.get(f"/cases/{case}")
    assert page.click("会商纪要（召集人签发件）").body.startswith(b"%PDF")
    client.get(f"/cases/{case}/minutes/9", status=404)
    with house.desk(write=False) as desk:
        read = desk.accounts.accesses(desk.cases.get(case).id)
    assert any("会商纪要（召集人签发件）〔2024〕1号" in row.what for row in read)
    town = login("yangshan.clerk")
    assert "会商纪要" not in town.get(f"/cases/{case}")
    town.get(f"/cases/{case}/minutes/1", status=403)


def test_what_is_typed_wrong_is_said_and_nothing_else(
    login: Login, house: House, cases: list[str]
) -> None:
    client = login("county.approver")
    page = client.get("/meetings/new/chaoyang-2021/deliberation")
    form = page.forms[max(page.forms)]
    assert "会议时间应写作" in form.submit(status=400)
    form["planned_at"], form["place"], form["people"] = "2024-02-20 09:00", "会议室", "吴建华"
    assert "参会人员每行写“单位 姓名 职务”" in form.submit(status=400)
    form["people"] = "县民政局 吴建华"
    assert "请选择列入议程的事项" in form.submit(status=400)
    meeting = prepare(house, tuple(cases))
    form = record_form(client.get(f"/meetings/{meeting}"))
    form["amount-1"] = "6000.005"
    assert "金额“6000.005”" in form.submit("do", value="hold", status=400)
    form["amount-1"], form["in_favour-1"] = "6000", "-1"
    assert "票数应为整数" in form.submit("do", value="hold", status=400)
    client.post(f"/meetings/{meeting}", {"csrf_token": form["csrf_token"].value}, status=404)
    assert "会议已取消" in form.submit("do", value="cancel").follow()


def test_a_meeting_is_the_county_approver_s_alone(
    login: Login, house: House, cases: list[str]
) -> None:
    meeting = prepare(house, (cases[0],))
    login("yangshan.head").get(f"/meetings/{meeting}", status=403)
    client = login("county.approver")
    client.get("/meetings/HY-2024-9999", status=404)
    client.get(f"/meetings/{meeting}/minutes.pdf", status=404)
    client.get(f"/meetings/{meeting}/secret.txt", status=404)
    client.get("/meetings/new/chaoyang-2021/nothing", status=404)
