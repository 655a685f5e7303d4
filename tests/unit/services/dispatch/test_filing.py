"""A finished document gets its place in the archives: reference, period, year, pages (归档)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from sqlalchemy import text as sql
from sqlalchemy.exc import DBAPIError

from jiuji_docs.domain.errors import Refused
from jiuji_docs.services.dispatch.arrivals import ArrivalService
from jiuji_docs.services.dispatch.filed import FiledDossiers
from jiuji_docs.services.dispatch.reading import DossierReader
from jiuji_docs.services.house import House
from jiuji_docs.services.ledger_check import check_ledger
from jiuji_docs.services.press import Press
from jiuji_docs.services.references import next_reference
from tests.common.dossiers import new_dossier, state_of, take, walk_to

FILE: dict[str, Sequence[str]] = {"fonds": ["0012"], "retention": ["Y"]}


def _filed(house: House, who: str = "county.archivist") -> list[Any]:
    with house.desk(write=False) as desk:
        return list(FiledDossiers(desk).show(desk.actor(who), None)[1])


def test_filing_gives_the_reference_and_closes_the_dossier(house: House, press: Press) -> None:
    number = new_dossier(house)
    walk_to(house, number, "closed", press)

    (item,) = _filed(house)
    assert item.reference == "0012-WS·2024-D30-办公室-0001"
    assert (item.document_number, item.author, item.date) == (
        "示民发〔2024〕1号",
        "示范县民政局",
        "20240220",
    )
    assert item.pages >= 1
    with house.desk(write=False) as desk:
        view = DossierReader(desk).view(number, desk.actor("county.drafter"))
    assert (view.reference, view.closed) == (item.reference, True)
    assert check_ledger(house).ok


def test_items_run_on_with_the_cases_of_the_same_class(house: House, press: Press) -> None:
    def like_a_case(desk: Any) -> str:
        return next_reference(desk, fonds="0012", year=2024, retention="Y")[1]

    assert house.run(like_a_case) == "0012-WS·2024-Y-0001"
    for _ in range(2):
        number = new_dossier(house)
        walk_to(house, number, "archive", press)
        take(house, number, "file", "county.archivist", **FILE)

    assert [one.reference for one in _filed(house)] == [
        "0012-WS·2024-Y-0002",
        "0012-WS·2024-Y-0003",
    ]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"fonds": ["0012"]}, "请选择保管期限"),
        ({"fonds": ["0012"], "retention": ["D20"]}, "请选择保管期限"),
        ({"fonds": ["12"], "retention": ["Y"]}, "全宗号应为 4 位"),
        ({"retention": ["Y"]}, "全宗号应为 4 位"),
        ({**FILE, "office": ["D30"]}, "不能与保管期限代码相同"),
        ({**FILE, "office": ["办-公"]}, "机构（问题）代码应为"),
    ],
)
def test_what_is_no_reference_is_refused_and_nothing_is_filed(
    house: House, press: Press, given: dict[str, Sequence[str]], words: str
) -> None:
    number = new_dossier(house, "纪要")
    walk_to(house, number, "archive", press)
    with pytest.raises(Refused, match=words):
        take(house, number, "file", "county.archivist", **given)
    assert state_of(house, number) == "archive"
    assert _filed(house) == []


def test_a_document_on_paper_has_its_pages_counted_by_the_archivist(house: House) -> None:
    def arrive(desk: Any) -> str:
        values = {
            "organ": "示范市民政局",
            "document_number": "示市民发〔2024〕5号",
            "title": "示范市民政局关于报送名单的通知",
            "urgency": "",
            "summary": "",
        }
        return ArrivalService(desk).register(values, desk.actor("county.registrar"), "paper")

    number = str(house.run(arrive))
    for step, who in (
        ("enter", "county.registrar"),
        ("propose", "county.office"),
        ("instruct", "county.director"),
        ("finish", "county.drafter"),
    ):
        take(house, number, step, who)
    for pages in ("", "0", "10000", "三", "１"):
        with pytest.raises(Refused, match="应填页数"):
            take(house, number, "file", "county.archivist", **FILE, pages=[pages])
    take(house, number, "file", "county.archivist", **FILE, pages=["3"])

    (item,) = _filed(house)
    assert (item.pages, item.note, item.author, item.date) == (3, "纸质", "示范市民政局", "")


def test_minutes_are_the_units_that_made_them(house: House, press: Press) -> None:
    walk_to(house, new_dossier(house, "纪要"), "closed", press)
    (item,) = _filed(house)
    assert (item.author, item.document_number) == ("示范县民政局", "〔2024〕1号")


def test_a_filing_stays_as_it_was_written(house: House, press: Press) -> None:
    walk_to(house, new_dossier(house, "纪要"), "closed", press)
    for change in ("UPDATE dossier_filing SET retention = 'D10'", "DELETE FROM dossier_filing"):
        with pytest.raises(DBAPIError, match="append-only"), house.desk() as desk:
            desk.work.session.execute(sql(change))


def test_the_next_document_is_offered_the_class_of_the_last(house: House, press: Press) -> None:
    for _ in range(2):
        walk_to(house, new_dossier(house, "纪要"), "archive", press)
    take(house, "FW-COUNTY-2024-0001", "file", "county.archivist", **FILE, office=["办公室"])
    with house.desk(write=False) as desk:
        page = DossierReader(desk).step(
            "FW-COUNTY-2024-0002", "file", desk.actor("county.archivist")
        )
    assert (page.given["fonds"], page.given["office"]) == (("0012",), ("办公室",))
    assert page.given["retention"] == ()
