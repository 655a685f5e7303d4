"""The same page sent again (重复提交) gets the answer it had, even after the case has moved on."""

from __future__ import annotations

from webtest import TestApp

from jiuji_docs.services.house import House
from tests.common.cases import fire
from tests.functional.conftest import Login
from tests.functional.forms import Pairs, posted, values_of


def _page(login: Login, house: House) -> tuple[TestApp, str, Pairs]:
    number = fire(house, "yangshan.clerk", "accept").case
    client, address = login("yangshan.investigator"), f"/cases/{number}/steps/investigate"
    page = client.get(address)
    form = page.forms[len(page.forms) - 1]
    hidden = [(name, form[name].value) for name in ("csrf_token", "key", "version")]
    return client, address, [*hidden, *posted(values_of("investigation"))]


def test_a_step_sent_twice_is_taken_once_and_answered_twice(login: Login, house: House) -> None:
    client, address, pairs = _page(login, house)

    first = client.post(address, pairs, status=303)
    second = client.post(address, pairs, status=303)

    assert first.location == second.location
    with house.desk(write=False) as desk:
        case = desk.cases.get("阳政救受〔2024〕1号")
        assert [step.seq for step in desk.cases.steps(case.id)] == [1, 2]


def test_the_same_step_on_a_page_of_its_own_is_refused(login: Login, house: House) -> None:
    client, address, pairs = _page(login, house)
    client.post(address, pairs, status=303)

    other = [(name, "another page" if name == "key" else value) for name, value in pairs]
    answer = client.post(address, other, expect_errors=True)

    assert answer.status_int in (400, 409)
    with house.desk(write=False) as desk:
        assert desk.cases.get("阳政救受〔2024〕1号").version == 2


def test_a_key_is_its_owners_own(login: Login, house: House) -> None:
    client, address, pairs = _page(login, house)
    client.post(address, pairs, status=303)
    thief = login("yangshan.auditor")
    page = thief.get("/cases/阳政救受〔2024〕1号")
    token = page.forms[0]["csrf_token"].value

    stolen = [(name, token if name == "csrf_token" else value) for name, value in pairs]
    answer = thief.post(address, stolen, expect_errors=True)

    assert answer.status_int in (400, 403, 409)
