"""A worklist holds the states in which a person may act."""

from __future__ import annotations

from jiuji_docs.domain.workflow.worklist import openings, states_for
from tests.common.relief import actor, pack


def test_a_worklist_follows_the_roles() -> None:
    flow = pack().workflow
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
    assert states_for(pack().workflow, actor("finance.clerk")) == frozenset()


def test_cases_are_opened_by_the_town() -> None:
    flow = pack().workflow
    assert [step.id for step in openings(flow, actor("town.clerk"))] == ["accept"]
    assert [step.id for step in openings(flow, actor("town.head"))] == ["relieve"]
    assert openings(flow, actor("county.approver")) == ()
