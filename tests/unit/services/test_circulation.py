"""Copies are read by those they were given to, until their day; a case is urged at most once a day."""

from __future__ import annotations

import datetime as dt

import pytest

from jiuji_docs.domain.errors import NotFound, Refused
from jiuji_docs.services.attachments import AttachmentService
from jiuji_docs.services.case_file import CaseFileService
from jiuji_docs.services.circulation import CirculationService
from jiuji_docs.services.clock import FixedClock
from jiuji_docs.services.hands_views import HandsReader
from jiuji_docs.services.house import House
from jiuji_docs.services.urging import UrgingService
from tests.common.cases import case_at, fire

SENDER, READER = "yangshan.clerk", "qinghe.auditor"


def send(house: House, case: str, *to: str, days: int = 7, by: str = SENDER) -> None:
    house.run(lambda desk: CirculationService(desk).send(case, to, "请阅", days, desk.actor(by)))


def can_read(house: House, who: str, case: str) -> bool:
    with house.desk(write=False) as desk:
        try:
            CaseFileService(desk).view(case, desk.actor(who))
        except NotFound:
            return False
    return True


def test_a_copy_lets_read_this_case_only_and_nothing_more(house: House, clock: FixedClock) -> None:
    case = case_at(house, "accepted")
    send(house, case, "unit:qinghe", "yangshan.head")
    assert can_read(house, READER, case)
    assert not can_read(house, "shiqiao.recorder", case)
    assert not can_read(house, READER, "YANGSHAN-2024-9999")
    with pytest.raises(NotFound):
        fire(house, "qinghe.investigator", "investigate", case)
    with pytest.raises(NotFound):
        house.run(
            lambda desk: AttachmentService(desk).add(case, desk.actor(READER), "a.pdf", b"%PDF-1")
        )
    with pytest.raises(NotFound):
        house.run(lambda desk: CaseFileService(desk).reveal(case, desk.actor(READER), "看"))
    clock.at += dt.timedelta(days=9)
    assert not can_read(house, READER, case)


def test_each_reader_gives_a_receipt_once(house: House) -> None:
    case = case_at(house, "accepted")
    send(house, case, "unit:qinghe")
    with house.desk(write=False) as desk:
        copy = HandsReader(desk).in_hand(desk.actor(READER)).to_read[0].id
    for _twice in range(2):
        house.run(lambda desk: CirculationService(desk).read(copy, desk.actor(READER)))
    with pytest.raises(NotFound):
        house.run(lambda desk: CirculationService(desk).read(copy, desk.actor("county.approver")))
    with house.desk(write=False) as desk:
        receipts = HandsReader(desk).of_case(case, desk.actor(SENDER)).copies[0].receipts
        assert [name for name, _at in receipts] == ["何大海"]
        assert not HandsReader(desk).in_hand(desk.actor(READER)).to_read
        assert HandsReader(desk).in_hand(desk.actor("qinghe.head")).to_read


def test_who_sent_it_ends_it(house: House) -> None:
    case = case_at(house, "accepted")
    send(house, case, READER)
    with pytest.raises(NotFound):
        house.run(lambda desk: CirculationService(desk).end(1, desk.actor(READER)))
    house.run(lambda desk: CirculationService(desk).end(1, desk.actor(SENDER)))
    assert not can_read(house, READER, case)


@pytest.mark.parametrize(
    ("to", "days"), [((), 7), ((READER,), 0), ((READER,), 61), (("nobody",), 7), (("unit:x",), 7)]
)
def test_bad_copies_are_refused(house: House, to: tuple[str, ...], days: int) -> None:
    case = case_at(house, "accepted")
    with pytest.raises(Refused):
        send(house, case, *to, days=days)


def test_a_case_is_urged_again_only_after_a_day(house: House, clock: FixedClock) -> None:
    case = case_at(house, "awaiting")

    def urge(who: str = SENDER) -> int:
        return house.run(lambda desk: UrgingService(desk).urge(case, "群众来问", desk.actor(who)))

    assert urge() == 1
    with pytest.raises(Refused) as caught:
        urge("yangshan.auditor")
    assert caught.value.code == "urged_lately"
    clock.at += dt.timedelta(hours=24)
    assert urge() == 2
    with pytest.raises(NotFound):
        urge("qinghe.clerk")
    with house.desk(write=False) as desk:
        texts = [row.text for row in desk.notices.unread("yangshan.head", "yangshan", (), limit=9)]
        assert [text[:8] for text in texts if "催办" in text] == ["催办（第 2 次", "催办（第 1 次"]
        assert desk.cases.get(case).state == "awaiting_town"
