"""Each register's own rules: who may not be told, what must be on record first, when an item may close."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from jiuji_docs.definitions.read_pack import read_pack
from jiuji_docs.domain.errors import FormInvalid, GuardRefused, NotInState
from jiuji_docs.services.case_file import CaseFileService
from jiuji_docs.services.house import House
from jiuji_docs.services.registers import RegisterService
from tests.common.cases import fire
from tests.common.databases import copied
from tests.common.registers import alert, call, found, register_pack, register_sources, slip
from tests.common.relief import catalog

CLERK, COUNTY, INVESTIGATOR = "yangshan.clerk", "county.approver", "yangshan.investigator"


@pytest.fixture
def database_url(migrated_sqlite: Path, tmp_path: Path) -> str:
    """One database is enough for what the pack decides."""
    return copied(migrated_sqlite, tmp_path)


@pytest.fixture(autouse=True)
def _registers(house: House) -> None:
    house.adopt(register_pack())


def row(house: House, number: str) -> Any:
    with house.desk(write=False) as desk:
        return desk.cases.get(number)


def test_an_alert_is_checked_by_two_and_closed_as_it_was_found(house: House) -> None:
    number = fire(house, COUNTY, "raise_alert", forms={"alert_notice": alert()}).case
    people = [{"name": "陈立新", "unit": "民政办"}, {"name": "李秀兰", "unit": "梨花村"}]
    checked = {"checkers": people, "checked_on": "2024-02-20", "found": "属实", "result": "true"}
    fire(house, INVESTIGATOR, "check_alert", number, forms={"alert_handling": checked})

    with pytest.raises(GuardRefused) as refused:
        fire(house, CLERK, "alert_untrue", number)
    assert refused.value.code == "result_differs"
    with pytest.raises(GuardRefused) as refused:
        fire(house, CLERK, "alert_to_case", number)
    assert refused.value.code == "nothing_opened"
    case = fire(house, CLERK, "accept", parent=number).case
    assert row(house, case).register is False


def test_who_complained_is_not_shown_below_the_county(house: House) -> None:
    complaint = {
        "received_at": "2024-02-20 09:00",
        "way": "phone",
        "anonymous": False,
        "complainant": "孙明亮",
        "phone": "13900000009",
        "content": "反映梨花村给亲戚办救助。",
        "due_on": "2024-03-06",
    }
    forms = {"complaint_register": complaint}
    parent = fire(house, CLERK, "accept").case
    number = fire(house, COUNTY, "receive_complaint", forms=forms, parent=parent).case
    assert row(house, number).town_id == "yangshan"

    def page(who: str) -> str:
        with house.desk(write=False) as desk:
            return str(CaseFileService(desk).view(number, desk.actor(who), unmasked=True).forms)

    assert "孙明亮" in page(COUNTY)
    assert "孙明亮" not in page("yangshan.head")
    with pytest.raises(NotInState):
        fire(house, COUNTY, "answer_complaint", number, comment="查无此事")


def test_nothing_goes_to_a_charity_without_recorded_consent(house: House) -> None:
    asked = {
        "organization": "示范县慈善总会",
        "person_name": "王守田",
        "needs": "冬季被褥",
        "sent_on": "2024-02-20",
        "reply_by": "2024-03-05",
        "consented": False,
    }
    with pytest.raises(GuardRefused) as refused:
        fire(house, CLERK, "refer_to_charity", forms={"charity_referral": asked})
    assert refused.value.code == "no_consent"

    yes = {
        "consented": True,
        "consented_on": "2024-02-20",
        "consent_way": "signed",
        "shared": "姓名",
    }
    forms = {"charity_referral": {**asked, **yes}}
    assert fire(house, CLERK, "refer_to_charity", forms=forms).state == "charity_sent"
    forms["charity_referral"]["consent_way"] = ""
    with pytest.raises(FormInvalid):
        fire(house, CLERK, "refer_to_charity", forms=forms)


def test_a_visit_with_new_needs_ends_in_a_slip(house: House) -> None:
    case = fire(house, CLERK, "accept").case
    visit = {
        "visited_on": "2024-02-20",
        "way": "home",
        "spoken_to": "王守田",
        "arrived": True,
        "relief": "partly",
        "use_of_relief": "购买口粮",
        "new_needs": "后续透析费用",
        "satisfaction": "satisfied",
        "visitor": "周敏",
    }
    forms = {"return_visit": visit}
    with pytest.raises(GuardRefused) as refused:
        fire(house, CLERK, "record_visit", forms=forms)
    assert refused.value.code == "no_parent"
    number = fire(house, CLERK, "record_visit", forms=forms, parent=case).case
    assert row(house, number).person_id == row(house, case).person_id

    with pytest.raises(GuardRefused) as refused:
        fire(house, CLERK, "close_visit", number)
    assert refused.value.code == "something_entered"
    fire(
        house, CLERK, "issue_transfer", parent=number, forms={"referral_slip": slip(source="visit")}
    )
    # The visit's paper must be printed before it is filed; that is what refuses now, nothing else.
    with pytest.raises(GuardRefused) as refused:
        fire(house, CLERK, "visit_referred", number)
    assert refused.value.code == "papers_in_print"


def test_verification_waits_for_the_familys_authorisation(house: House) -> None:
    case = fire(house, CLERK, "accept").case
    asked = {
        "organ": "示范县核对中心",
        "person_name": "王守田",
        "people": "王守田、刘桂英",
        "items": ["household", "bank"],
        "authorised": False,
        "requested_on": "2024-02-20",
        "report_by": "2024-02-27",
    }
    forms = {"verification_request": asked}
    with pytest.raises(GuardRefused) as refused:
        fire(house, CLERK, "request_verification", forms=forms, parent=case)
    assert refused.value.code == "not_yes"


def test_the_registers_say_what_is_open_late_and_whose(house: House, clock: Any) -> None:
    number = fire(house, CLERK, "issue_transfer", forms={"referral_slip": slip()}).case
    fire(house, "county.hotline", "register_hotline", forms={"hotline_register": call()})
    fire(house, "lihua.recorder", "register_discovery", forms={"discovery_register": found()})
    clock.at = clock.at.replace(month=3)

    with house.desk(write=False) as desk:
        service, clerk = RegisterService(desk), desk.actor(CLERK)
        heads = {head.id: head for head in service.heads(clerk)}
        late = service.page("transfer", clerk, show="overdue").lines
        village = service.heads(desk.actor("dongpo.recorder"))
        sent = service.page("transfer", desk.actor("yibao.clerk")).lines
        nobody = service.page("transfer", desk.actor("qinghe.clerk"), show="all").lines
    assert (heads["transfer"].still, heads["transfer"].late, heads["alert"].every) == (1, 1, 0)
    assert [(line.number, line.first, line.owner) for line in late] == [(number, "周敏", "周敏")]
    assert all(head.every == 0 for head in village)
    assert [line.number for line in sent] == [number]
    assert nobody == ()


def test_an_objection_is_answered_and_publicised_again_before_the_audit(
    house: House, clock: Any
) -> None:
    sources = register_sources("publicity", "publicity_objection", publicity_days=3)
    house.adopt(read_pack(sources, catalog().form_sources))
    number = fire(house, CLERK, "accept").case
    fire(house, INVESTIGATOR, "investigate", number)
    board = {"from_day": "2024-02-20", "to_day": "2024-02-23", "proposed_amount": "500.00"}
    board["phone"] = "0000-1230001"
    fire(house, CLERK, "publicise", number, forms={"publicity": board})
    objected = {"anonymous": True, "received_at": "2024-02-20 09:20", "objection": "家里有车。"}
    fire(house, CLERK, "object", number, forms={"objection_note": objected})
    with pytest.raises(NotInState):
        fire(house, "yangshan.auditor", "audit", number)

    people = [{"name": "陈立新", "unit": "民政办"}, {"name": "李秀兰", "unit": "梨花村"}]
    answer = {
        "checkers": people,
        "checked_on": "2024-02-20",
        "found": "车辆属其兄弟所有。",
        "result": "refused",
        "publicised_again": True,
        "answered_on": "2024-02-20",
    }
    fire(house, INVESTIGATOR, "answer_objection", number, forms={"publicity_objection": answer})
    audit = {"audit": {"proposed_amount": "500.00"}}
    clock.at += dt.timedelta(days=5)
    with pytest.raises(GuardRefused) as refused:
        fire(house, "yangshan.auditor", "audit", number, forms=audit)
    assert refused.value.code == "not_done_again"
    again = {"publicity": {**board, "from_day": "2024-02-25", "to_day": "2024-02-28"}}
    fire(house, CLERK, "publicise", number, forms=again)
    clock.at += dt.timedelta(days=5)
    assert fire(house, "yangshan.auditor", "audit", number, forms=audit).state == "awaiting_county"
