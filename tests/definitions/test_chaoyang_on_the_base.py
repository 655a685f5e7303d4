"""朝阳县 on the base with its adaptations is the procedure that once stood in one file, step by step."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from jiuji_docs.definitions.loader import load_file
from jiuji_docs.definitions.read_workflow import read_workflow
from jiuji_docs.domain.workflow.definition import Workflow
from tests.common.relief import catalog

WHOLE = Path(__file__).resolve().parents[1] / "stories" / "chaoyang-2021-whole.toml"
#: Lists whose order says nothing.
UNORDERED = {"starts", "ends", "source"}


def _whole() -> Workflow:
    return read_workflow(load_file(WHOLE), "whole", catalog().pack("chaoyang-2021").policy)


def _of_a_register(name: str) -> bool:
    """Say whether an entry came with the registers, of which the document asks for three."""
    flow = catalog().pack("chaoyang-2021").workflow
    steps = [step for step in flow.transitions.values() if set(step.routes) & set(flow.registers)]
    states = {state for step in steps for state in (*step.source, step.target)}
    limits = {
        limit.id
        for limit in flow.time_limits.values()
        if set(limit.starts) <= {step.id for step in steps}
    }
    return name in {*states, *limits, *(step.id for step in steps)}


def _facts(entry: object) -> dict[str, object]:
    found = {item.name: getattr(entry, item.name) for item in fields(entry)}  # type: ignore[arg-type]
    return {name: sorted(v) if name in UNORDERED else v for name, v in found.items()}


@pytest.mark.parametrize("kind", ["states", "transitions", "tables", "time_limits", "debts"])
def test_every_entry_is_as_it_stood_in_one_file_and_in_its_order(kind: str) -> None:
    whole, laid = getattr(_whole(), kind), getattr(catalog().pack("chaoyang-2021").workflow, kind)
    assert [name for name in laid if name in whole] == list(whole)
    assert all(_of_a_register(name) for name in laid if name not in whole)
    for name, entry in whole.items():
        assert _facts(laid[name]) == _facts(entry), name


def test_routes_and_posts_are_the_same() -> None:
    whole, laid = _whole(), catalog().pack("chaoyang-2021").workflow
    assert {name: laid.routes[name] for name in whole.routes} == dict(whole.routes)
    assert {name: laid.roles[name] for name in whole.roles} == dict(whole.roles)
    assert set(laid.routes) - set(whole.routes) == set(laid.registers)
    assert (laid.branches, laid.panels) == (whole.branches, whole.panels)
    # Rights came only with the registers' own forms.
    steps = laid.transitions.values()
    relief = {form for step in steps if not _of_a_register(step.id) for form in step.forms}
    assert tuple(one for one in laid.rights if one.form in relief) == whole.rights


def test_the_pack_itself_says_only_what_its_document_says() -> None:
    steps = catalog().rooms.workflows / "chaoyang-2021" / "workflow.toml"
    own = load_file(steps)
    whole = load_file(WHOLE)
    assert len(str(own)) < len(str(whole)) / 2
