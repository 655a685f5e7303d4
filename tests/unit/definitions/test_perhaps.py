"""A name with a question mark counts only where what it names is there (如果有的话)."""

from __future__ import annotations

from jiuji_docs.definitions.perhaps import only_what_is_there
from tests.common.adapted import adapted

FLOW = {
    "state": [{"id": "reviewed"}],
    "transition": [
        {"id": "tell", "from": ["reviewed", "publicised?", "reviewed?"]},
        {"id": "approve", "from": ["reviewed"], "not_same_person_as": ["tell?", "visit?"]},
    ],
    "time_limit": [{"id": "decision", "starts": ["tell"], "ends": ["approve?", "approve_town?"]}],
}


def test_marked_names_are_kept_bare_or_left_out_and_nothing_else_changes() -> None:
    settled = only_what_is_there(FLOW)
    assert settled["transition"][0]["from"] == ["reviewed"]
    assert settled["transition"][1]["not_same_person_as"] == ["tell"]
    assert settled["time_limit"][0]["ends"] == ["approve"]
    assert FLOW["transition"][0]["from"] == ["reviewed", "publicised?", "reviewed?"]


def test_findings_are_told_during_publicity_where_there_is_any() -> None:
    names = ["investigation_inquiry", "publicity"]
    assert adapted(names).workflow.transitions["tell_findings"].source == ("reviewed", "publicised")
    alone = adapted(names[:1]).workflow.transitions["tell_findings"]
    assert alone.source == ("reviewed",)
