"""An archivist's day (档案员): file what is complete, find it by year, print a stamped copy."""

from __future__ import annotations

import io

import pikepdf

from jiuji_docs.services.house import House
from tests.common.cases import fire
from tests.functional.conftest import PrintedTown
from tests.functional.forms import posted, submit, values_of
from tests.functional.paying import approved, pay_what_waits
from tests.functional.people import Login


def test_nothing_is_filed_while_papers_are_in_print(login: Login, house: House) -> None:
    number = approved(house)
    pay_what_waits(house)
    client = login("county.archivist")

    refused = submit(
        client, f"/cases/{number}/steps/archive", posted(values_of("file_note")), status=400
    )

    assert "文书尚未印制完成" in refused
    assert "临时救助申请书" in refused
    assert "本卷文书齐全" in refused
    assert "已发放" in client.get(f"/cases/{number}")


def test_nothing_is_filed_before_the_money_arrived(login: Login, house: House) -> None:
    number = approved(house)
    client = login("county.archivist")

    assert number not in client.get("/worklist")
    client.get(f"/cases/{number}/steps/archive", status=409)


def test_filing_gives_the_case_its_place_in_the_years_catalogue(printed_town: PrintedTown) -> None:
    client = printed_town.login("county.archivist")

    page = client.get("/archives", {"year": "2024"})

    assert printed_town.filed in page
    assert "0001-" in page
    assert "2024" in page
    assert printed_town.filed not in client.get("/archives", {"year": "2023"})
    assert "2023 年没有归档件" in client.get("/archives", {"year": "2023"})


def test_a_year_that_is_no_year_shows_this_one(printed_town: PrintedTown) -> None:
    client = printed_town.login("county.archivist")

    for year in ("20x4", "２０２４", "99999", "-1", ""):
        assert printed_town.filed in client.get("/archives", {"year": year})


def test_a_filed_case_is_closed_and_every_paper_is_final(printed_town: PrintedTown) -> None:
    page = printed_town.login("county.archivist").get(f"/cases/{printed_town.filed}")

    states = [cell.text for cell in page.html.select(".papers tbody td:nth-of-type(3)")]
    assert len(states) >= 11
    assert set(states) == {"已定稿"}
    assert "可以办理" not in page
    assert "添加 PDF" not in page


def test_a_stamped_copy_is_a_pdf_and_the_original_stays(printed_town: PrintedTown) -> None:
    client = printed_town.login("county.archivist")
    page = client.get(f"/cases/{printed_town.filed}")
    links = [link["href"] for link in page.html.select(".papers a")]
    copies = [link for link in links if "/copies/" in link]

    copy = client.get(copies[0])
    original = client.get(copies[0].replace("/copies/", "/papers/"))

    assert len(copies) >= 11
    assert copy.content_type == "application/pdf"
    with pikepdf.open(io.BytesIO(copy.body)) as pdf:
        assert len(pdf.pages) >= 1
    assert original.body.startswith(b"%PDF-")
    assert copy.body != original.body


def test_a_paper_is_shown_inline_and_its_reading_is_logged(printed_town: PrintedTown) -> None:
    client = printed_town.login("county.archivist")
    page = client.get(f"/cases/{printed_town.filed}")
    link = next(
        link["href"] for link in page.html.select(".papers a") if "/papers/" in link["href"]
    )

    paper = client.get(link)

    assert paper.headers["Content-Disposition"].startswith("inline; filename*=UTF-8''")
    assert paper.headers["Cache-Control"] == "no-store"
    with printed_town.house.desk(write=False) as desk:
        accesses = desk.accounts.accesses(desk.cases.get(printed_town.filed).id)
        assert any(row.what.startswith("查看文书：") for row in accesses)


def test_a_refused_case_is_filed_too(login: Login, house: House) -> None:
    number = fire(house, "yangshan.clerk", "accept").case
    for who, step in (
        ("yangshan.investigator", "investigate"),
        ("lihua.recorder", "review"),
        ("yangshan.auditor", "audit"),
        ("yangshan.head", "refuse_town"),
    ):
        fire(house, who, step, number)
    client = login("county.archivist")

    assert number in client.get("/worklist")
    assert f"/cases/{number}/steps/archive" in client.get(f"/cases/{number}")
