"""What the family signs at the window is printed before it is entered, with what is known (预印签字表)."""

from __future__ import annotations

import io

import pypdfium2
import pytest

from jiuji_docs.services.house import House
from tests.common.cases import case_at, fire, scenario
from tests.functional.people import Login

RECEIPT = "领取凭证"


@pytest.fixture
def relieved(house: House) -> str:
    """Return the number of a case that got its help in the night, with every paper still owed."""
    night = {"amount": "500.00", "occurred_on": "2024-02-07", "known_at": "2024-02-07T21:50"}
    relief = {**scenario("emergency_town").forms["emergency_relief"], **night}
    return fire(house, "yangshan.head", "relieve", forms={"emergency_relief": relief}).case


def _words(pdf: bytes) -> str:
    pages = pypdfium2.PdfDocument(io.BytesIO(pdf))
    return "".join(page.get_textpage().get_text_bounded() for page in pages)


def test_the_receipt_of_the_night_bears_what_is_known_and_is_no_paper_yet(
    login: Login, house: House, relieved: str
) -> None:
    client = login("yangshan.head")
    page = client.get(f"/cases/{relieved}")

    answer = page.click(RECEIPT)

    words = _words(answer.body)
    assert "人民币伍佰元整" in words
    assert "王守田" in words
    assert "预印" in words
    assert "2024年2月20日" in words, "the day the help was given"
    with house.desk(write=False) as desk:
        case = desk.cases.get(relieved)
        assert desk.documents.of_case(case.id) == [], "it is no paper of the case yet"
        assert any(RECEIPT in row.what for row in desk.accounts.accesses(case.id))


def test_only_forms_of_the_next_steps_are_printed(login: Login, relieved: str) -> None:
    client = login("yangshan.clerk")

    for form in ("application", "approval_notice", "nothing"):
        client.get(f"/cases/{relieved}/sheets/{form}.pdf", status=404)


def test_a_printed_paper_is_not_offered_once_more(login: Login, house: House) -> None:
    number = case_at(house, "accepted")
    client = login("yangshan.investigator")
    assert client.get(f"/cases/{number}").html.find("a", string="入户调查表")

    fire(house, "yangshan.investigator", "investigate", number)

    assert not client.get(f"/cases/{number}").html.find("a", string="入户调查表")


def test_who_only_reads_is_offered_nothing(login: Login, relieved: str) -> None:
    client = login("county.inspector")

    assert "先印出来当面签字" not in client.get(f"/cases/{relieved}")
    client.get(f"/cases/{relieved}/sheets/receipt.pdf", status=403)
