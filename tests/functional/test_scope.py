"""Whose case is whose: every address, for everybody of another town, village or post, and for strangers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from jiuji_docs.definitions.directory import demo_directory
from jiuji_docs.web.routes import ROUTES
from jiuji_docs.web.security.permission_map import PERMISSIONS, allows
from tests.functional.conftest import PrintedTown
from tests.functional.people import Browser, token

#: People who must not see a case of 梨花村, 阳山镇: the other town's, the other village's, the system's.
OUTSIDERS = tuple(
    person.id
    for person in demo_directory().people
    if person.id.startswith(("qinghe.", "shiqiao.", "dongpo.", "yibao."))
    or person.id == "county.admin"
)
#: Addresses that are about one case.
CASE_ROUTES = {
    name: pattern
    for name, pattern in ROUTES.items()
    if "{number}" in pattern or "{case}" in pattern
}
CASE_ROUTES = {
    name: pattern for name, pattern in CASE_ROUTES.items() if not name.startswith("batch")
}
#: Addresses anybody may open.
OPEN_TO_ALL = {"home", "login", "help", "help_done"}
STEPS = ("accept", "investigate", "review", "audit", "approve_town", "archive")


class Named(dict[str, object]):
    """Values for an address's names; whatever else one names is the first of its kind."""

    def __missing__(self, name: str) -> str:
        return "1"


def _addresses(town: PrintedTown, pattern: str) -> Iterator[str]:
    """Return the addresses of *pattern* for the town's cases, papers, files and steps."""
    with town.house.desk(write=False) as desk:
        papers = [
            (number, str(row.id))
            for number in (town.filed, town.open)
            for row in desk.documents.of_case(desk.cases.get(number).id)[:2]
        ]
    for number, paper in papers:
        for step in STEPS if "{transition}" in pattern else STEPS[:1]:
            for kind in ("pdf", "docx") if "{kind}" in pattern else ("pdf",):
                here = Named(
                    number=number,
                    case=number,
                    paper=paper,
                    attachment=town.attachment,
                    transition=step,
                    kind=kind,
                    pack="chaoyang-2021",
                    flow="chaoyang-2021",
                    assignment="ZB-2024-0001",
                    deed="accept",
                    document="FW-COUNTY-2024-0001",
                    step="submit",
                    key="0" * 64,
                )
                yield re.sub(r":[^{}]+\}", "}", pattern).format_map(here)


def _state(town: PrintedTown) -> tuple[Any, ...]:
    """Return everything an intruder could have changed."""
    with town.house.desk(write=False) as desk:
        cases = [desk.cases.get(number) for number in (town.filed, town.open)]
        return (
            [(case.state, case.version) for case in cases],
            [len(desk.accounts.accesses(case.id)) for case in cases],
            [len(desk.documents.attachments(case.id)) for case in cases],
            [row.state for case in cases for row in desk.documents.of_case(case.id)],
            desk.jobs.waiting(),
        )


@pytest.mark.parametrize("who", OUTSIDERS)
def test_another_towns_case_is_not_there(printed_town: PrintedTown, who: str) -> None:
    client = printed_town.login(who)
    own = token(client)
    before = _state(printed_town)

    seen = {}
    for name, pattern in CASE_ROUTES.items():
        for address in _addresses(printed_town, pattern):
            seen[f"GET {name}"] = client.get(address, expect_errors=True).status_int
            posted = [("csrf_token", own), ("reason", "好奇"), ("key", "k"), ("version", "1")]
            answer = client.post(address, posted, expect_errors=True)
            seen[f"POST {name}"] = answer.status_int
            assert "王守田" not in answer

    assert set(seen.values()) <= {403, 404}, seen
    assert _state(printed_town) == before


@pytest.mark.parametrize("who", OUTSIDERS)
def test_lists_and_searches_do_not_name_it_either(printed_town: PrintedTown, who: str) -> None:
    client = printed_town.login(who)

    for address in ("/worklist", "/cases?q=", "/cases?q=王守田", f"/cases?q={printed_town.filed}"):
        page = client.get(address, expect_errors=True)
        assert printed_town.filed not in page.text.replace(f'value="{printed_town.filed}"', "")
        assert "王守田" not in page.text.replace('value="王守田"', "")


def test_the_own_people_do_find_it(printed_town: PrintedTown) -> None:
    """The negative control: the same addresses answer those whose case it is."""
    for who in ("yangshan.clerk", "lihua.recorder", "county.inspector"):
        client = printed_town.login(who)
        client.get(f"/cases/{printed_town.filed}", status=200)
        assert printed_town.filed in client.get("/cases", {"q": "王守田"})
        for address in _addresses(printed_town, ROUTES["paper"]):
            assert client.get(address, status=200).body[:2] in (b"%P", b"PK")


def test_a_missing_case_and_a_foreign_one_look_the_same(printed_town: PrintedTown) -> None:
    client = printed_town.login("qinghe.clerk")

    foreign = client.get(f"/cases/{printed_town.filed}", status=404)
    missing = client.get("/cases/YANGSHAN-2024-9999", status=404)

    assert foreign.text == missing.text


@pytest.mark.parametrize("name", sorted(set(ROUTES) - OPEN_TO_ALL))
def test_a_stranger_gets_no_further_than_the_login(printed_town: PrintedTown, name: str) -> None:
    client = Browser(printed_town.app)
    before = _state(printed_town)

    for address in list(_addresses(printed_town, ROUTES[name]))[:2]:
        for method in (client.get, client.post):
            answer = method(address, expect_errors=True)
            if answer.status_int == 303:
                assert answer.location.startswith("http://localhost/login")
            else:
                assert answer.status_int in (400, 403, 404)
            assert "王守田" not in answer

    assert _state(printed_town) == before


#: Addresses that belong to a post, by the permission they ask for.
POSTS = {
    "open": ("/new", "/new/chaoyang-2021/accept"),
    "pay": ("/batches", "/batches/FF-2024-0001", "/batches/FF-2024-0001/list.csv"),
    "except": ("/exceptions",),
    "archives": ("/archives",),
    "seals": ("/seals",),
    "read": ("/cases",),
    "registers": ("/registers",),
    "duties": ("/duties",),
    "documents": ("/documents", "/documents?show=outgoing", "/documents?show=overdue"),
    "draft": ("/documents/new",),
    "register": ("/documents/incoming",),
    "numbers": ("/documents/numbers",),
    "filed": ("/documents/filed",),
    "delays": ("/delays", "/delays?pack=chaoyang-2021&year=2024"),
    "reserve": ("/reserve",),
    "recover": ("/recoveries", "/special-account"),
    "off_system": ("/off-system",),
    "meetings": ("/meetings",),
    "bundles": ("/bundles",),
    "poster": ("/papers/poster.pdf",),
    "audit": ("/audit", "/audit.xlsx?year=2024"),
    "statistics": ("/statistics", "/statistics.xlsx?year=2024"),
    "flows": ("/flows", "/flows/chaoyang-2021", "/flows/incoming?state=handle"),
}


@pytest.mark.parametrize("person", demo_directory().people, ids=lambda person: person.id)
def test_a_desk_opens_for_its_posts_only(printed_town: PrintedTown, person: Any) -> None:
    client = printed_town.login(person.id)
    roles = frozenset(person.roles)

    for permission, addresses in POSTS.items():
        for address in addresses:
            status = client.get(address, expect_errors=True).status_int
            if not allows(permission, roles):
                assert status == 403, address
            elif address != "/new/chaoyang-2021/accept":
                assert status == 200, address


def test_every_permission_is_named_by_a_post_or_for_everybody() -> None:
    # "attach" has no page of its own: its box stands on the case's, its address takes posts only.
    assert set(POSTS) | {"view", "work", "attach"} == set(PERMISSIONS)


def test_only_whoever_works_on_cases_may_add_papers_to_them(printed_town: PrintedTown) -> None:
    reader = printed_town.login("county.inspector")
    address = f"/cases/{printed_town.open}/attachments"
    reader.post(address, {"csrf_token": token(reader)}, status=403)
