"""A step can be tried on its page: what it would do is shown, nothing is written, what was typed stays."""

from __future__ import annotations

from jiuji_docs.services.house import House
from tests.common.cases import case_at
from tests.common.consultation import consulting_pack
from tests.functional.forms import posted, submit, values_of
from tests.functional.people import Login

TRY = ("trial", "1")


def version(house: House, number: str) -> int:
    """Return how many steps the case has taken."""
    with house.desk(write=False) as desk:
        return int(desk.cases.get(number).version)


def test_the_page_says_where_a_step_would_lead_and_writes_nothing(
    login: Login, house: House
) -> None:
    number = case_at(house, "reviewed")
    client = login("yangshan.auditor")
    pairs = posted(values_of("audit", audit={"proposed_amount": "800.00"}))
    before = version(house, number)

    page = submit(client, f"/cases/{number}/steps/audit", [*pairs, TRY], status=200)

    assert "试办结果（没有提交，什么也没有记下）" in page
    assert "办理后到“待县局审批”" in page
    assert 'value="800.00"' in page
    assert version(house, number) == before
    taken = submit(client, f"/cases/{number}/steps/audit", pairs).follow()
    assert "待县局审批" in taken


def test_reasons_against_a_step_are_all_shown(login: Login, house: House) -> None:
    number = case_at(house, "awaiting")
    client = login("yangshan.head")
    values = posted(values_of("decision", decision={"approved_amount": "900.00"}))

    page = submit(client, f"/cases/{number}/steps/approve_town", [*values, TRY], status=200)

    assert "试办：照现在所填不能办理" in page
    assert "依据 CY-4.3.2" in page


def test_opening_a_case_can_be_tried(login: Login, house: House) -> None:
    forms = ("application", "integrity_pledge", "check_authorization", "acceptance_notice")
    page = submit(
        login("yangshan.clerk"),
        "/new/chaoyang-2021/accept",
        [*posted(values_of(*forms)), TRY],
        status=200,
    )
    assert "办理后到“已受理”" in page
    with house.desk(write=False) as desk:
        assert desk.cases.search("", None, None, limit=5) == []


def test_where_the_program_goes_on_by_itself_is_foretold_and_not_done(
    login: Login, house: House
) -> None:
    house.adopt(consulting_pack())
    number = case_at(house, "accepted")
    submit(login("yangshan.clerk"), f"/cases/{number}/steps/answer_bank", [])
    client = login("yangshan.investigator")
    submit(client, f"/cases/{number}/steps/visit_house", [])
    before = version(house, number)

    page = submit(client, f"/cases/{number}/steps/answer_house", [TRY], status=200)

    assert "随后程序自动流转到“已核对”" in page
    assert version(house, number) == before


def test_what_only_the_kernel_refuses_is_told_by_the_trial_too(login: Login, house: House) -> None:
    number = case_at(house, "reviewed")
    pairs = posted(values_of("audit", audit={"proposed_amount": "300.00"}))
    client = login("yangshan.auditor")
    page = client.get(f"/cases/{number}/steps/audit")
    form = next(
        one for one in page.forms.values() if "csrf_token" in one.fields and "key" in one.fields
    )
    pairs += [
        ("csrf_token", form["csrf_token"].value),
        ("key", form["key"].value),
        ("version", "1"),
    ]

    answer = client.post(f"/cases/{number}/steps/audit", [*pairs, TRY], status=200)

    assert "页面内容已过时" in answer
