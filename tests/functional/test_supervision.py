"""The inspector's and the leader's day: checks, figures that add up, a circular drafted from them."""

from __future__ import annotations

import io
import json
import re
from decimal import Decimal

import pypdfium2
import pytest
from openpyxl import load_workbook

from jiuji_docs.services.audit.service import AuditService
from jiuji_docs.services.house import House
from jiuji_docs.services.statistics.service import StatisticsService
from tests.common.cases import case_at, fire
from tests.functional.conftest import PrintedTown
from tests.functional.people import Login, press_button


def test_the_inspector_sees_findings_masked_and_it_is_written_down(
    login: Login, house: House
) -> None:
    number = case_at(house, "awaiting")
    fire(house, "yangshan.head", "approve_town", number)
    died = "身份证号,死亡日期\n990101196803151135,2024-01-02\n".encode("gb18030")
    house.run(lambda desk: AuditService(desk).take_deceased(died, "county.inspector"))
    client = login("county.inspector")

    page = client.get("/audit")

    assert "对象死亡后仍审批或发放（1 处）" in page
    assert number in page
    assert "王＊＊" in page
    assert "王守田" not in page
    assert "990101196803151135" not in page
    book = load_workbook(io.BytesIO(client.get("/audit.xlsx").body))
    assert number in [cell.value for cell in book["明细"]["B"]]
    assert client.get("/audit.pdf").body.startswith(b"%PDF")
    with house.desk(write=False) as desk:
        bodies = [json.loads(entry.body) for entry in desk.ledger.entries()]
    assert [body["actor"] for body in bodies if body["kind"] == "audit"] == ["county.inspector"] * 3


@pytest.mark.parametrize("who", ["yangshan.head", "county.approver", "county.finance"])
def test_whoever_decides_or_pays_does_not_audit(login: Login, who: str) -> None:
    login(who).get("/audit", status=403)


def test_figures_add_up_to_what_the_ledger_and_the_payments_say(printed_town: PrintedTown) -> None:
    with printed_town.house.desk(write=False) as desk:
        figures = StatisticsService(desk).figures(None, desk.actor("county.approver"))
        bodies = [json.loads(entry.body) for entry in desk.ledger.entries()]
        payments = desk.payments.of_case(desk.cases.get(printed_town.filed).id)
    opened = {body["facts"]["case"] for body in bodies if body["kind"] == "step"}
    for breakdown in (figures.by_cause, figures.by_town, figures.by_month, figures.by_route):
        assert sum(row.accepted for row in breakdown) == figures.whole.accepted == len(opened)
        assert sum(row.granted for row in breakdown) == figures.whole.granted == 1
        assert sum((row.amount for row in breakdown), Decimal(0)) == figures.whole.amount
        assert sum((row.paid for row in breakdown), Decimal(0)) == figures.whole.paid
    assert figures.whole.paid == sum(row.amount for row in payments) == figures.whole.amount


def test_a_town_sees_its_own_figures_and_an_unknown_year_is_not_found(
    printed_town: PrintedTown,
) -> None:
    page = printed_town.login("yangshan.head").get("/statistics")
    assert "示范县阳山镇人民政府 2024 年" in page
    assert page.html.select("svg.bars")
    other = printed_town.login("qinghe.head").get("/statistics")
    assert "没有可以统计的事项" in other
    printed_town.login("yangshan.head").get("/statistics?year=0001", status=404)
    printed_town.login("yangshan.clerk").get("/statistics", status=403)


def test_the_figures_come_as_a_workbook_with_charts_and_on_paper(printed_town: PrintedTown) -> None:
    client = printed_town.login("county.approver")
    book = load_workbook(io.BytesIO(client.get("/statistics.xlsx").body))
    assert book["按月份"]["A14"].value == "合计"
    assert "按乡镇" in book.sheetnames
    drawn = {page.title: len(page._charts) for page in book if page._charts}
    assert drawn == {"按困难原因": 1, "按乡镇": 2, "按月份": 1}
    paper = client.get("/statistics.pdf").body
    pages = pypdfium2.PdfDocument(paper)
    words = "".join(page.get_textpage().get_text_range() for page in pages)
    drawn_there = set(re.findall("图：(\\S+?)（", words))
    assert drawn_there >= {"困难原因", "各乡镇受理", "各乡镇批准金额", "各月受理"}
    assert b"DejaVu" not in paper


def test_a_circular_is_drafted_from_the_figures(login: Login, house: House) -> None:
    number = case_at(house, "awaiting")
    fire(house, "yangshan.head", "approve_town", number)
    page = press_button(login("county.drafter").get("/statistics"), "/statistics/bulletin").follow()
    assert "临时救助工作情况的通报" in page
    assert "全年受理1件，批准1件" in page
    assert "示范县阳山镇人民政府" in page
