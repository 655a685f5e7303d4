"""An approver's day (审批人): decide, return, refuse; and be stopped where the rules say so."""

from __future__ import annotations

import pytest

from jiuji_docs.services.house import House
from tests.common.cases import case_at, fire
from tests.functional.forms import posted, submit, values_of
from tests.functional.people import Login, hire

COUNTY_AMOUNT = "800.00"


def _decision(amount: str = COUNTY_AMOUNT, **changes: str) -> list[tuple[str, str]]:
    return posted(values_of("decision", decision={"approved_amount": amount, **changes}))


def _state(house: House, number: str) -> tuple[str, int]:
    with house.desk(write=False) as desk:
        case = desk.cases.get(number)
        return case.state, case.version


@pytest.fixture
def waiting(house: House) -> str:
    """A case of 800 元 that waits for the county."""
    return case_at(house, "awaiting", COUNTY_AMOUNT)


def test_the_worklist_shows_names_and_no_other_personal_data(login: Login, waiting: str) -> None:
    page = login("county.approver").get("/worklist")

    assert waiting in page
    assert "王守田" in page
    assert "990101" not in page
    assert "6217" not in page


def test_deciding_grants_the_amount_and_issues_the_notice(login: Login, waiting: str) -> None:
    client = login("county.approver")

    page = submit(client, f"/cases/{waiting}/steps/approve_county", _decision()).follow()

    assert "已批准" in page
    assert "800.00 元" in page
    assert "临时救助批准通知书" in page
    assert "示民救〔2024〕1号" in page


def test_what_is_known_is_filled_in_before_the_approver_types(login: Login, waiting: str) -> None:
    page = login("county.approver").get(f"/cases/{waiting}/steps/approve_county")

    assert page.forms[1]["approved_amount"].value == COUNTY_AMOUNT
    assert page.forms[1]["payment_method"].value == "card"


def test_returning_needs_a_comment_and_goes_where_it_is_sent(
    login: Login, house: House, waiting: str
) -> None:
    client = login("county.approver")
    address = f"/cases/{waiting}/steps/return_county"

    silent = submit(client, address, [], status=400, return_target="reviewed", comment="")
    nowhere = submit(client, address, [], status=400, comment="金额与支出不符", return_target="")
    astray = submit(client, address, [], status=400, comment="不符", return_target="approved")
    before = _state(house, waiting)[0]
    page = submit(client, address, [], comment="金额与支出不符", return_target="reviewed").follow()

    assert 'href="#comment">请填写意见或理由' in silent
    assert 'aria-describedby="comment-error"' in silent
    assert "金额与支出不符" in nowhere
    assert "未提交" in astray
    assert before == "awaiting_county"
    assert "已评议" in page
    assert "意见：金额与支出不符" in page
    assert "已作废" in page


def test_refusing_needs_a_reason_and_ends_in_a_reasoned_notice(
    login: Login, house: House, waiting: str
) -> None:
    client = login("county.approver")
    address = f"/cases/{waiting}/steps/refuse_county"

    silent = submit(
        client,
        address,
        posted(values_of("refusal_notice", refusal_notice={"reason": ""})),
        status=400,
    )
    page = submit(client, address, posted(values_of("refusal_notice"))).follow()

    assert "请填写" in silent
    assert "不予救助" in page
    assert "不予救助告知书" in page
    assert _state(house, waiting)[0] == "refused"


def test_a_near_relative_is_told_to_withdraw(login: Login, house: House) -> None:
    number = _accepted_with_relative(house, "吴建华")
    client = login("county.approver")

    page = client.get(f"/cases/{number}")
    refused = submit(client, f"/cases/{number}/steps/approve_county", _decision(), status=403)

    assert "应当回避" in page
    assert f"/cases/{number}/steps/approve_county" not in page
    assert "应当回避" in refused
    assert _state(house, number)[0] == "awaiting_county"


def _accepted_with_relative(house: House, name: str) -> str:
    related = {"application": {"near_relative": True, "relative_of": name}}
    number = fire(house, "yangshan.clerk", "accept", forms=related).case
    for who, step in (
        ("yangshan.investigator", "investigate"),
        ("lihua.recorder", "review"),
        ("yangshan.auditor", "audit"),
    ):
        fire(house, who, step, number, forms={"audit": {"proposed_amount": COUNTY_AMOUNT}})
    return number


def test_whoever_audited_may_not_approve(house: House, login: Login) -> None:
    hire(house, "yangshan.both", "yangshan", "town.auditor", "town.head")
    number = case_at(house, "reviewed")
    fire(house, "yangshan.both", "audit", number)
    client = login("yangshan.both")

    page = client.get(f"/cases/{number}")
    refused = submit(client, f"/cases/{number}/steps/approve_town", _decision("500.00"), status=403)

    assert "已办理“乡镇审核”" in page
    assert "已办理“乡镇审核”" in refused
    assert _state(house, number)[0] == "awaiting_town"


def test_a_stale_page_changes_nothing_and_keeps_what_was_typed(
    login: Login, house: House, waiting: str
) -> None:
    first, second = login("county.approver"), login("county.approver")
    old = first.get(f"/cases/{waiting}/steps/approve_county").forms[1]
    hidden = [(name, old[name].value) for name in ("csrf_token", "key", "version")]
    submit(
        second,
        f"/cases/{waiting}/steps/return_county",
        [],
        comment="请补充材料",
        return_target="reviewed",
    )
    stands = _state(house, waiting)

    answer = first.post(
        f"/cases/{waiting}/steps/approve_county",
        [*hidden, *_decision(opinion="仔细写下的意见")],
        status=409,
    )

    assert "他人已办理此件" in answer
    assert "仔细写下的意见" in answer
    assert _state(house, waiting) == stands


def test_the_same_page_sent_twice_decides_once(login: Login, house: House, waiting: str) -> None:
    client = login("county.approver")
    old = client.get(f"/cases/{waiting}/steps/approve_county").forms[1]
    pairs = [(name, old[name].value) for name in ("csrf_token", "key", "version")] + _decision()
    address = f"/cases/{waiting}/steps/approve_county"

    first = client.post(address, pairs, status=303)
    stands = _state(house, waiting)
    again = client.post(address, pairs, status=303)

    assert again.location == first.location
    assert _state(house, waiting) == stands


def test_a_page_of_a_step_that_is_over_is_refused(login: Login, waiting: str) -> None:
    client = login("county.approver")
    submit(client, f"/cases/{waiting}/steps/approve_county", _decision())

    answer = client.get(f"/cases/{waiting}/steps/approve_county", status=409)

    assert "此件现为“已批准”" in answer


@pytest.mark.parametrize("who", ["yangshan.head", "yangshan.clerk", "lihua.recorder"])
def test_a_step_of_another_post_is_refused(
    login: Login, house: House, waiting: str, who: str
) -> None:
    client = login(who)
    address = f"/cases/{waiting}/steps/approve_county"
    token = client.get("/worklist").forms[0]["csrf_token"].value

    shown = client.get(address, status=403)
    taken = client.post(address, [("csrf_token", token), *_decision()], status=403)

    assert "没有办理“县局批准”的权限" in shown
    assert "没有办理“县局批准”的权限" in taken
    assert _state(house, waiting)[0] == "awaiting_county"


def test_the_county_is_not_asked_below_its_amount(login: Login, house: House) -> None:
    number = case_at(house, "awaiting", "500.00")

    page = login("county.approver").get(f"/cases/{number}")

    assert "待乡镇审批" in page
    assert f"/cases/{number}/steps/" not in page


def test_a_deadline_that_nobody_set_is_shown_as_such(login: Login, waiting: str) -> None:
    client = login("county.approver")

    assert "审批时限：未规定" in client.get(f"/cases/{waiting}")
    assert "未规定" in client.get("/worklist")
