"""The case's page shows where it stands, how long, what is next and who, as a picture and in words."""

from __future__ import annotations

import datetime as dt
import re
import xml.etree.ElementTree as ET

from jiuji_docs.services.clock import FixedClock
from jiuji_docs.services.house import House
from tests.common.cases import case_at
from tests.functional.people import Login

SVG = "{http://www.w3.org/2000/svg}"


def flow_of(page: str) -> ET.Element:
    """Return the drawing in a page."""
    return ET.fromstring(re.search(r"<svg .*?</svg>", page, re.DOTALL)[0])  # noqa: S314  # our own


def test_the_page_says_place_stay_next_steps_and_people(
    login: Login, house: House, clock: FixedClock
) -> None:
    number = case_at(house, "awaiting", amount="800.00")
    clock.at += dt.timedelta(days=3)

    page = login("county.approver").get(f"/cases/{number}")

    assert "现在“<b>待县局审批</b>”，已停 3 天" in page
    assert (
        "接下来由<b>县局审批人</b>（吴建华）办理：县局批准、县局不予救助、县局退回（退回）" in page
    )
    drawing = flow_of(page.text)
    standing = [one for one in drawing.iter(f"{SVG}rect") if "now" in one.get("class", "")]
    assert len(standing) == 1
    words = [one.text for one in drawing.iter(f"{SVG}text")]
    assert {"✓受理", "✓入户调查", "✓民主评议", "已停 3 天"} <= set(words)
    assert words.count("✓乡镇审核") == 1, "taken from 已评议, not from 公示中"
    assert "现在“待县局审批”已停 3 天。" in drawing.find(f"{SVG}desc").text
    assert "县局审批人：县局批准、" in drawing.find(f"{SVG}desc").text


def test_the_picture_has_no_style_or_script_of_its_own(login: Login, house: House) -> None:
    number = case_at(house, "accepted")
    page = login("yangshan.clerk").get(f"/cases/{number}").text
    inside = re.search(r"<svg .*?</svg>", page, re.DOTALL)[0]
    assert "<style" not in inside
    assert "style=" not in inside
    assert "<script" not in inside


def test_the_style_sheet_has_a_rule_for_every_class_of_the_picture(
    login: Login, house: House
) -> None:
    number = case_at(house, "reviewed")
    client = login("yangshan.clerk")
    page = client.get(f"/cases/{number}").text
    used = {
        name
        for one in flow_of(page).iter()
        for name in one.get("class", "").split()
        if name != "flow"
    }
    css = client.get(re.search(r'href="([^"]*desk.css[^"]*)"', page)[1]).text
    assert {name for name in used if f".flow .{name}{{" not in css} == set()
