"""One step of many cases at once, from the worklist to what came of each."""

from __future__ import annotations

import pytest

from jiuji_docs.services.house import House
from tests.common.cases import fire
from tests.functional.people import Login, token


def awaiting_county(house: House, month: int) -> str:
    """Return a case of a matter of its own that waits for the county."""
    matter = {"application": {"occurred_on": f"2023-{month:02d}-01"}}
    number = fire(house, "yangshan.clerk", "accept", forms=matter).case
    fire(house, "yangshan.investigator", "investigate", number)
    fire(house, "lihua.recorder", "review", number)
    fire(house, "yangshan.auditor", "audit", number, forms={"audit": {"proposed_amount": "800"}})
    return number


@pytest.fixture
def numbers(house: House) -> list[str]:
    return [awaiting_county(house, month) for month in (1, 2, 3)]


def state(house: House, number: str) -> str:
    with house.desk(write=False) as desk:
        return str(desk.cases.get(number).state)


def test_two_of_three_are_convened_and_each_is_told(
    login: Login, house: House, numbers: list[str]
) -> None:
    client = login("county.approver")
    page = client.get("/worklist").click("批量办理").click("提请一事一议")
    form = page.forms[max(page.forms)]
    for place, box in enumerate(form.fields["case"]):
        box.checked = place < 2
    form["comment"] = "金额较大，提请会商"

    done = form.submit()

    assert "已办理 2 件，未办理 0 件" in done
    assert [state(house, number) for number in numbers] == [
        "deliberating",
        "deliberating",
        "awaiting_county",
    ]


def test_a_case_that_moved_on_meanwhile_is_told_and_the_others_go(
    login: Login, house: House, numbers: list[str]
) -> None:
    client = login("county.approver")
    page = client.get("/bulk/chaoyang-2021/convene")
    fire(house, "county.approver", "convene", numbers[0], comment="先办一件")
    form = page.forms[max(page.forms)]
    for box in form.fields["case"]:
        box.checked = True
    form["comment"] = "提请会商"

    done = form.submit()

    assert "已办理 2 件，未办理 1 件" in done
    assert "他人已办理此件" in done


def test_a_page_opened_for_an_absent_person_is_not_taken_in_ones_own_name(
    login: Login, house: House, numbers: list[str]
) -> None:
    page = login("county.approver").get("/bulk/chaoyang-2021/convene")
    form = page.forms[max(page.forms)]
    assert form["acting"].value == ""
    form["acting"] = "county.director"
    for box in form.fields["case"]:
        box.checked = True
    form["comment"] = "提请会商"

    done = form.submit()

    assert "已办理 0 件，未办理 3 件" in done
    assert "代理期已满或代理已结束" in done
    assert {state(house, number) for number in numbers} == {"awaiting_county"}


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ([("comment", "会商"), ("key", "k")], "请选择要办理的事项"),
        ([("case", "X@1"), ("key", "k")], "请填写意见或理由"),
        ([("case", "X@1"), ("comment", "会商")], "请刷新页面后再选"),
        (
            [*(("case", f"X{n}@1") for n in range(101)), ("comment", "会商"), ("key", "k")],
            "一次最多办理 100 件",
        ),
    ],
)
def test_what_is_missing_is_said(
    login: Login, numbers: list[str], fields: list[tuple[str, str]], problem: str
) -> None:
    del numbers
    client = login("county.approver")
    page = client.post(
        "/bulk/chaoyang-2021/convene", [("csrf_token", token(client)), *fields], status=400
    )
    assert problem in page


def test_another_post_has_no_such_page_and_a_form_is_never_taken_in_bulk(login: Login) -> None:
    login("yangshan.auditor").get("/bulk/chaoyang-2021/convene", status=403)
    login("county.approver").get("/bulk/chaoyang-2021/approve_county", status=404)
    login("county.approver").get("/bulk/nowhere/convene", status=404)
    assert "没有可以批量办理的环节" in login("lihua.recorder").get("/bulk")
