"""A paper that cannot be printed: it says why, and the counter can ask for it again."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest

from jiuji_docs.domain.errors import PaperError
from jiuji_docs.services.clock import FixedClock
from jiuji_docs.services.house import House
from jiuji_docs.services.press import ATTEMPTS, Press
from tests.common.cases import fire
from tests.functional.people import Login, press_button, token


class BrokenPrinter:
    """A printer out of order."""

    def make(self, _content: Any, _kept: Any = None) -> Any:
        """Refuse every paper."""
        raise PaperError("缺少生僻字“𬭊”的字形")

    def close(self) -> None:
        """Do nothing."""


@pytest.fixture
def failed(house: House, clock: FixedClock) -> str:
    """A case none of whose papers could be printed."""
    number = fire(house, "yangshan.clerk", "accept").case
    press = Press(house, BrokenPrinter())  # type: ignore[arg-type]
    for _ in range(ATTEMPTS):
        press.run_all()
        clock.at += dt.timedelta(minutes=2)
    return number


def test_a_failed_paper_says_why(login: Login, failed: str) -> None:
    page = login("yangshan.clerk").get(f"/cases/{failed}")

    assert page.text.count("印制失败") == 4
    assert "缺少生僻字“𬭊”的字形" in page


def test_the_counter_asks_for_it_again_once(login: Login, house: House, failed: str) -> None:
    client = login("yangshan.clerk")
    page = client.get(f"/cases/{failed}")
    address = next(form.action for form in page.forms.values() if form.action.endswith("/again"))

    shown = press_button(page, "/again").follow()
    twice = client.post(address, [("csrf_token", token(client))], status=409)

    assert "已重新送印" in shown
    assert shown.text.count("印制失败") == 3
    assert "印制中" in shown
    assert "只有印制失败的文书可以重新印制" in twice
    with house.desk(write=False) as desk:
        assert desk.jobs.waiting() == 1


def test_a_paper_being_printed_stays_a_line_of_the_table(
    house: House, login: Login, root: Path
) -> None:
    """Its state is the row's class: the style of the notice above the table must not reach it."""
    number = fire(house, "yangshan.clerk", "accept").case
    page = login("yangshan.clerk").get(f"/cases/{number}")
    assert page.html.select("#papers tr.printing")
    style = (root / "jiuji_docs" / "web" / "static" / "desk.css").read_text("utf-8")
    assert not re.search(r"(?<![\w-])\.printing\b", style)


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("yangshan.head", 403),
        ("county.approver", 403),
        ("qinghe.clerk", 404),
        ("county.finance", 403),
    ],
)
def test_nobody_else_may_ask(
    login: Login, house: House, failed: str, who: str, status: int
) -> None:
    address = next(
        form.action
        for form in login("yangshan.clerk").get(f"/cases/{failed}").forms.values()
        if form.action.endswith("/again")
    )
    client = login(who)

    client.post(address, [("csrf_token", token(client))], status=status)

    with house.desk(write=False) as desk:
        assert desk.jobs.waiting() == 0


def test_a_paper_of_another_case_is_not_found(login: Login, failed: str) -> None:
    client = login("yangshan.clerk")
    own = [("csrf_token", token(client))]

    client.post(f"/cases/{failed}/papers/999/again", own, status=404)
    client.post(f"/cases/{failed}/papers/x/again", own, status=404)
