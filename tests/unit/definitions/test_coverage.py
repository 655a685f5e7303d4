"""Coverage says what carries each clause."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jiuji_docs.definitions.coverage import coverage
from jiuji_docs.definitions.scenarios import refuse_unknown_clauses, shipped_scenarios
from jiuji_docs.definitions.walks import walked
from jiuji_docs.domain.errors import DefinitionError
from jiuji_docs.domain.scenario import Scenario
from tests.common.relief import pack


def test_a_clause_is_carried_by_what_it_names_and_what_cites_it() -> None:
    rows = {row.clause.id: row for row in coverage(pack(), shipped_scenarios("chaoyang-2021"))}
    tier = rows["CY-4.3.2"]
    assert {"parameter:town_ceiling", "table:tier", "transition:refer_city"} <= set(tier.elements)
    assert "guard:approve_town.amount_at_most" in tier.elements
    assert len(tier.elements) == len(set(tier.elements))
    assert {"expenditure_town", "city_tier"} <= set(tier.scenarios)


def test_a_clause_that_needs_nothing_says_why() -> None:
    rows = {row.clause.id: row for row in coverage(pack(), ())}
    assert rows["CY-1"].elements == ()
    assert rows["CY-1"].is_answered
    assert rows["CY-1"].clause.reason


def test_without_scenarios_nothing_is_walked() -> None:
    assert not any(row.scenarios for row in coverage(pack(), ()))


def test_a_refused_step_proves_its_conditions_and_nothing_else() -> None:
    walk = walked(pack(), _cut("cash_delivered", refused="role"))
    assert "guard:accept.not_same_matter_within" in walk
    assert "parameter:repeat_window" in walk
    assert "transition:accept" not in walk
    assert "form:application" not in walk


def test_what_a_step_enters_proves_the_value_of_an_enumeration() -> None:
    walk = walked(pack(), _cut("cash_delivered"))
    assert {"enumeration:causes", "enumeration:causes.accident", "route:expenditure"} <= walk
    assert "enumeration:causes.schooling" not in walk


def test_a_clause_is_proved_by_the_step_that_says_so() -> None:
    scenario = _cut("cash_delivered")
    rows = {row.clause.id: row for row in coverage(pack(), [scenario])}
    assert not rows["CY-3.4"].is_proved
    said = replace(scenario, steps=(replace(scenario.steps[0], shows=("CY-3.4",)),))
    rows = {row.clause.id: row for row in coverage(pack(), [said])}
    assert rows["CY-3.4"].scenarios == ("cash_delivered",)


def test_no_scenario_is_asked_of_a_cited_document_or_of_a_reason() -> None:
    rows = {row.clause.id: row for row in coverage(pack(), ())}
    assert rows["SJ-58"].is_proved
    assert rows["CY-1"].is_proved
    assert not rows["CY-2b"].is_proved


def test_a_step_that_shows_a_clause_nobody_listed_is_refused() -> None:
    wrong = _cut("cash_delivered")
    wrong = replace(wrong, steps=(replace(wrong.steps[0], shows=("CY-9",)),))
    with pytest.raises(DefinitionError, match=r"step\[1\]\.shows.*没有“CY-9”这一条"):
        refuse_unknown_clauses(wrong, pack().policy.clauses)


def _cut(name: str, refused: str = "") -> Scenario:
    """Return the first step of a shipped scenario, as if it should be *refused*."""
    found = next(item for item in shipped_scenarios("chaoyang-2021") if item.id == name)
    first = replace(found.steps[0], expect=replace(found.steps[0].expect, refused=refused))
    return replace(found, steps=(first,))
