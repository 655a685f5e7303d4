"""A worklist holds the states in which a person may act."""

from __future__ import annotations

from dataclasses import replace

from jiuji_docs.domain.workflow.policy import Pack
from jiuji_docs.domain.workflow.worklist import openings, states_for
from tests.common.relief import actor, pack


def without_registers(rules: Pack) -> Pack:
    """Return only the steps of relief cases."""
    flow = rules.workflow
    registers = set(flow.registers)
    kept = {
        name: step
        for name, step in flow.transitions.items()
        if not step.routes or set(step.routes) - registers
    }
    return replace(rules, workflow=replace(flow, transitions=kept))


def test_a_register_waits_for_whoever_handles_its_items() -> None:
    assert "discovery_found" in states_for(pack(), actor("village.recorder"))


def test_a_worklist_follows_the_roles() -> None:
    rules = without_registers(pack())
    assert states_for(rules, actor("village.recorder")) == {"investigated"}
    assert states_for(rules, actor("county.approver")) == {
        "awaiting_county",
        "awaiting_city",
        "deliberating",
        "confirming_county",
    }
    assert states_for(rules, actor("archives.archivist")) == {"paid", "refused", "confirmed"}
    assert states_for(rules, actor("audit.reader")) == frozenset()


def test_what_only_a_service_fires_waits_for_nobody() -> None:
    rules = without_registers(pack())
    assert states_for(rules, actor("finance.clerk")) == frozenset()


def test_cases_are_opened_by_the_town() -> None:
    rules = without_registers(pack())
    assert [step.id for step in openings(rules.workflow, actor("town.clerk"))] == ["accept"]
    assert [step.id for step in openings(rules.workflow, actor("town.head"))] == ["relieve"]
    assert openings(rules.workflow, actor("county.approver")) == ()


def test_a_step_that_no_setting_opens_waits_for_nobody() -> None:
    clerk = actor("town.clerk")
    assert "reviewed" not in states_for(without_registers(pack()), clerk)
    assert "reviewed" in states_for(without_registers(pack({"publicity_days": 7})), clerk)
