"""Whatever stands in a definition file is read, or refused with its place; never a traceback, never run."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiuji_docs.definitions.checks import unreadable
from jiuji_docs.definitions.finding import Finding
from jiuji_docs.definitions.rules import check_pack
from jiuji_docs.domain.errors import DefinitionError
from tests.common.mutants import Mutant

#: What somebody may type, paste or break.
JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**20), 10**20),
    st.floats(),
    st.text(max_size=20),
    st.sampled_from(
        [
            "__import__('os').system('id')",
            "{{7*7}}",
            "../../etc/passwd",
            "2024-02-30",
            "9" * 5000,
            "",
        ]
    ),
    st.lists(st.integers(), max_size=2),
    st.dictionaries(st.text(max_size=4), st.integers(), max_size=2),
    st.builds(lambda: [[[[[["deep"]]]]]]),
)
#: Seconds a workflow of ten thousand states may take to be read and checked.
PATIENCE = 10.0
STATES = 10_000


def break_one(data: st.DataObject, tree: Any) -> None:
    """Change, drop or add one thing somewhere in a tree of plain data."""
    here = tree
    while True:
        inner = [key for key in _keys(here) if isinstance(here[key], dict | list) and here[key]]
        if not inner or data.draw(st.integers(0, 3)) == 0:
            break
        here = here[data.draw(st.sampled_from(inner))]
    key = data.draw(st.sampled_from(_keys(here)))
    if isinstance(here, dict) and data.draw(st.booleans()):
        here.pop(key)
        here[data.draw(st.sampled_from([key, "unknown_key", "from"]))] = data.draw(JUNK)
    else:
        here[key] = data.draw(JUNK)


def _keys(tree: Any) -> list[Any]:
    return list(tree) if isinstance(tree, dict) else list(range(len(tree)))


@settings(max_examples=60)
@given(st.data())
def test_a_broken_definition_is_a_finding_and_never_a_traceback(data: st.DataObject) -> None:
    mutant = Mutant()
    trees = [mutant.workflow, mutant.policy, *mutant.forms.values()]
    for _ in range(data.draw(st.integers(1, 3))):
        break_one(data, data.draw(st.sampled_from(trees)))
    for item in findings(mutant):
        assert item.file
        assert item.place
        assert item.rule


def findings(mutant: Mutant) -> list[Finding]:
    """Return what the lint says, of a pack that cannot be read too."""
    try:
        return list(check_pack(mutant.pack()))
    except DefinitionError as error:
        return [unreadable(error)]


@pytest.mark.parametrize("text", ["a\0b", "a\u202eb", "a\u200bb", "a\ud800"])
def test_a_character_that_nobody_sees_is_refused_with_its_place(text: str) -> None:
    mutant = Mutant()
    mutant.step("audit").update(title=text)
    (found,) = findings(mutant)
    assert (found.place, found.rule) == ("transition[audit].title", "DF-01")
    assert "第 2 个字符" in found.message


def test_a_paper_signed_too_soon_is_told_with_the_way_that_leads_there() -> None:
    mutant = Mutant()
    skip = {**mutant.step("investigate"), "id": "skip", "title": "略过", "to": "reviewed"}
    mutant.workflow["transition"].append({**skip, "documents": [], "signs": [], "guards": []})
    told = [item.message for item in findings(mutant) if item.rule == "WF-11"]
    assert any(message.endswith("如这样走来：受理 → 略过 → 乡镇审核") for message in told)


def test_ten_thousand_states_are_checked_in_time() -> None:
    mutant = Mutant()
    names = [f"s{number}" for number in range(STATES)]
    mutant.workflow["state"] += [{"id": name, "title": name} for name in names]
    mutant.workflow["transition"] += [
        {
            "id": f"t{source}",
            "title": f"办理{source}",
            "from": [source],
            "to": target,
            "roles": ["town.clerk"],
            "routes": ["expenditure"],
            "clauses": ["CY-4.3.1b"],
        }
        for source, target in zip(["accepted", *names], [*names, "filed"], strict=True)
    ]
    began = time.process_time()
    assert list(check_pack(mutant.pack())) == []
    assert time.process_time() - began < PATIENCE
