"""Anybody reports need from a phone: bounded, without an account, and nothing of it is read back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import quote

import pytest
from webtest import TestApp

from jiuji_docs.services import self_reports
from jiuji_docs.services.house import House
from jiuji_docs.services.worklists import WorklistService
from jiuji_docs.web.views import self_reports as views
from tests.common.cases import fire
from tests.common.registers import call, register_pack
from tests.functional.forms import posted
from tests.functional.people import Login

REPORT = {
    "caller_name": "赵大山",
    "caller_phone": "13900000005",
    "for_other": True,
    "person_name": "王守田",
    "village": "梨花村村民委员会",
    "address": "梨花村3组亲戚家",
    "situation": "房子烧了，没有被子。",
}


@pytest.fixture(autouse=True)
def _open(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.adopt(register_pack())
    monkeypatch.setattr(views, "MOST", 4)


def send(client: TestApp, status: int = 303, **changes: Any) -> Any:
    page = client.get("/help?town=yangshan")
    own = [(name, page.forms[0][name].value) for name in ("csrf_token", "key", "town", "website")]
    own = [(name, changes.pop(name, value)) for name, value in own]
    return client.post(
        "/help", [*own, *posted({"self_report": {**REPORT, **changes}})], status=status
    )


def waiting(house: House, who: str) -> list[str]:
    with house.desk(write=False) as desk:
        service = WorklistService(desk)
        return [one.number for one in service.waiting(desk.actor(who), registers=True).items]


def test_a_report_waits_for_the_town_and_is_taken_over_with_a_receipt(
    app: object, house: House, login: Login
) -> None:
    client = TestApp(app)
    assert "示范县阳山镇人民政府" in client.get("/help")
    done = send(client).follow()
    assert "王守田" not in done
    assert "热线〔" not in done
    assert waiting(house, "yangshan.clerk") == ["阳政救热线〔2024〕1号"]
    assert waiting(house, "qinghe.clerk") == []

    number = waiting(house, "yangshan.clerk")[0]
    clerk = login("yangshan.clerk")
    assert "待签收" in clerk.get("/registers/hotline")
    assert "王守田" in clerk.get(f"/cases/{quote(number)}/steps/register_report")
    forms = {"hotline_register": call(channel="qr")}
    fire(house, "yangshan.clerk", "register_report", number, forms=forms)
    assert "周敏" in clerk.get("/registers/hotline")


def test_who_asks_for_themselves_gives_their_name_once(
    app: object, house: House, login: Login
) -> None:
    client = TestApp(app)
    assert "请填写有困难的人姓名" in send(client, 400, person_name="")
    nameless = send(client, 400, for_other=False, person_name="", caller_name="")
    assert "#" in nameless.html.find(id="problem").find("a")["href"]
    assert "请填写有困难的人姓名" not in nameless, "one name is enough, and it is asked for"

    send(client, for_other=False, person_name="")

    number = waiting(house, "yangshan.clerk")[0]
    page = login("yangshan.clerk").get(f"/cases/{quote(number)}")
    assert page.html.find("dt", string="对象").find_next("dd").text == "赵大山"


def test_the_same_page_twice_makes_one_report(app: object, house: House) -> None:
    client = TestApp(app)
    send(client, key="the-page-s-own-key")
    send(client, key="the-page-s-own-key")
    assert len(waiting(house, "yangshan.clerk")) == 1


@pytest.mark.parametrize(
    ("change", "status", "words"),
    [
        ({"caller_phone": "123"}, 400, "电话"),
        ({"situation": ""}, 400, "困难"),
        ({"village": "桃源村"}, 400, "没有“桃源村”"),
        ({"situation": "长" * 1300}, 400, "过长"),
        ({"website": "http://spam.example"}, 404, "没有找到"),
        ({"town": "county"}, 404, "没有找到"),
        ({"csrf_token": "0" * 40}, 400, "失效"),
    ],
)
def test_what_is_wrong_is_refused_and_nothing_is_written(
    app: object, house: House, change: dict[str, str], status: int, words: str
) -> None:
    assert words in send(TestApp(app), status, **change)
    assert waiting(house, "yangshan.clerk") == []


def test_one_phone_and_one_town_are_bounded(
    app: object, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = TestApp(app)
    for _ in range(4):
        send(client)
    assert "太频繁" in send(client, 429)
    monkeypatch.setattr(views, "MOST", 100)
    monkeypatch.setattr(self_reports, "MOST_PER_HOUR", 4)
    assert "请直接拨打电话" in send(client, 400)
    assert len(waiting(house, "yangshan.clerk")) == 4


def test_a_county_whose_pack_takes_no_reports_says_so(app: object, house: House) -> None:
    shipped = house.catalog.pack("chaoyang-2021")
    steps = {
        name: replace(step, public=False) for name, step in shipped.workflow.transitions.items()
    }
    house.adopt(replace(shipped, workflow=replace(shipped.workflow, transitions=steps)))
    client = TestApp(app)
    assert "没有开通" in client.get("/help")
    client.get("/help?town=yangshan", status=404)
