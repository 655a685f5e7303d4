"""Scheduled duties are asked of each unit, reminded of once, recorded with their proof, and reported."""

from __future__ import annotations

import datetime as dt
import threading
from dataclasses import replace
from typing import Any

import pytest

from jiuji_docs.domain.errors import NotAllowed, NotFound, Refused
from jiuji_docs.services.clock import FixedClock
from jiuji_docs.services.duties.recording import Done, DutyService
from jiuji_docs.services.duties.views import DutyReader
from jiuji_docs.services.duties.watch import DutyWatch
from jiuji_docs.services.house import House
from tests.common.duties import PACK, with_duties

SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
PICTURE = b"\x89PNG\r\n\x1a\n picture of the board"
BOARD = Done(PACK, "board", "2024-Q1", dt.date(2024, 2, 19), "已更新", "公示栏.png", PICTURE)
#: The last working day of the first quarter is 29 March.
DUE = dt.date(2024, 3, 29)


def at(clock: FixedClock, day: dt.date, hour: int = 1) -> None:
    clock.at = dt.datetime.combine(day, dt.time(hour), dt.UTC)


def record(house: House, done: Done, who: str = "lihua.recorder") -> int:
    return house.run(lambda desk: DutyService(desk).record(done, desk.actor(who)))


def standings(house: House, who: str) -> dict[str, list[tuple[str, str]]]:
    with house.desk(write=False) as desk:
        cards = DutyReader(desk).cards(desk.actor(who))
        return {
            card.duty.id: [(line.period, line.standing) for line in card.lines] for card in cards
        }


def told(house: House, account: str) -> list[tuple[str, str]]:
    with house.desk(write=False) as desk:
        actor = desk.actor(account)
        rows = desk.notices.unread(actor.account, actor.unit, actor.roles, 50)
        return [(row.kind, row.text) for row in reversed(rows)]


@pytest.fixture
def office(house: House, clock: FixedClock) -> House:
    """An office that began to work on 20 February 2024."""
    house.run(lambda desk: desk.ledger.append("begun", "system"))
    assert clock.at.date() == dt.date(2024, 2, 20)
    return with_duties(house)


def test_each_is_told_once_however_many_workers_look(office: House, clock: FixedClock) -> None:
    watches = [DutyWatch(office) for _ in range(4)]
    for day in (DUE - dt.timedelta(days=4), DUE - dt.timedelta(days=3), DUE, DUE + dt.timedelta(1)):
        at(clock, day)
        threads = [threading.Thread(target=watch.run_one) for watch in watches]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    kinds = [kind for kind, _ in told(office, "lihua.recorder")]
    assert kinds == ["remind", "remind", "overdue"]
    assert "应于 2024-03-29 前完成" in told(office, "lihua.recorder")[-1][1]
    assert not any(watch.run_one() for watch in watches)


@SQLITE
def test_a_day_without_worker_says_only_where_it_stands(office: House, clock: FixedClock) -> None:
    at(clock, DUE + dt.timedelta(days=9))
    assert DutyWatch(office).run_one()
    assert [kind for kind, _ in told(office, "dongpo.recorder")] == ["overdue"]


def test_what_is_done_is_not_told_and_shows_in_page_and_report(
    office: House, clock: FixedClock
) -> None:
    key = record(office, replace(BOARD, done_on=dt.date(2024, 2, 20)))
    at(clock, DUE + dt.timedelta(days=3))
    DutyWatch(office).run_one()
    assert told(office, "lihua.recorder") == []
    assert standings(office, "lihua.recorder") == {
        "board": [("2024-Q2", "open"), ("2024-Q1", "done")]
    }
    record(office, replace(BOARD, done_on=DUE + dt.timedelta(days=1)), "dongpo.recorder")
    with office.desk(write=False) as desk:
        lines = DutyReader(desk).report(2024, desk.actor("county.approver"))
        town = DutyReader(desk).report(2024, desk.actor("qinghe.head"))
        row, data = DutyService(desk).evidence(key, desk.actor("yangshan.head"))
        with pytest.raises(NotFound):
            DutyService(desk).evidence(key, desk.actor("qinghe.head"))
    first = lines[0]
    assert (first.asked, first.in_time, first.late, first.missing) == (
        3,
        1,
        1,
        ("石桥村村民委员会",),
    )
    assert first.overdue
    assert [line.asked for line in town if line.duty.id == "board"] == [1, 1]
    assert (row.file_name, data) == ("公示栏.png", PICTURE)


@SQLITE
def test_a_record_by_mistake_is_voided_and_stays(office: House) -> None:
    key = record(office, BOARD)
    with pytest.raises(Refused, match="请填写作废原因"):
        office.run(lambda desk: DutyService(desk).void(key, " ", desk.actor("lihua.recorder")))
    with pytest.raises(NotFound):
        office.run(lambda desk: DutyService(desk).void(key, "错", desk.actor("dongpo.recorder")))
    office.run(lambda desk: DutyService(desk).void(key, "日期写错", desk.actor("lihua.recorder")))
    assert standings(office, "lihua.recorder") == {"board": [("2024-Q1", "open")]}
    with office.desk(write=False) as desk:
        assert desk.duties.get(key).void_reason == "日期写错"


@SQLITE
def test_without_a_period_it_is_recorded_freely_and_never_overdue(
    office: House, clock: FixedClock
) -> None:
    free = Done(PACK, "meeting", "", dt.date(2024, 2, 20), "召开协调会一次")
    record(office, free, "county.approver")
    record(office, replace(free, note="再次召开"), "county.approver")
    at(clock, dt.date(2025, 6, 1))
    DutyWatch(office).run_one()
    assert standings(office, "county.approver") == {"meeting": [("", "free")]}
    assert told(office, "county.approver") == []


WRONG: tuple[tuple[dict[str, Any], str, str], ...] = (
    ({"data": b""}, "lihua.recorder", "须附材料"),
    ({"data": b"MZ program"}, "lihua.recorder", "只接受 PDF、JPG、PNG"),
    ({"note": " "}, "lihua.recorder", "请写明做了什么"),
    ({"period": "2024-Q2"}, "lihua.recorder", "请选择所属的期间"),
    ({"period": "2023-Q4"}, "lihua.recorder", "请选择所属的期间"),
    ({"period": "x"}, "lihua.recorder", "请选择所属的期间"),
    ({"done_on": dt.date(2024, 2, 21)}, "lihua.recorder", "不能晚于今天"),
    ({"done_on": dt.date(2023, 12, 31)}, "lihua.recorder", "早于所属期间"),
    ({"duty": "meeting", "data": b"", "period": "2024"}, "county.approver", "没有规定周期"),
)


@SQLITE
def test_what_cannot_be_is_refused(office: House) -> None:
    for change, who, words in WRONG:
        with pytest.raises(Refused, match=words):
            record(office, replace(BOARD, **change), who)
    with pytest.raises(NotAllowed):
        record(office, replace(BOARD, duty="drive", period="2024"), "yangshan.clerk")
    for change, who in (({"duty": "none"}, "lihua.recorder"), ({}, "yangshan.clerk")):
        with pytest.raises(NotFound):
            record(office, replace(BOARD, **change), who)
    assert standings(office, "lihua.recorder") == {"board": [("2024-Q1", "open")]}
