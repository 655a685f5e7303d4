"""Scanning a paper leads to that paper and nobody else's; the poster's code to the self-report."""

from __future__ import annotations

import io
from urllib.parse import unquote

import pikepdf
import pytest

from tests.common.codes import codes_of_pdf
from tests.functional.conftest import PrintedTown
from tests.functional.people import Browser, Login

QUERY = "http://localhost/help?town=yangshan"


@pytest.fixture(scope="module")
def code(printed_town: PrintedTown) -> str:
    """What the QR of a stored, signed paper says."""
    with printed_town.house.desk(write=False) as desk:
        case = desk.cases.get(printed_town.filed)
        row = desk.documents.latest(case.id, "investigation")
        assert row is not None
        (found,) = set(codes_of_pdf(printed_town.house.store.get(row.pdf_hash)))
    return found


def test_a_scanned_paper_opens_for_its_town(printed_town: PrintedTown, code: str) -> None:
    client = printed_town.login("yangshan.clerk")

    page = client.get("/papers", {"code": code}).follow()

    assert "临时救助入户调查表" in page
    assert "已定稿" in page
    assert client.get(page.html.select_one("main a.button")["href"]).body.startswith(b"%PDF-")


def test_for_another_town_and_for_a_forged_code_there_is_nothing(
    printed_town: PrintedTown, code: str
) -> None:
    printed_town.login("qinghe.clerk").get(f"/papers/{code}", status=404)
    forged = f"{code.rpartition('.')[0]}.{'0' * 16}"
    printed_town.login("yangshan.clerk").get(f"/papers/{forged}", status=404)


def test_a_stranger_logs_in_first_and_what_is_no_code_is_said(
    printed_town: PrintedTown, code: str
) -> None:
    away = Browser(printed_town.app).get(f"/papers/{code}", status=303)
    assert unquote(away.location).endswith(f"/login?next=/papers/{code}")
    wrong = printed_town.login("yangshan.clerk").get("/papers", {"code": "木有"}, status=400)
    assert "不是本系统的文书码" in wrong


def test_an_old_edition_of_a_blank_form_is_told(printed_town: PrintedTown) -> None:
    page = printed_town.login("yangshan.clerk").get("/papers/blank.receipt.00000000")
    assert "旧版空白表" in page


def test_the_poster_leads_to_the_towns_own_self_report(login: Login) -> None:
    poster = login("yangshan.clerk").get("/papers/poster.pdf")
    assert codes_of_pdf(poster.body) == [QUERY]
    with pikepdf.open(io.BytesIO(poster.body)) as pdf:
        assert len(pdf.pages) == 1
