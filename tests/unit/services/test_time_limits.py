"""Clocks start, stop, run on and begin anew with the steps of a case."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jiuji_docs.domain.errors import GuardRefused
from jiuji_docs.services.bulk_steps import BulkStepService
from jiuji_docs.services.clock import FixedClock
from jiuji_docs.services.command import Command
from jiuji_docs.services.house import House
from tests.common.cases import case_at, fire, scenario
from tests.common.deadlines import (
    ESCALATING,
    beijing,
    clock_of,
    decide,
    let_objections_stop,
    notices_of,
    rungs_of,
    strike,
)

CLERK, HEAD = "yangshan.clerk", "yangshan.head"


def _due(house: House, number: str, limit: str) -> str:
    found = clock_of(house, number, limit).due_at
    return "" if found is None else f"{found.astimezone(beijing('2024-01-01').tzinfo):%m-%d %H:%M}"


def _runs(house: House, number: str, limit: str) -> list[tuple[str, str]]:
    """Return the reason each run of a time limit ended, empty while it runs, and its start's day."""
    with house.desk(write=False) as desk:
        rows = desk.cases.clocks(desk.cases.get(number).id)
    return [
        (row.end_reason or "", f"{row.started_at:%m-%d}") for row in rows if row.time_limit == limit
    ]


def test_an_objection_stops_working_days_and_gives_them_back(
    house: House, clock: FixedClock
) -> None:
    decide(house, decision=ESCALATING)
    let_objections_stop(house, "decision")
    number = case_at(house, "awaiting")
    assert _due(house, number, "decision") == "02-27 23:59"
    clock.at = beijing("2024-02-22T10:00:00")
    fire(house, CLERK, "object", number)
    assert _due(house, number, "decision") == ""
    assert set(rungs_of(house, number).values()) == {"held"}
    with house.desk(write=False) as desk:
        assert desk.cases.get(number).due_at is None
    clock.at = beijing("2024-03-05T09:00:00")
    assert strike(house) == 0
    fire(house, CLERK, "settle", number)
    assert _due(house, number, "decision") == "03-08 23:59"
    assert set(rungs_of(house, number).values()) == {"waiting"}
    with house.desk(write=False) as desk:
        case_id = desk.cases.get(number).id
        (period,) = desk.cases.suspensions(case_id)
        changes = [(row.reason, row.new_due_at is None) for row in desk.cases.due_changes(case_id)]
    assert (period.reason, period.from_seq, period.to_seq) == ("提出异议", 5, 6)
    assert changes == [("提出异议，中止计时", True), ("异议处理完毕，恢复计时", False)]


def test_an_objection_stops_hours_to_the_minute(house: House, clock: FixedClock) -> None:
    decide(house, decision="24h")
    let_objections_stop(house, "decision")
    number = case_at(house, "awaiting")
    clock.at = beijing("2024-02-20T12:30:00")
    fire(house, CLERK, "object", number)
    clock.at = beijing("2024-02-21T12:00:00")
    fire(house, CLERK, "settle", number)
    assert _due(house, number, "decision") == "02-22 09:00"


def test_a_second_objection_and_a_settling_without_one_change_nothing(
    house: House, clock: FixedClock
) -> None:
    decide(house, decision="5wd")
    let_objections_stop(house, "decision")
    number = case_at(house, "awaiting")
    fire(house, CLERK, "settle", number)
    assert _due(house, number, "decision") == "02-27 23:59"
    clock.at = beijing("2024-02-21T10:00:00")
    fire(house, CLERK, "object", number)
    clock.at = beijing("2024-02-22T10:00:00")
    fire(house, CLERK, "object", number)
    clock.at = beijing("2024-02-23T10:00:00")
    fire(house, CLERK, "settle", number)
    with house.desk(write=False) as desk:
        assert len(desk.cases.suspensions(desk.cases.get(number).id)) == 1
    assert _due(house, number, "decision") == "02-29 23:59"


def test_what_is_late_already_is_not_stopped(house: House, clock: FixedClock) -> None:
    decide(house, decision=ESCALATING)
    let_objections_stop(house, "decision")
    number = case_at(house, "awaiting")
    clock.at = beijing("2024-02-28T09:00:00")
    strike(house)
    fire(house, CLERK, "object", number)
    assert _due(house, number, "decision") == "02-27 23:59"
    assert fire(house, HEAD, "approve_town", number).late == ("decision",)


def test_a_decision_while_the_clock_stands_is_not_late(house: House, clock: FixedClock) -> None:
    decide(house, decision=ESCALATING)
    let_objections_stop(house, "decision")
    number = case_at(house, "awaiting")
    fire(house, CLERK, "object", number)
    clock.at = beijing("2024-06-03T09:00:00")
    assert fire(house, HEAD, "approve_town", number).late == ()
    with house.desk(write=False) as desk:
        (period,) = desk.cases.suspensions(desk.cases.get(number).id)
    assert period.to_at == clock.at
    assert set(rungs_of(house, number).values()) == {"dropped"}


def test_a_returned_case_has_the_whole_time_again_for_what_is_done_again(
    house: House, clock: FixedClock
) -> None:
    decide(house, investigation="3wd", review="2wd", audit="2wd", decision="5wd")
    number = case_at(house, "awaiting")
    clock.at = beijing("2024-02-23T10:00:00")
    fire(house, HEAD, "return_town", number, return_target="accepted", comment="重新入户")
    assert _runs(house, number, "investigation") == [("done", "02-20"), ("", "02-23")]
    assert _due(house, number, "investigation") == "02-28 23:59"
    assert _runs(house, number, "decision") == [("done", "02-20")]
    clock.at = beijing("2024-02-26T10:00:00")
    fire(house, "yangshan.investigator", "investigate", number)
    assert _runs(house, number, "review") == [("done", "02-20"), ("", "02-26")]
    fire(house, "lihua.recorder", "review", number)
    fire(house, "yangshan.auditor", "audit", number)
    fire(house, HEAD, "return_town", number, return_target="reviewed", comment="核对金额")
    assert [reason for reason, _day in _runs(house, number, "audit")] == ["done", "done", ""]
    assert [reason for reason, _day in _runs(house, number, "investigation")] == ["done", "done"]


def test_a_return_ends_the_clock_of_a_voided_step(house: House, clock: FixedClock) -> None:
    decide(house, debts="10wd", decision=ESCALATING)
    pack = house.pack("chaoyang-2021")
    decision = pack.workflow.time_limits["decision"]
    assert "return_town" in decision.ends
    still = replace(decision, ends=("approve_town", "refuse_town"))
    limits = {**pack.workflow.time_limits, "decision": still}
    house.adopt(replace(pack, workflow=replace(pack.workflow, time_limits=limits)))
    number = case_at(house, "awaiting")
    fire(house, HEAD, "return_town", number, return_target="reviewed", comment="核对金额")
    assert _runs(house, number, "decision") == [("voided", "02-20")]
    clock.at = beijing("2024-03-20T09:00:00")
    assert strike(house) == 0
    fire(house, "yangshan.auditor", "audit", number)
    assert _runs(house, number, "decision") == [("voided", "02-20"), ("", "03-20")]


def test_a_second_start_never_prolongs_a_running_clock(house: House, clock: FixedClock) -> None:
    decide(house, decision="5wd")
    pack = house.pack("chaoyang-2021")
    limit = replace(pack.workflow.time_limits["decision"], starts=("review", "audit"))
    limits = {**pack.workflow.time_limits, "decision": limit}
    house.adopt(replace(pack, workflow=replace(pack.workflow, time_limits=limits)))
    number = case_at(house, "reviewed")
    clock.at = beijing("2024-02-23T10:00:00")
    fire(house, "yangshan.auditor", "audit", number)
    assert _runs(house, number, "decision") == [("", "02-20")]


def test_a_step_before_its_clock_began_is_refused(house: House, clock: FixedClock) -> None:
    decide(house, investigation="3wd")
    number = case_at(house, "accepted")
    clock.at = beijing("2024-02-21T10:00:00")
    with pytest.raises(GuardRefused, match="早于“调查时限”的起算时间") as refused:
        fire(
            house,
            "yangshan.investigator",
            "investigate",
            number,
            occurred_at=beijing("2024-02-20T09:00:00"),
        )
    assert refused.value.code == "before_the_clock"
    assert _runs(house, number, "investigation") == [("", "02-20")]


def test_an_emergency_at_ten_to_midnight_on_a_holiday(house: House, clock: FixedClock) -> None:
    """Hours run through the holiday; working days begin with the next one, 18 February (调休)."""
    decide(house, debts={"budget": "5wd", "remind": ["1wd"], "on_miss": "notify"})
    clock.at = beijing("2024-02-10T23:50:00")
    number = fire(house, HEAD, "relieve", forms=_relief("2024-02-10")).case
    assert _due(house, number, "debts") == "02-22 23:59"
    with house.desk(write=False) as desk:
        case_id = desk.cases.get(number).id
        assert {row.due_at for row in desk.cases.debts(case_id)} == {beijing("2024-02-22T23:59:59")}
    clock.at = beijing("2024-02-23T08:00:00")
    strike(house)
    assert ("yangshan.clerk", "overdue") in notices_of(house, number)


def _relief(day: str) -> dict[str, dict[str, object]]:
    given = dict(scenario("emergency_town").forms["emergency_relief"])
    given["occurred_on"] = day
    return {"emergency_relief": given}


def test_an_objection_to_many_cases_at_once_stops_each_clock(
    house: House, clock: FixedClock
) -> None:
    decide(house, decision="5wd")
    let_objections_stop(house, "decision")
    number = case_at(house, "awaiting")
    for step, due in (("object", ""), ("settle", "02-28 23:59")):
        command = Command(step, f"bulk:{step}", case=number)
        (line,) = house.run(
            lambda desk, one=command: BulkStepService(desk).fire([one], desk.actor(CLERK))
        )
        assert line.refusal is None
        assert _due(house, number, "decision") == due
        clock.at = beijing("2024-02-22T09:00:00")
