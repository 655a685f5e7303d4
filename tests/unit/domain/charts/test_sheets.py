"""The printed sheets show every place and step, nothing overlaps, no line runs through a box or word."""

from __future__ import annotations

import dataclasses
import re
import time
import xml.etree.ElementTree as ET
from itertools import combinations, pairwise
from math import inf

import pytest

from jiuji_docs.domain.charts.case_chart import chart_of_pack
from jiuji_docs.domain.charts.chart import BEGIN, Chart, Exit, Move, Place
from jiuji_docs.domain.charts.sheet_channels import shown_moves
from jiuji_docs.domain.charts.sheet_marks import Marks
from jiuji_docs.domain.charts.sheet_plan import plan
from jiuji_docs.domain.charts.sheet_shapes import PAGE
from jiuji_docs.domain.charts.sheet_svg import picture, sheets, svg
from jiuji_docs.domain.charts.sheet_text import width, wrapped
from tests.common.bpmn import Box
from tests.common.consultation import consulting_pack, straight_back
from tests.common.relief import pack
from tests.common.walks import names, walk_of

SVG = "{http://www.w3.org/2000/svg}"
SIZES = {"h": 5.0, "t": 2.7, "s": 2.3}


def big() -> Chart:
    """Return a chart of one place with thirty steps in one lane, more than a sheet holds."""
    places = {name: Place(name, name) for name in (BEGIN, "a")}
    places["z"] = Place("z", "完", final=True)
    moves = [Move("open", "立", BEGIN, (Exit("a"),), ("x",))]
    moves += [Move(f"m{n}", f"办理事项之{n}", "a", (Exit("z"),), ("x",)) for n in range(30)]
    return Chart("big", "大", "0", BEGIN, {"r": "大"}, {"x": "甲"}, places, tuple(moves))


def long_way(count: int) -> Chart:
    """Return a chart of so many places, each leading to the next."""
    names = [BEGIN, *(f"p{n}" for n in range(count))]
    places = {name: Place(name, name) for name in names}
    places["z"] = Place("z", "完", final=True)
    moves = tuple(
        Move(f"from_{a}", "办理", a, (Exit(b),), ("x",)) for a, b in pairwise([*names, "z"])
    )
    return Chart("long", "长", "0", BEGIN, {"r": "长"}, {"x": "甲"}, places, moves)


CHARTS = [pytest.param(walk_of(name, "", 0).chart, id=name) for name in dict(names())]
CHARTS.append(pytest.param(big(), id="big"))
CHARTS.append(pytest.param(chart_of_pack(consulting_pack()), id="branches"))
STRAIGHT = consulting_pack()
STRAIGHT = dataclasses.replace(STRAIGHT, workflow=straight_back(STRAIGHT.workflow))
CHARTS.append(pytest.param(chart_of_pack(STRAIGHT), id="straight"))
#: Seconds of processor time in which a thousand places are drawn.
PATIENCE = 4.0


def rects(root: ET.Element, kinds: set[str]) -> list[Box]:
    """Return the rectangles of these classes."""
    found = []
    for count, one in enumerate(root.iter(f"{SVG}rect")):
        if kinds & set(one.get("class", "").split()):
            x, y, wide, high = (float(one.get(key, "")) for key in ("x", "y", "width", "height"))
            found.append(Box(str(count), x, y, x + wide, y + high))
    return found


def words(root: ET.Element) -> list[tuple[Box, str]]:
    """Return where the words stand, by a width that no font exceeds."""
    found = []
    for one in root.iter(f"{SVG}text"):
        text, kinds = one.text or "", one.get("class", "").split()
        size = float(one.get("font-size", "0")) or SIZES[kinds[0]]
        long, x, y = width(text, size), float(one.get("x", "")), float(one.get("y", ""))
        x -= long / 2 if "m" in kinds else long if "e" in kinds else 0
        if text:
            found.append((Box(text, x, y - size * 0.8, x + long, y + size * 0.1), text))
    return found


def lines(root: ET.Element) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    """Return every straight stretch of every line."""
    found = []
    for path in root.iter(f"{SVG}path"):
        if "tip" in path.get("class", ""):
            continue
        corners: list[tuple[float, float]] = []
        for letter, given in re.findall(r"([MLHV])([-0-9.,e]+)", path.get("d", "")):
            x, y = corners[-1] if corners else (0.0, 0.0)
            numbers = [float(number) for number in given.split(",")]
            x = numbers[0] if letter in "MLH" else x
            y = numbers[-1] if letter in "MLV" else y
            corners.append((x, y))
        found += list(pairwise(corners))
    return found


def apart(one: Box, other: Box) -> bool:
    """Say whether two rectangles have no point inside in common."""
    across = one.right <= other.left + 0.01 or other.right <= one.left + 0.01
    return across or one.bottom <= other.top + 0.01 or other.bottom <= one.top + 0.01


@pytest.mark.parametrize("chart", CHARTS)
def test_nothing_overlaps_and_no_line_runs_through_a_box_or_word(chart: Chart) -> None:
    for sheet in sheets(chart):
        root = ET.fromstring(sheet)  # noqa: S314  # our own
        boxes, texts = rects(root, {"step", "place"}), words(root)
        page = Box("page", 0, 0, *PAGE)
        assert all(page.holds(box) for box in (*boxes, *(box for box, _ in texts)))
        assert all(apart(one, other) for one, other in combinations(boxes, 2))
        for (one, said), (other, more) in combinations(texts, 2):
            assert apart(one, other), (said, more)
        for box, said in texts:
            assert all(apart(box, frame) or frame.holds(box) for frame in boxes), said
        for lane in rects(root, {"lane"}):
            for box, said in texts:
                assert apart(box, lane) or lane.holds(box), said
        for begin, end in lines(root):
            for box in (*boxes, *(box for box, _ in texts)):
                assert not box.crossed_by(begin, end), box.id


@pytest.mark.parametrize("chart", CHARTS)
def test_every_place_and_step_of_every_route_is_drawn_once(chart: Chart) -> None:
    for route in chart.routes:
        one = chart.on(route)
        rows = [row for sheet in plan(one).sheets for row in sheet.rows]
        assert sorted(row.place for row in rows if not row.continued) == sorted(one.places)
        drawn = [box.move for row in rows for box in row.boxes]
        wanted = [move for place in one.places for move in shown_moves(one, place)]
        assert sorted(drawn, key=repr) == sorted(wanted, key=repr)


def test_a_place_with_more_steps_than_a_sheet_holds_goes_on_overleaf() -> None:
    whole = plan(big())
    assert len(whole.sheets) > 2
    assert [row.continued for sheet in whole.sheets for row in sheet.rows].count(True) >= 1
    assert any("a（续）" in sheet for sheet in sheets(big()))


def test_the_sheets_say_title_basis_tiers_clocks_edition_and_page() -> None:
    chart = chart_of_pack(pack())
    every = sheets(chart)
    said = "".join(ET.fromstring(every[0]).itertext())  # noqa: S314
    assert "朝阳县临时救助办理流程（支出型）" in said
    assert "朝民发〔2021〕15号" in said
    assert f"版本 {chart.edition}　第 1 页，共 {len(every)} 页" in said
    notes = "".join(every)
    assert "审批分档：500 元以内 → 待乡镇审批" in notes
    assert "调查时限：未规定" in notes
    assert ET.fromstring(svg(chart)).get("width") == "297mm"  # noqa: S314


def test_the_picture_of_a_case_says_where_it_stands_in_words_too() -> None:
    chart = chart_of_pack(pack())
    marks = Marks({"reviewed": "已停 3 天"}, frozenset({(BEGIN, "accept")}))
    text = picture(chart, "expenditure", marks, title="题<1>", description="现在已评议")
    root = ET.fromstring(text)  # noqa: S314  # our own
    assert root.find(f"{SVG}title").text == "题<1>"
    assert root.find(f"{SVG}desc").text == "现在已评议"
    assert len([r for r in root.iter(f"{SVG}rect") if "now" in r.get("class", "")]) == 1
    assert "已停 3 天" in text
    assert "✓受理" in text
    assert text.count('class="step next"') == 2
    assert "style" not in text


def test_titles_are_text_never_markup() -> None:
    chart = chart_of_pack(pack())
    odd = Place("accepted", '<b>&"已受理"</b>')
    changed = dataclasses.replace(chart, places={**chart.places, "accepted": odd})
    assert "<b>" not in svg(changed)
    assert all(ET.fromstring(sheet) is not None for sheet in sheets(changed))  # noqa: S314


def test_words_break_between_characters_and_never_within_a_figure() -> None:
    assert wrapped("待乡镇审批（500 元以内）", 1, 7.5) == ("待乡镇审批", "（500 元以内）")
    assert wrapped("四（三）一后段、四（三）二", 1, 8) == ("四（三）一后段、", "四（三）二")
    assert wrapped("abcdefghij", 1, 3) == ("abcde", "fghij")
    assert wrapped("", 1, 3) == ("",)
    assert plan(big(), height=inf).sheets[0].rows[0].place == BEGIN


def test_places_of_parallel_parts_say_so() -> None:
    assert "并行：银行存款核对" in svg(chart_of_pack(consulting_pack()))


def test_the_way_straight_back_is_told_at_the_return_and_where_the_corrected_case_is_sent_on() -> (
    None
):
    drawn = svg(chart_of_pack(STRAIGHT))
    assert "补正后" in drawn
    assert "补正后" not in svg(chart_of_pack(pack()))


def test_a_thousand_places_are_drawn_in_time() -> None:
    began = time.process_time()
    assert svg(long_way(1000)).count("→") >= 1000
    assert time.process_time() - began < PATIENCE
