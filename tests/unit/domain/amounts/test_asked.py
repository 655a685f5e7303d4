"""A clerk is asked for what a row may need and no setting decides, and for nothing else."""

from __future__ import annotations

from jiuji_docs.definitions.read_amounts import shipped_amounts
from jiuji_docs.domain.amounts.asked import asked, decided_apart, entered_paths, used_facts

TABLES = shipped_amounts()


def ids(table: str, **settled: object) -> list[str]:
    return [fact.id for fact in asked(TABLES[table], settled)]


def test_what_a_setting_decides_is_not_asked() -> None:
    assert ids("shanghai-29") == ["persons"]
    assert ids("weisi-2024") == ["kind", "class", "severity", "self_paid"]


def test_a_settled_choice_takes_away_what_only_other_rows_need() -> None:
    assert ids("national-2026-fast", basis="case") == []
    assert ids("national-2026-fast", basis="person") == ["persons"]


def test_caps_and_nested_sums_count_as_uses() -> None:
    assert {"spent", "given", "days_in_month"} <= used_facts(TABLES["by-days"], {})
    assert {"standard", "persons", "self_paid"} <= used_facts(TABLES["formula-months"], {})


def test_a_fact_may_be_said_by_a_form_and_still_be_asked() -> None:
    persons = TABLES["shanghai-29"].facts["persons"]
    assert (decided_apart(persons), entered_paths(persons)) == (
        False,
        ("application.household_size",),
    )
    assert decided_apart(TABLES["shanghai-29"].facts["standard"])
