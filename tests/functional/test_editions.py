"""A case page links the rules it runs on, and the rules page says which edition it shows."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from jiuji_docs.services.clock import FixedClock
from jiuji_docs.services.house import House
from jiuji_docs.services.publishing import publish
from jiuji_docs.web.app import main
from tests.common.cases import PACK, case_at
from tests.common.second_edition import second_edition
from tests.functional.forms import posted, submit, values_of
from tests.functional.people import log_in

INVESTIGATOR = "yangshan.investigator"
ACCEPT = f"/new/{PACK}/accept"
FORMS = ("application", "integrity_pledge", "check_authorization", "acceptance_notice")


@pytest.fixture
def later(house: House, clock: FixedClock) -> Iterator[House]:
    """The same office after it published its shipped edition, with other data files."""
    publish(house, PACK)
    made = House(house.settings, clock=clock, catalog=second_edition())
    yield made
    made.close()


def test_an_old_case_fills_the_old_form_and_a_new_one_the_new(house: House, later: House) -> None:
    old = case_at(house, "accepted")
    publish(later, PACK)
    new = case_at(later, "accepted")
    client = log_in(main({}, house=later), INVESTIGATOR)

    assert 'name="housing"' in client.get(f"/cases/{old}/steps/investigate")
    page = client.get(f"/cases/{new}/steps/investigate")
    assert 'name="dwelling"' in page
    assert 'name="housing"' not in page


def test_the_case_page_names_its_edition_and_links_its_rules(house: House, later: House) -> None:
    old = case_at(house, "accepted")
    publish(later, PACK)
    client = log_in(main({}, house=later), INVESTIGATOR)

    page = client.get(f"/cases/{old}")
    rules = page.click(href=r"/policy/[^#]*$")

    assert "第 1 版" in page
    assert "<b>第 1 版" in rules
    assert "第 2 版" in rules
    assert "<b>第 2 版" in client.get(f"/policy/{PACK}")
    assert client.get(f"/policy/{PACK}?edition=nowhere", status=404)


def test_unpublished_changes_are_said_on_the_rules_page(house: House, later: House) -> None:
    sentence = "数据文件里有未发布的改动"
    assert sentence not in log_in(main({}, house=house), INVESTIGATOR).get(f"/policy/{PACK}")
    assert sentence in log_in(main({}, house=later), INVESTIGATOR).get(f"/policy/{PACK}")
    publish(later, PACK)
    assert sentence not in log_in(main({}, house=later), INVESTIGATOR).get(f"/policy/{PACK}")


def test_rules_that_change_while_a_page_is_filled_in_are_said(house: House, later: House) -> None:
    client = log_in(main({}, house=house), "yangshan.clerk")
    page = client.get(ACCEPT)
    edition = page.forms[len(page.forms) - 1]["edition"].value
    done = publish(later, PACK)
    house.editions.forget()
    filled = posted(values_of(*FORMS))

    answer = submit(client, ACCEPT, filled, status=409, edition=edition)

    assert "填写期间规定换了新版" in answer
    assert "王守田" in answer
    assert "第 2 版" in submit(client, ACCEPT, filled, edition=done.checksum).follow()
