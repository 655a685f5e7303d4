"""A worklist holds the states in which a person may act."""

from __future__ import annotations

from dataclasses import replace

from jiuji_docs.domain.workflow.definition import Workflow
from jiuji_docs.domain.workflow.worklist import openings, states_for
from tests.common.relief import actor, pack


def without_registers(flow: Workflow) -> Workflow:
    """Return only the steps of relief cases."""
    registers = set(flow.registers)
    kept = {
        name: step
        for name, step in flow.transitions.items()
        if not step.routes or set(step.routes) - registers
    }
    return replace(flow, transitions=kept)


def test_a_register_waits_for_whoever_handles_its_items() -> None:
    flow = pack().workflow
    assert "discovery_found" in states_for(flow, actor("village.recorder"))


def test_a_worklist_follows_the_roles() -> None:
    flow = without_registers(pack().workflow)
    assert states_for(flow, actor("village.recorder")) == {"investigated"}
    assert states_for(flow, actor("county.approver")) == {
        "awaiting_county",
        "awaiting_city",
        "deliberating",
        "confirming_county",
    }
    assert states_for(flow, actor("archives.archivist")) == {"paid", "refused", "confirmed"}
    assert states_for(flow, actor("audit.reader")) == frozenset()


def test_what_only_a_service_fires_waits_for_nobody() -> None:
    flow = without_registers(pack().workflow)
    assert states_for(flow, actor("finance.clerk")) == frozenset()


def test_cases_are_opened_by_the_town() -> None:
    flow = without_registers(pack().workflow)
    assert [step.id for step in openings(flow, actor("town.clerk"))] == ["accept"]
    assert [step.id for step in openings(flow, actor("town.head"))] == ["relieve"]
    assert openings(flow, actor("county.approver")) == ()
