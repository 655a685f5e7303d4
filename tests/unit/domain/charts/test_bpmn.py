"""Our BPMN is valid, clean, legible, and runs in SpiffWorkflow as our own engine does."""

from __future__ import annotations

import dataclasses
import itertools
from pathlib import Path
from random import Random

import pytest
from lxml import etree

from jiuji_docs.domain.charts.bpmn import bpmn, process_id
from jiuji_docs.domain.charts.case_chart import chart_of_pack
from jiuji_docs.domain.charts.chart import BEGIN, Chart, Exit, Move, Place
from jiuji_docs.domain.charts.chart import Test as Bound
from jiuji_docs.domain.charts.expressions import STRAIGHT
from jiuji_docs.domain.errors import DefinitionError
from tests.common.bpmn import MODEL, Runner, arrows, boxes, lint, validate
from tests.common.consultation import consulting_pack, straight_back
from tests.common.walks import LONGEST, WALKS, CaseWalk, Walk, chosen, far, names, possible, walk_of

JIUJI = "{urn:jiuji-docs:chart:1}"
SHIPPED = tuple(dict.fromkeys(name for name, _route in names()))


def shipped(name: str) -> str:
    """Return the BPMN text of a shipped workflow."""
    return bpmn(walk_of(name, "", 0).chart)


def two_tables() -> Chart:
    """Return a chart with everything that is awkward at one place: two tables, a return, a loop."""

    def rows(name: str, first: str, second: str) -> tuple[Exit, ...]:
        return (
            Exit(first, (Bound("amount", None, 500),), label="5 元以内"),
            Exit(second, (Bound("amount", 500, None),), label=f"超过 5 元<{name}>"),
        )

    places = {name: Place(name, f"{name}&") for name in (BEGIN, "a", "b", "c")}
    places["z"] = Place("z", "完", final=True)
    moves = (
        Move("open", "立", BEGIN, (Exit("a"),), ("x",)),
        Move("first", "一", "a", rows("一", "b", "c"), ("x",)),
        Move("second", "二", "a", rows("二", "c", "z"), ("y",)),
        Move("stay", "留", "a", (Exit("a"),), ("y",)),
        Move("go", "去", "b", (Exit("z"),), ("y",)),
        Move(
            "back",
            "退",
            "c",
            (Exit("a", chosen=True), Exit("b", chosen=True)),
            ("x",),
            returns=True,
        ),
        Move("end", "完", "c", (Exit("z"),), ("x",)),
    )
    return Chart("odd", "怪", "0", BEGIN, {"r": "路"}, {"x": "甲", "y": "乙"}, places, moves)


ALL = [pytest.param(shipped(name), id=name) for name in SHIPPED]
ALL.append(pytest.param(bpmn(two_tables()), id="odd"))
ALL.append(pytest.param(bpmn(chart_of_pack(consulting_pack())), id="branches"))


@pytest.mark.parametrize("text", ALL)
def test_the_file_is_valid_and_bpmnlint_has_nothing_to_say(text: str, tmp_path: Path) -> None:
    validate(text)
    assert lint(text, tmp_path) == 0


def test_bpmnlint_would_say_something(tmp_path: Path) -> None:
    broken = shipped("outgoing").replace('name="审核：如何办理"', "")
    assert lint(broken, tmp_path) != 0


@pytest.mark.parametrize("text", ALL)
def test_no_arrow_runs_through_a_shape_and_every_shape_lies_in_its_lane(text: str) -> None:
    shapes = boxes(text)
    root = etree.fromstring(text.encode())
    for lane in root.iter(f"{MODEL}lane"):
        for held in lane.iter(f"{MODEL}flowNodeRef"):
            assert shapes[lane.get("id")].holds(shapes[held.text])
    nodes = [
        box for name, box in shapes.items() if root.find(f".//{MODEL}lane[@id='{name}']") is None
    ]
    nodes = [box for box in nodes if not box.id.startswith("pool_")]
    for flow, corners in arrows(text).items():
        for begin, end in itertools.pairwise(corners):
            assert begin[0] == end[0] or begin[1] == end[1], flow
            crossed = [box.id for box in nodes if box.crossed_by(begin, end)]
            ends = root.find(f".//{MODEL}sequenceFlow[@id='{flow}']")
            own = {ends.get("sourceRef"), ends.get("targetRef")}
            assert set(crossed) <= own, (flow, crossed)
            if begin != corners[0]:
                assert ends.get("sourceRef") not in crossed, flow


def test_what_bpmn_has_no_words_for_stands_in_our_namespace() -> None:
    root = etree.fromstring(shipped("chaoyang-2021").encode())
    step = root.find(f".//{JIUJI}step[@id='approve_town']")
    assert step.get("title") == "乡镇批准"
    assert [one.text for one in step.iter(f"{JIUJI}role")] == ["乡镇负责人"]
    assert [one.text for one in step.iter(f"{JIUJI}clause")] == ["四（三）二"]
    assert any("500" in one.text for one in step.iter(f"{JIUJI}condition"))
    assert [one.text for one in step.iter(f"{JIUJI}limit")] == ["审批时限 未规定"]


def waiting(walk: Walk) -> set[str]:
    """Return the places whose task waits: those of parallel parts before the one that holds them."""
    inside = {p for p in walk.places if walk.chart.places[p].branch}
    return {p for p in inside if not walk.chart.places[p].final} or {walk.place}


def beside(walk: Walk, other: Runner) -> int:
    """Walk our engine and the other to an end; return how many steps were taken.

    A walk that comes back to parallel parts ends there: SpiffWorkflow's join does not wait for all of them
    in a second round. python-statemachine walks on.
    """
    taken = 0
    for _turn in range(LONGEST):
        if walk.chart.places[walk.place].final:
            assert other.ended
            break
        assert other.waiting == waiting(walk)
        turn = walk.turn()
        ours = possible(walk, turn)
        if not ours:
            continue
        step = chosen(walk, ours)
        move = next(m for m in walk.moves if m.id == step)
        back = getattr(walk, "straight_to", "")
        walk.take(step, ours[step], turn.who.account)
        if not (move.operation and move.stays):  # noted, not walked: BPMN has no flow for it
            told = {"return_to": ours[step], STRAIGHT: back, **turn.amounts}
            other.finish(move.source, step=step, **told)
        for place, automatic in walk.follow(turn):
            other.finish(place, step=automatic, **{STRAIGHT: back})
        if move.returns and walk.chart.splits_at(walk.place):
            break
        taken += 1
    return taken


@pytest.mark.parametrize(("name", "route"), names())
def test_spiffworkflow_walks_the_same_way(name: str, route: str) -> None:
    text = shipped(name)
    walked = [
        beside(walk_of(name, route, seed), Runner(text, process_id(route))) for seed in range(WALKS)
    ]
    assert max(walked) >= far(name, route)


def test_an_arrow_to_the_wrong_place_is_found() -> None:
    chart = walk_of("outgoing", "all", 0).chart
    wrong = tuple(
        dataclasses.replace(move, exits=(Exit("issue"),)) if move.id == "recheck" else move
        for move in chart.moves
    )
    text = bpmn(dataclasses.replace(chart, moves=wrong))
    with pytest.raises(AssertionError):
        sum(
            beside(walk_of("outgoing", "all", seed), Runner(text, process_id("all")))
            for seed in range(100)
        )


#: Steps of parallel parts and of the panel that walks must take before a comparison counts.
WALKED_BESIDE = {
    "answer_bank",
    "visit_house",
    "answer_house",
    "checked",
    "settle_agreed",
    "settle_disagreed",
}


@pytest.mark.parametrize("route", ["expenditure", "emergency"])
def test_parallel_parts_fork_and_meet_as_in_our_engine(route: str, tmp_path: Path) -> None:
    pack = consulting_pack()
    pack = dataclasses.replace(pack, workflow=straight_back(pack.workflow))
    text = bpmn(chart_of_pack(pack))
    validate(text)
    assert lint(text, tmp_path) == 0
    walked: set[str] = set()
    sent_straight = 0
    expenditure = route == "expenditure"
    wanted = WALKED_BESIDE if expenditure else set()
    for seed in range(16 * WALKS):
        if seed >= 4 * WALKS and wanted <= walked and bool(sent_straight) >= expenditure:
            break
        walk = CaseWalk(pack, route, Random(seed))  # noqa: S311
        beside(walk, Runner(text, process_id(route)))
        walked |= {step.transition for step in walk.steps}
        sent_straight += walk.sent_straight
    assert wanted <= walked
    assert sent_straight or not expenditure


def test_a_step_that_does_not_wait_for_its_branches_is_refused_not_drawn_as_if_it_did() -> None:
    chart = chart_of_pack(consulting_pack())
    hasty = tuple(
        dataclasses.replace(move, asked=()) if move.id == "checked" else move
        for move in chart.moves
    )
    with pytest.raises(DefinitionError, match="核对完毕”不等并行分支"):
        bpmn(dataclasses.replace(chart, moves=hasty))
