"""History alone says where a case stands."""

from __future__ import annotations

from jiuji_docs.domain.workflow.branches import beside
from jiuji_docs.domain.workflow.definition import START
from jiuji_docs.domain.workflow.facts import StepTaken
from jiuji_docs.domain.workflow.replay import replay, state_after
from tests.common.consultation import consulting_pack
from tests.common.relief import NOW

FLOW = consulting_pack().workflow
WAY = (
    ("accept", START, "accepted"),
    ("answer_bank", "bank_asked", "bank_answered"),
    ("visit_house", "house_asked", "house_visited"),
    ("answer_house", "house_visited", "house_answered"),
    ("checked", "accepted", "verified"),
)
STEPS = tuple(
    StepTaken(seq, step, source, target, "somebody", NOW)
    for seq, (step, source, target) in enumerate(WAY, start=1)
)


def test_steps_of_branches_do_not_move_the_case() -> None:
    assert replay(FLOW, ()) == START
    assert replay(FLOW, STEPS[:4]) == "accepted"
    assert replay(FLOW, reversed(STEPS)) == "verified"


def test_the_state_after_a_step_includes_the_automatic_ones_behind_it() -> None:
    assert state_after(FLOW, STEPS, 3) == "accepted"
    assert state_after(FLOW, STEPS, 4) == "verified"


def test_work_in_one_branch_stands_beside_work_in_another_only() -> None:
    bank, house = FLOW.transitions["answer_bank"], FLOW.transitions["answer_house"]
    assert beside(FLOW, bank, STEPS[2:4])
    assert not beside(FLOW, house, STEPS[2:3])
    assert not beside(FLOW, bank, STEPS[2:5])
    assert not beside(FLOW, FLOW.transitions["investigate"], STEPS[1:2])


def test_answers_stand_beside_answers_but_not_behind_a_return() -> None:
    vote = FLOW.transitions["give_opinion"]
    other = StepTaken(9, "give_opinion", "deliberating", "deliberating", "other", NOW)
    back = StepTaken(10, "return_agreed", "agreed", "accepted", "other", NOW)
    assert beside(FLOW, vote, [other])
    assert not beside(FLOW, vote, [other, back])
