"""A flow that names what does not exist, or leads nowhere, is refused at its place."""

from __future__ import annotations

import pytest

from jiuji_docs.definitions.read_dispatch import read_flow, shipped_flows
from jiuji_docs.domain.dispatch.flow import SAME
from jiuji_docs.domain.errors import DefinitionError

FLOW = """
id = "f"
title = "流程"
prefix = "F"
start = "a"
[[state]]
id = "a"
title = "甲"
[[step]]
id = "s"
title = "办"
from = ["a"]
to = "same"
roles = ["doc.drafter"]
clause = "条例 19"
"""


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (('start = "a"', 'start = "z"'), "不认识“z”"),
        (('from = ["a"]', 'from = ["z"]'), "不认识“z”"),
        (('to = "same"', 'to = "z"'), "不认识“z”"),
        (('clause = "条例 19"', 'clause = "条例 19"\nguards = ["z"]'), "不认识“z”"),
        (('clause = "条例 19"', 'clause = "条例 19"\neffects = ["z"]'), "不认识“z”"),
        (('clause = "条例 19"', 'clause = "条例 19"\nasks = ["z"]'), "不认识“z”"),
        (('clause = "条例 19"', 'clause = "条例 19"\ncomment = "z"'), "不认识“z”"),
        (('clause = "条例 19"', 'clause = "条例 19"\nby = "z"'), "不认识“z”"),
        (('clause = "条例 19"\n', ""), "缺少键“clause”"),
        (('prefix = "F"', 'prefix = "F"\nz = 1'), "不认识的键“z”"),
    ],
)
def test_what_a_flow_names_must_exist(change: tuple[str, str], words: str) -> None:
    with pytest.raises(DefinitionError, match=words):
        read_flow(FLOW.replace(*change), "flow")


def test_the_sound_one_is_read() -> None:
    assert read_flow(FLOW, "flow").steps["s"].target == SAME


@pytest.mark.parametrize("flow", shipped_flows().values(), ids=lambda flow: flow.id)
def test_every_state_is_reached_and_left_unless_it_is_final(flow: object) -> None:
    from jiuji_docs.domain.dispatch.flow import Flow

    assert isinstance(flow, Flow)
    reached, before = {flow.start}, set[str]()
    while reached != before:
        before = set(reached)
        reached |= {one.target for one in flow.steps.values() if reached & set(one.source)} - {SAME}
    assert reached == set(flow.states)
    for state in flow.states.values():
        moving = [one for one in flow.steps_from(state.id) if one.target != SAME]
        assert bool(moving) != state.final
    assert all(step.clause.startswith("条例") for step in flow.steps.values())
