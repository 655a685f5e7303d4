"""A pack says which table it goes by; the form that asks for its facts is made from the table."""

from __future__ import annotations

from typing import Any

import pytest

from jiuji_docs.definitions.edition import edition_of, read_edition, write_edition
from jiuji_docs.domain.errors import DefinitionError
from jiuji_docs.domain.workflow.policy import Pack
from tests.common.adapted import adapted
from tests.common.relief import catalog, pack

CHOSEN = {"amount_table": "formula-months"}


def steps_with(rules: Pack, form: str) -> list[str]:
    return [step.id for step in rules.workflow.transitions.values() if form in step.forms]


def test_without_a_table_nobody_is_asked_for_anything() -> None:
    rules = pack()
    assert rules.amounts == ()
    assert "amount_table_facts" not in rules.forms
    assert steps_with(rules, "amount_reason") == []
    names = {name for step in rules.workflow.transitions.values() for name in step.forms}
    assert not any(name.endswith("?") for name in names)


def test_a_chosen_table_brings_its_form_to_the_steps_that_need_it() -> None:
    rules = pack(CHOSEN)
    assert steps_with(rules, "amount_table_facts") == ["investigate", "register"]
    assert steps_with(rules, "amount_reason") == ["audit", "register"]
    fields = {field.name: field for field in rules.forms["amount_table_facts"].fields}
    assert list(fields) == ["kind", "class", "persons", "self_paid"]
    assert (fields["persons"].known_from, fields["persons"].required) == (
        "application.household_size",
        False,
    )
    assert (fields["class"].required, fields["self_paid"].default) == (True, "0")
    assert (fields["persons"].minimum, fields["persons"].maximum) == ("1", "30")


def test_the_table_is_part_of_what_the_pack_is() -> None:
    sums = {pack(settings).checksum for settings in ({}, CHOSEN, {"amount_table": "jinshe"})}
    assert len(sums) == 3


def test_the_locality_s_own_document_is_told_for_another_s_table_only() -> None:
    source = {"amount_table_source": "示民发〔2024〕3号"}
    assert pack(CHOSEN | source).amounts[0].adopted_by == "示民发〔2024〕3号"
    own = catalog().with_office("national-2026", source)
    assert [use.adopted_by for use in own.amounts] == [""]


def test_a_table_for_some_cases_comes_before_the_one_for_all() -> None:
    rules = adapted(["quick_relief"], {**CHOSEN, "quick_amount_table": "national-2026-fast"})
    assert [(use.table.id, use.value) for use in rules.amounts] == [
        ("national-2026-fast", "quick"),
        ("formula-months", ""),
    ]


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"amount_table": "nowhere"}, "没有救助标准表“nowhere”；可用：by-days、"),
        ({"amount_table": "No Name"}, "救助标准表的编号"),
        ({"amount_table": "jinshe", "subsistence_standard": "much"}, "金额"),
    ],
)
def test_a_choice_there_is_none_of_is_refused(settings: dict[str, Any], says: str) -> None:
    with pytest.raises(DefinitionError, match=says):
        pack(settings)


def test_a_setting_that_is_no_value_of_its_fact_is_refused_when_the_pack_is_read() -> None:
    decided = {"quick_amount_table": "national-2026-fast", "quick_basis": "household"}
    with pytest.raises(DefinitionError, match="应为 case（每件）、person（每人）"):
        adapted(["quick_relief"], decided)


def test_an_edition_keeps_the_table_it_was_published_with() -> None:
    edition = edition_of(catalog(), "chaoyang-2021", CHOSEN)
    kept = read_edition(write_edition(edition))
    assert kept.pack().checksum == edition.pack().checksum
    assert [use.table.id for use in kept.pack().amounts] == ["formula-months"]
    assert list(kept.sources.amounts) == ["formula-months"]
