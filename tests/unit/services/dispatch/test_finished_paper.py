"""A signed document is printed, sealed by its own organ and sent; the units that get it deal with it."""

from __future__ import annotations

import io
from typing import Any

import pypdfium2
import pytest
from sqlalchemy import text as sql
from sqlalchemy.exc import DBAPIError

from jiuji_docs.domain.errors import NotFound, Refused
from jiuji_docs.services.dispatch.lists import DossierLists
from jiuji_docs.services.dispatch.reading import DossierReader
from jiuji_docs.services.filing import FilingService
from jiuji_docs.services.house import House
from jiuji_docs.services.press import Press
from tests.common.dossiers import DRAFTER, new_dossier, state_of, take, walk_to


def _paper(house: House, number: str, who: str, kind: str = "pdf") -> bytes:
    with house.desk(write=False) as desk:
        reader, actor = DossierReader(desk), desk.actor(who)
        (paper,) = reader.view(number, actor).papers
        return reader.paper(number, paper.id, actor, kind)[1]


def _text(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    return "".join(page.get_textpage().get_text_bounded() for page in document)


def test_the_whole_way_out_and_in(house: House, press: Press) -> None:
    number = new_dossier(house)
    walk_to(house, number, "closed", press, deliver=["yangshan"])

    words = _text(_paper(house, number, "county.drafter"))
    assert "示民发〔2024〕1号" in words
    assert "2024年2月20日" in words
    assert b"ETSI.CAdES" in _paper(house, number, "county.drafter")

    incoming = _incoming(house)
    assert state_of(house, incoming, "yangshan") == "arrived"
    assert _paper(house, incoming, "yangshan.registrar") == _paper(house, number, "county.drafter")
    with pytest.raises(NotFound):
        _paper(house, incoming, "yangshan.registrar", "docx")
    for step, who in (
        ("receive", "yangshan.registrar"),
        ("enter", "yangshan.registrar"),
        ("propose", "yangshan.registrar"),
        ("instruct", "yangshan.mayor"),
        ("read", "yangshan.mayor"),
        ("urge", "yangshan.registrar"),
        ("finish", "yangshan.registrar"),
    ):
        take(house, incoming, step, who, due=["2024-03-01"])
    assert state_of(house, incoming, "yangshan") == "done"
    with house.desk(write=False) as desk:
        sent = DossierReader(desk).view(number, desk.actor("county.drafter")).delivered
    assert sent == (("示范县阳山镇人民政府", "已签收"),)


def test_every_use_of_a_seal_is_written_down_and_stays(house: House, press: Press) -> None:
    walk_to(house, new_dossier(house), "archive", press)

    with house.desk(write=False) as desk:
        (use,) = FilingService(desk).seal_uses(desk.actor("county.sealkeeper"))
        assert FilingService(desk).seal_uses(desk.actor("finance.countersigner")) == []
        (paper,) = desk.dossiers.papers(1)
    assert (use.seal_name, use.document_number) == ("示范县民政局", "示民发〔2024〕1号")
    assert (use.applicant, use.approver, use.pdf_hash) == ("邓小禾", "马永安", paper.pdf_hash)
    for change in ("UPDATE dossier_seal SET seal_name = ''", "DELETE FROM dossier_seal"):
        with pytest.raises(DBAPIError, match="append-only"), house.desk() as desk:
            desk.work.session.execute(sql(change))


def test_a_seal_waits_for_the_paper_and_the_release_for_the_seal(
    house: House, press: Press
) -> None:
    number = new_dossier(house)
    walk_to(house, number, "seal")
    with pytest.raises(Refused, match="正在印制"):
        take(house, number, "seal", "county.sealkeeper")
    press.run_all()
    take(house, number, "seal", "county.sealkeeper")
    with pytest.raises(Refused, match="正在用印"):
        take(house, number, "release", "county.registrar")
    press.run_all()
    take(house, number, "release", "county.registrar")


def test_a_document_that_the_own_unit_does_not_sign_goes_nowhere(house: House) -> None:
    number = new_dossier(house, signatories=["示范县财政局"])
    with pytest.raises(Refused, match="尚缺：示范县财政局"):
        take(house, number, "submit", DRAFTER)
    take(house, number, "circulate", DRAFTER, units=["finance"])
    take(house, number, "agree", "finance.countersigner")
    take(house, number, "collect", DRAFTER)

    with pytest.raises(Refused, match="署名中没有本单位"):
        take(house, number, "pass", "county.office")


def test_minutes_without_seal_are_ready_when_printed(house: House, press: Press) -> None:
    number = new_dossier(house, "纪要")
    walk_to(house, number, "archive", press)
    assert "〔2024〕1号" in _text(_paper(house, number, "county.drafter"))


def test_what_is_late_stands_in_its_own_list(house: House, press: Press) -> None:
    walk_to(house, new_dossier(house), "archive", press, deliver=["yangshan"])
    incoming = _incoming(house)
    take(house, incoming, "receive", "yangshan.registrar")
    take(house, incoming, "enter", "yangshan.registrar", due=["2024-02-21"])

    house.clock.at = house.clock.at.replace(day=25)

    with house.desk(write=False) as desk:
        mayor = desk.actor("yangshan.mayor")
        (late,) = DossierLists(desk).show("overdue", mayor).rows
        assert (late.number, late.overdue) == (incoming, True)
        assert DossierLists(desk).show("overdue", desk.actor("county.office")).rows == ()


def _incoming(house: House) -> str:
    with house.desk(write=False) as desk:
        rows: Any = DossierLists(desk).show("incoming", desk.actor("yangshan.registrar")).rows
        return str(rows[0].number)
