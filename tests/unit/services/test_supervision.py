"""The checks and the figures read the same on both databases; registers are no relief cases."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from jiuji_docs.domain.errors import NotAllowed, Refused
from jiuji_docs.services.audit.service import AuditService
from jiuji_docs.services.clock import FixedClock
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.funds.reserve import ReserveService
from jiuji_docs.services.house import House
from jiuji_docs.services.statistics.service import StatisticsService
from tests.common.cases import case_at, fire
from tests.common.registers import DUE, register_pack, slip


def test_a_year_is_checked_and_counted(house: House, clock: FixedClock) -> None:
    number = case_at(house, "awaiting", amount="800.00")
    granted = {"decision": {"approved_amount": "800.00"}}
    fire(house, "county.approver", "approve_county", number, forms=granted)
    clock.at += dt.timedelta(days=2)
    with house.desk(write=False) as desk:
        report = AuditService(desk).report(2024, desk.actor("county.inspector"))
        empty = AuditService(desk).report(2030, desk.actor("county.inspector"))
        figures = StatisticsService(desk).figures(2024, desk.actor("county.approver"))

    # The press has not come to the paper yet: its signature is ordered, and no finding.
    assert report.lines == ()
    assert empty.cases == 0
    house.run(_break_the_press)
    with house.desk(write=False) as desk:
        report = AuditService(desk).report(2024, desk.actor("county.inspector"))
    assert {line.check for line in report.lines} == {"unsigned_approvals"}
    assert {line.about for line in report.lines} == {number}
    assert (figures.whole.accepted, figures.whole.granted) == (1, 1)
    assert figures.whole.amount == Decimal("800.00")
    assert figures.by_month[1].accepted == 1
    assert [spell.cases for spell in figures.times] == [1]


def _break_the_press(desk: Desk) -> None:
    """Give every waiting paper up."""
    while (job := desk.jobs.take(desk.now())) is not None:
        desk.jobs.fail(job.id, "印不出", desk.now(), 1)


def test_an_overdue_slip_is_told_and_is_no_relief_case(house: House, clock: FixedClock) -> None:
    house.adopt(register_pack())
    fire(house, "yangshan.clerk", "issue_transfer", forms={"referral_slip": slip()})

    def set_up(desk: Desk) -> None:
        ReserveService(desk).open(
            "yangshan",
            desk.actor("county.finance"),
            opening=Decimal(30000),
            basis="年初拨付",
            low_line=None,
        )

    house.run(set_up)
    clock.at = DUE + dt.timedelta(days=1)
    with house.desk(write=False) as desk:
        figures = StatisticsService(desk).figures(2024, desk.actor("county.approver"))
        report = AuditService(desk).report(2024, desk.actor("county.inspector"))

    assert figures.whole.accepted == report.cases == 0
    assert figures.overdue == (("转办单", 1),)
    assert figures.reserves == (("示范县阳山镇人民政府", Decimal(30000)),)


def test_a_list_of_the_dead_is_taken_whole_or_not_at_all(house: House) -> None:
    good = "身份证号,死亡日期\n990101196803151135,2024-01-02\n"
    wrong = good + "990101196803151136,2024-01-02\n990101196803151135,2024-13-02\n"

    with pytest.raises(Refused, match=r"第 3 行.*第 4 行"):
        house.run(lambda desk: AuditService(desk).take_deceased(wrong.encode(), ""))
    with pytest.raises(Refused, match="死亡日期"):
        house.run(lambda desk: AuditService(desk).take_deceased("身份证号\n1\n".encode(), ""))
    taken = [
        house.run(lambda desk: AuditService(desk).take_deceased(good.encode(), ""))
        for _ in range(2)
    ]
    assert taken == [(1, 0), (0, 1)]


def test_villages_see_no_figures_and_no_findings(house: House) -> None:
    with house.desk(write=False) as desk:
        recorder = desk.actor("lihua.recorder")
        with pytest.raises(NotAllowed):
            StatisticsService(desk).figures(2024, recorder)
        with pytest.raises(NotAllowed):
            AuditService(desk).report(2024, recorder)
