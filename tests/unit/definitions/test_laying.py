"""A layer cites its own clauses and says where a new entry stands (改引、次序)."""

from __future__ import annotations

import pytest

from jiuji_docs.definitions.layer_nodes import LAYER_NODES
from jiuji_docs.definitions.laying import change_entry, lay
from jiuji_docs.domain.errors import DefinitionError

UNDER = {
    "id": "accept",
    "guards": [{"name": "quorum", "clause": "SJ-11"}, {"name": "votes_add_up", "form": "review"}],
}


def test_named_conditions_cite_the_new_clause_and_others_stay() -> None:
    laid = change_entry(UNDER, {"id": "accept", "cites": {"quorum": "CY-4.3.1b"}}, "here")
    assert laid["guards"] == [{"name": "quorum", "clause": "CY-4.3.1b"}, UNDER["guards"][1]]
    assert UNDER["guards"][0] == {"name": "quorum", "clause": "SJ-11"}


def test_a_condition_the_base_does_not_have_is_refused_with_its_place() -> None:
    with pytest.raises(DefinitionError, match="cash_at_most") as refused:
        change_entry(UNDER, {"id": "accept", "cites": {"cash_at_most": "CY-1"}}, "here")
    assert refused.value.where == "here.cites"


def test_a_new_entry_takes_the_place_it_names() -> None:
    under = {"state": [{"id": "accepted"}, {"id": "reviewed"}]}
    added = [
        {"id": "investigated", "title": "已调查", "after": "accepted"},
        {"id": "publicised", "title": "公示中", "before": "reviewed"},
    ]
    laid = lay(under, {"state": added}, LAYER_NODES["workflow"], "here")
    assert [item["id"] for item in laid["state"]] == [
        "accepted",
        "investigated",
        "publicised",
        "reviewed",
    ]
    assert "after" not in laid["state"][1]


def test_a_place_beside_what_is_not_there_is_refused() -> None:
    added = [{"id": "investigated", "title": "已调查", "after": "nowhere"}]
    with pytest.raises(DefinitionError, match="nowhere"):
        lay({"state": []}, {"state": added}, LAYER_NODES["workflow"], "here")
