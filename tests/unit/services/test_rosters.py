"""A roster is kept by version, says who is on duty, and its gaps are told once."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from jiuji_docs.domain.errors import NotAllowed, NotFound, Refused
from jiuji_docs.domain.rosters.roster import Member
from jiuji_docs.services.clock import FixedClock
from jiuji_docs.services.house import House
from jiuji_docs.services.rosters.keeping import NewVersion, RosterService
from jiuji_docs.services.rosters.views import RosterReader
from jiuji_docs.services.rosters.watch import tell_gaps
from tests.common.duties import PACK, with_duties

SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
TODAY = dt.date(2024, 2, 20)


def shift(name: str, first: int, last: int) -> Member:
    """Return a shift of so many days from today."""
    days = (TODAY + dt.timedelta(days=one) for one in (first, last))
    return Member(name, "县民政局", "科员", "0000-1", "", *days)


FIRST = NewVersion(PACK, "on_call", TODAY, (shift("冯雪", 0, 2), shift("林涛", 5, 40)))


def write(house: House, new: NewVersion, who: str = "county.approver") -> int:
    return house.run(lambda desk: RosterService(desk).write(new, desk.actor(who)))


def on_duty(house: House, who: str) -> list[list[str]]:
    with house.desk(write=False) as desk:
        found = RosterReader(desk).today(desk.actor(who))
        return [[member.name for member in one.members] for one in found]


@pytest.fixture
def office(house: House) -> House:
    return with_duties(house)


def test_a_new_version_leaves_the_old_one_and_holds_from_its_day(
    office: House, clock: FixedClock
) -> None:
    assert write(office, FIRST) == 1
    later = TODAY + dt.timedelta(days=1)
    assert write(office, replace(FIRST, valid_from=later, members=(shift("何静", 1, 9),))) == 2
    assert on_duty(office, "lihua.recorder") == [["冯雪"]]
    clock.at += dt.timedelta(days=1)
    assert on_duty(office, "county.approver") == [["何静"]]
    with office.desk(write=False) as desk:
        (card,) = RosterReader(desk).cards(desk.actor("county.approver"))
    assert [one.number for one in card.versions] == [2, 1]
    assert [one.name for one in card.versions[1].members] == ["冯雪", "林涛"]
    assert card.gaps == ((TODAY + dt.timedelta(days=10), TODAY + dt.timedelta(days=31)),)


@SQLITE
def test_a_gap_is_told_once_to_who_keeps_the_roster(office: House, clock: FixedClock) -> None:
    assert tell_gaps(office) == 0
    write(office, FIRST)
    assert (tell_gaps(office), tell_gaps(office)) == (1, 0)
    with office.desk(write=False) as desk:
        actor = desk.actor("county.approver")
        (told,) = desk.notices.unread(actor.account, actor.unit, actor.roles, 9)
    assert told.text == "“救助热线值班表”2024-02-23 至 2024-02-24 无人值班，请排班"
    clock.at += dt.timedelta(days=3)
    assert on_duty(office, "yangshan.clerk") == [[]]


@SQLITE
def test_each_village_names_its_two_responsible_people(office: House) -> None:
    people = (Member("李秀兰", position="第一责任人"), Member("赵小兰", position="直接责任人"))
    new = NewVersion(PACK, "responsible", TODAY, people)
    assert write(office, new, "lihua.recorder") == 1
    with pytest.raises(Refused, match="没有写明直接责任人"):
        write(office, replace(new, members=people[:1]), "lihua.recorder")
    with pytest.raises(Refused, match="启用日期应在前后一年之内"):
        write(office, replace(new, valid_from=dt.date(2030, 1, 1)), "lihua.recorder")
    with pytest.raises(NotFound):
        write(office, new, "yangshan.clerk")
    with pytest.raises(NotAllowed):
        write(office, FIRST, "county.archivist")
    with office.desk(write=False) as desk:
        reader, above = RosterReader(desk), desk.actor("yangshan.head")
        (card,) = reader.cards(above, "lihua")
        assert (card.mine, len(card.current.members if card.current else ())) == (False, 2)
        with pytest.raises(NotFound):
            reader.cards(above, "shiqiao")
        sheet = reader.sheet(above, PACK, "responsible", "lihua", 1)
        assert sheet.title == "村级责任人"
        with pytest.raises(NotFound):
            reader.sheet(above, PACK, "responsible", "lihua", 2)
