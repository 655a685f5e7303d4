"""The demo county has documents at several stages, made once, without a mistake in them."""

from __future__ import annotations

from jiuji_docs.definitions.demo import demo_dossiers
from jiuji_docs.domain.conformance.checks import check
from jiuji_docs.domain.documents.frozen import thaw
from jiuji_docs.services.demo_dossiers import play_demo_dossiers
from jiuji_docs.services.dispatch.content import content_of
from jiuji_docs.services.dispatch.lists import DossierLists
from jiuji_docs.services.house import House


def test_they_stand_where_they_should_and_are_made_once(house: House) -> None:
    for _ in range(2):
        play_demo_dossiers(house, lambda _line: None)

    with house.desk(write=False) as desk:
        rows = DossierLists(desk).show("outgoing", desk.actor("county.drafter")).rows
        states = [desk.dossiers.seen(row.number, "county").state for row in reversed(rows)]
    assert states == [one.until for one in demo_dossiers()]
    assert rows[0].document_number == "示民函〔2024〕1号"


def test_nothing_in_them_is_to_be_mended(house: House) -> None:
    play_demo_dossiers(house, lambda _line: None)

    with house.desk(write=False) as desk:
        rows = DossierLists(desk).show("outgoing", desk.actor("county.drafter")).rows
        contents = [content_of(desk.dossiers.seen(row.number, "county")) for row in rows]
    found = [one for content in contents for one in check(thaw(content))]
    # What signing, numbering and printing bring is not there yet.
    assert {one.rule for one in found if one.severity == "error"} <= {"L-11", "H-7"}
