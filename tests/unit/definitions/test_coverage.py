"""Coverage says what carries each clause."""

from __future__ import annotations

from jiuji_docs.definitions.coverage import coverage
from jiuji_docs.definitions.scenarios import shipped_scenarios
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
