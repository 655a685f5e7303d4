"""Scheduled duties are asked of each unit, reminded of once, recorded with their proof, and reported."""

from __future__ import annotations

import datetime as dt
import threading
from dataclasses import replace
from typing import Any

import pytest

from jiuji_docs.definitions.catalog import Catalog
from jiuji_docs.domain.errors import NotAllowed, NotFound, Refused
from jiuji_docs.services.clock import FixedClock
from jiuji_docs.services.duties.asked import asked_duty
from jiuji_docs.services.duties.closed import ClosedReader
from jiuji_docs.services.duties.recording import Done, DutyService
from jiuji_docs.services.duties.superiors import SuperiorReader
from jiuji_docs.services.duties.views import DutyReader
from jiuji_docs.services.duties.watch import DutyWatch
from jiuji_docs.services.house import House
from jiuji_docs.services.publishing import publish
from jiuji_docs.services.settings import Settings
from tests.common.duties import DUTIES, PACK, with_duties
from tests.common.second_edition import changed

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
def test_what_stays_overdue_is_reported_above_once_with_who_is_responsible(
    office: House, clock: FixedClock
) -> None:
    record(office, replace(BOARD, done_on=dt.date(2024, 2, 20)), "lihua.recorder")
    watch = DutyWatch(office)
    # 29 March is a Friday: two working days after it is Tuesday, 2 April.
    for day in (DUE + dt.timedelta(1), dt.date(2024, 4, 1)):
        at(clock, day)
        watch.run_one()
    assert told(office, "qinghe.head") == []
    for hour in (1, 2, 3):
        at(clock, dt.date(2024, 4, 2), hour)
        watch.run_one()
    ((kind, words),) = told(office, "qinghe.head")
    assert kind == "overdue"
    assert words.startswith("石桥村村民委员会：定期任务“更新政策公示栏”（2024年第1季度）已逾期")
    assert "责任：村" in words
    with office.desk(write=False) as desk:
        lines = SuperiorReader(desk).reported_to(desk.actor("qinghe.head"))
        assert SuperiorReader(desk).reported_to(desk.actor("county.approver")) == ()
    assert [(one.unit, one.due) for one in lines] == [("石桥村村民委员会", DUE)]
    record(office, replace(BOARD, done_on=DUE), "shiqiao.recorder")
    with office.desk(write=False) as desk:
        assert SuperiorReader(desk).reported_to(desk.actor("qinghe.head")) == ()


def edition(*duties: dict[str, Any]) -> Catalog:
    """Return the catalog whose pack has these duties beside its own."""
    return changed(lambda policy, _flow, _forms: policy["duty"].extend(duties))


@SQLITE
def test_what_an_edition_drops_or_changes_is_closed_with_the_reason_and_told(
    house: House, settings: Settings, clock: FixedClock
) -> None:
    del house  # the database it set up is theirs
    board, _, drive = DUTIES
    bulletin = {**drive, "id": "bulletin", "title": "情况通报", "every": "quarter"}
    houses = [
        House(settings, clock=clock, catalog=edition(*duties))
        for duties in (
            (board, drive, bulletin),
            ({**board, "due": "20wd"}, {**bulletin, "every": "month"}),
        )
    ]
    publish(houses[0], PACK)
    record(houses[0], replace(BOARD, done_on=dt.date(2024, 2, 20)), "lihua.recorder")
    at(clock, dt.date(2024, 3, 20))
    publish(houses[1], PACK)
    at(clock, dt.date(2024, 4, 3))
    after = houses[1]
    with after.desk(write=False) as desk:
        actor = desk.actor("qinghe.head")
        lines = [one for one in ClosedReader(desk).closed(actor) if one.unit == actor.unit]
        with pytest.raises(NotFound):
            asked_duty(desk, PACK, "drive", desk.accounts.unit(actor.unit))
    assert [(one.asked.duty.id, one.occurrence.period.key, one.overdue) for one in lines] == [
        ("bulletin", "2024-Q1", False),
        ("drive", "2024", False),
    ]
    assert [one.asked.why for one in lines] == [
        "换版（第 2 版起周期由每季度改为每月）",
        "换版（第 2 版起不再有这项任务）",
    ]
    # A board of the first quarter stays what it was: done here, overdue there; the due day only moves on.
    assert standings(after, "lihua.recorder")["board"] == [("2024-Q2", "open"), ("2024-Q1", "done")]
    assert standings(after, "shiqiao.recorder")["board"] == [
        ("2024-Q2", "open"),
        ("2024-Q1", "overdue"),
    ]
    assert standings(after, "qinghe.head")["bulletin"] == [
        ("2024-04", "open"),
        ("2024-03", "overdue"),
    ]
    for _ in range(2):
        DutyWatch(after).run_one()
    closed = [words for kind, words in told(after, "qinghe.head") if kind == "closed"]
    assert len(closed) == 2
    assert any("因换版（第 2 版起不再有这项任务）关闭" in words for words in closed)
    for one in houses:
        one.close()


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
