"""Another engine that reads our SCXML takes the same steps: the same enabled, to the same places."""

from __future__ import annotations

import dataclasses
import xml.etree.ElementTree as ET
from decimal import Decimal
from functools import cache
from random import Random
from typing import Any

import pytest
from statemachine.io import load

from jiuji_docs.domain.charts.case_chart import chart_of_pack
from jiuji_docs.domain.charts.dossier_chart import ASKS
from jiuji_docs.domain.charts.scxml import PART, SCXML, scxml
from jiuji_docs.domain.dispatch.guards import GUARDS
from jiuji_docs.domain.workflow.definition import TierRow
from jiuji_docs.domain.workflow.policy import Pack
from tests.common.consultation import consulting_pack, straight_back
from tests.common.relief import catalog
from tests.common.walks import (
    LONGEST,
    WALKS,
    CaseWalk,
    Walk,
    chosen,
    far,
    names,
    open_moves,
    possible,
    walk_of,
)


@cache
def machine(name: str, route: str) -> Any:
    """Return the other engine's class for a workflow, loaded by its safe loader."""
    return load(scxml(walk_of(name, route, 0).chart), format="scxml")


def standing(other: Any) -> set[str]:
    """Return where the other engine stands; that a part is a part is no place."""
    return {state.id for state in other.configuration if not state.id.startswith(PART)}


def beside(walk: Walk, other: Any) -> list[str]:
    """Walk both engines to an end, comparing every turn; return the steps taken."""
    taken = []
    for _turn in range(LONGEST):
        if walk.chart.places[walk.place].final:
            break
        turn = walk.turn()
        for name, value in walk.variables(turn).items():
            setattr(other.model, name, value)
        ours = possible(walk, turn)
        assert {event.id for event in other.enabled_events()} == set(ours), walk.place
        if not ours:
            continue
        step = chosen(walk, ours)
        walk.take(step, ours[step], turn.who.account)
        walk.follow(turn)
        other.send(step)
        assert standing(other) == walk.places, step
        taken.append(step)
    return taken


@pytest.mark.parametrize(("name", "route"), names())
def test_both_engines_take_the_same_steps(name: str, route: str) -> None:
    walked = [beside(walk_of(name, route, seed), machine(name, route)()) for seed in range(WALKS)]
    assert max(map(len, walked)) >= far(name, route)


@pytest.mark.parametrize(("name", "route"), names())
def test_walks_come_to_every_step_that_moves_a_case(name: str, route: str) -> None:
    """The comparison means nothing for steps no walk ever takes."""
    seen: set[str] = set()
    every = {move.id for move in open_moves(name, route)}
    for seed in range(1000, 2000):
        if seen == every:
            break
        walk = walk_of(name, route, seed)
        for _turn in range(3 * LONGEST):
            if walk.chart.places[walk.place].final:
                break
            turn = walk.turn()
            if ours := possible(walk, turn):
                step = chosen(walk, ours)
                walk.take(step, ours[step], turn.who.account)
                seen.add(step)
    assert seen == every


def test_a_changed_threshold_is_found() -> None:
    """An export that moves a tier's bound by one fen no longer walks beside us."""
    text = scxml(walk_of("chaoyang-2021", "expenditure", 0).chart)
    assert text.count("audit_proposed_amount &lt;= 50000") > 1
    wrong = load(text.replace("amount &lt;= 50000", "amount &lt;= 49999"), format="scxml")
    with pytest.raises(AssertionError):
        sum(
            len(beside(walk_of("chaoyang-2021", "expenditure", seed), wrong()))
            for seed in range(200)
        )


def test_every_place_has_its_title_and_ends_are_final() -> None:
    flow = catalog().pack("chaoyang-2021").workflow
    root = ET.fromstring(scxml(walk_of(flow.id, "expenditure", 0).chart))  # noqa: S314  # our own
    finals = [one.get("id") for one in root.iter(f"{{{SCXML}}}final")]
    assert finals == [state.id for state in flow.states.values() if state.final]
    titles = {one.get("{urn:jiuji-docs:chart:1}title") for one in root}
    assert {state.title for state in flow.states.values()} <= titles


def test_every_condition_of_a_document_flow_is_worded() -> None:
    """What a step of an official document asks stands in its chart in Chinese, not by its name."""
    assert set(ASKS) == set(GUARDS)


def columns_pack() -> Pack:
    """Return the pack with parallel checks and a panel, its tiers by amount and by severity too."""
    pack = consulting_pack()
    table = pack.workflow.tables["tier"]
    path = "application.severity"
    rows = (
        TierRow(None, Decimal(500), "awaiting_town", when={path: ("light",)}),
        TierRow(Decimal(500), None, "awaiting_county", when={path: ("light",)}),
        TierRow(None, None, "awaiting_county", when={path: ("grave", "worst")}),
    )
    choices = {path: ("light", "grave", "worst")}
    wider = dataclasses.replace(table, rows=rows, choices=choices)
    flow = dataclasses.replace(pack.workflow, tables={**pack.workflow.tables, "tier": wider})
    return dataclasses.replace(pack, workflow=straight_back(flow))


#: Steps of branches, of the panel and of returns that walks must take before a comparison counts.
WALKED_BESIDE = {
    "answer_bank",
    "answer_house",
    "checked",
    "audit",
    "settle_agreed",
    "settle_disagreed",
    "return_agreed",
}


@pytest.mark.parametrize("route", ["expenditure", "emergency"])
def test_branches_panels_automatic_steps_and_columns_walk_the_same_way(route: str) -> None:
    pack = columns_pack()
    text = scxml(chart_of_pack(pack))
    other = load(text, format="scxml")
    walked: set[str] = set()
    sent_straight = 0
    expenditure = route == "expenditure"
    wanted = WALKED_BESIDE if expenditure else set()
    for seed in range(16 * WALKS):
        if seed >= 4 * WALKS and wanted <= walked and bool(sent_straight) >= expenditure:
            break
        walk = CaseWalk(pack, route, Random(seed))  # noqa: S311
        beside(walk, other())
        walked |= {step.transition for step in walk.steps}
        sent_straight += walk.sent_straight
    assert '<parallel id="accepted"' in text
    assert wanted <= walked
    assert sent_straight or not expenditure


def test_an_export_that_forgets_the_way_straight_back_is_found() -> None:
    """A corrected case that is drawn as walking through everything again no longer walks beside us."""
    pack = columns_pack()
    text = scxml(chart_of_pack(pack))
    assert "straight_to == 'awaiting_town'" in text
    wrong = load(text.replace("straight_to == ''", "1 == 1"), format="scxml")
    with pytest.raises(AssertionError):
        sum(
            len(beside(CaseWalk(pack, "expenditure", Random(seed)), wrong()))  # noqa: S311
            for seed in range(100)
        )


def test_a_branch_that_never_waits_is_found() -> None:
    """An export that forgets to wait for a branch no longer walks beside us."""
    pack = columns_pack()
    text = scxml(chart_of_pack(pack))
    assert "In('bank_answered') and In('house_answered')" in text
    wrong = load(text.replace("In('bank_answered') and ", ""), format="scxml")
    with pytest.raises(AssertionError):
        sum(
            len(beside(CaseWalk(pack, "expenditure", Random(seed)), wrong()))  # noqa: S311
            for seed in range(100)
        )
