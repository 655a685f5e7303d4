"""People see what their clocks say: on the worklist, on the superior's list, on the case's page."""

from __future__ import annotations

import re

from jiuji_docs.services.clock import FixedClock
from jiuji_docs.services.house import House
from jiuji_docs.services.rederiving import rederive
from tests.common.cases import case_at, fire
from tests.common.deadlines import ESCALATING, beijing, decide, let_objections_stop, strike
from tests.functional.people import Login

HEAD, COUNTY = "yangshan.head", "county.approver"


def _text(page: object) -> str:
    return re.sub(r"<[^>]+>", "", str(page))


def test_a_miss_is_on_the_superiors_list_with_who_is_responsible(
    house: House, clock: FixedClock, login: Login
) -> None:
    decide(house, decision=ESCALATING)
    number = case_at(house, "awaiting")
    assert "逾期上报" not in login(COUNTY).get("/worklist")
    clock.at = beijing("2024-02-28T09:00:00")
    strike(house)
    page = login(COUNTY).get("/worklist")
    section = _text(page).split("逾期上报")[1]
    assert number in section
    assert "乡镇负责人（孙国强）" in section
    assert "1 条未读" in page
    assert "逾期上报" not in login("yangshan.clerk").get("/worklist")
    assert "逾期上报" not in login("county.finance").get("/worklist")
    fire(house, HEAD, "approve_town", number)
    assert "逾期上报" not in login(COUNTY).get("/worklist")


def test_the_cases_page_tells_what_the_system_did(
    house: House, clock: FixedClock, login: Login
) -> None:
    decide(house, decision=ESCALATING)
    number = case_at(house, "awaiting")
    clock.at = beijing("2024-02-26T08:00:00")
    strike(house)
    clock.at = beijing("2024-02-28T09:00:00")
    strike(house)
    text = _text(login(HEAD).get(f"/cases/{number}"))
    assert "审批时限：2024-02-27 23:59" in text
    assert "2024-02-26 08:00 系统提醒，已告知乡镇负责人" in text
    assert "系统停机期间错过一次提醒，不补发" in text
    assert "系统记录逾期，已告知乡镇负责人、县局审批人；未作任何审批" in text
    assert "待乡镇审批" in text


def test_a_clock_that_stands_still_says_so(house: House, clock: FixedClock, login: Login) -> None:
    decide(house, decision=ESCALATING)
    let_objections_stop(house, "decision")
    number = case_at(house, "awaiting")
    fire(house, "yangshan.clerk", "object", number)
    client = login(HEAD)
    assert "审批时限：中止计时" in _text(client.get(f"/cases/{number}"))
    assert "未规定" in _text(client.get("/worklist"))
    clock.at = beijing("2024-02-22T09:00:00")
    fire(house, "yangshan.clerk", "settle", number)
    text = _text(login(HEAD).get(f"/cases/{number}"))
    assert "提出异议，中止计时，原定 2024-02-27 23:59 到期" in text
    assert "异议处理完毕，恢复计时，2024-02-28 23:59 到期" in text
    assert "审批时限：2024-02-28 23:59" in text


def test_a_provisional_deadline_is_marked_until_the_notice_is_out(
    house: House, clock: FixedClock, login: Login
) -> None:
    decide(house, investigation="5wd")
    clock.at = beijing("2026-12-29T09:30:00")
    forms = {"check_authorization": {"authorised_until": "2027-06-30"}}
    number = fire(house, "yangshan.clerk", "accept", forms=forms).case
    client = login("yangshan.investigator")
    assert "2027-01-05 23:59（暂定）" in _text(client.get("/worklist"))
    assert "2027-01-05 23:59（暂定：放假安排未公布" in _text(client.get(f"/cases/{number}"))
    assert rederive(house) == ()
