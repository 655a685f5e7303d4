"""Where a step leads: tiers by amount and class, straight back to a return, the program's own steps."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

import pytest

from jiuji_docs.domain.errors import GuardRefused
from jiuji_docs.domain.workflow.engine import automatic, find, offers, step
from jiuji_docs.domain.workflow.facts import StepTaken
from jiuji_docs.domain.workflow.policy import Pack
from jiuji_docs.domain.workflow.targets import may_go_straight, straight_from
from jiuji_docs.domain.workflow.tiers import TierRow, TierTable
from tests.common.consultation import consulting_pack, straight_back
from tests.common.relief import NOW, actor, facts, pack

AUDITOR = actor("town.auditor")
URGENCY = "audit.urgency"


def graded() -> Pack:
    """The pack whose audit goes by urgency first, and by amount only where it is not severe."""
    rows = (
        TierRow(None, None, "awaiting_city", when={URGENCY: ("severe",)}),
        TierRow(None, Decimal(500), "awaiting_town", when={URGENCY: ("normal", "")}),
        TierRow(Decimal(500), None, "awaiting_county", when={URGENCY: ("normal", "")}),
    )
    table = TierTable(
        "tier", "分档", rows, "audit.proposed_amount", {URGENCY: ("severe", "normal")}
    )
    flow = pack().workflow
    return dataclasses.replace(
        pack(), workflow=dataclasses.replace(flow, tables={**flow.tables, "tier": table})
    )


@pytest.mark.parametrize(
    ("urgency", "amount", "target"),
    [
        ("severe", "1.00", "awaiting_city"),
        ("severe", "9000.00", "awaiting_city"),
        ("normal", "500.00", "awaiting_town"),
        ("normal", "500.01", "awaiting_county"),
    ],
)
def test_a_table_goes_by_class_and_amount(urgency: str, amount: str, target: str) -> None:
    entering = {"audit": {"proposed_amount": Decimal(amount), "urgency": urgency}}
    case = facts("reviewed", entering=entering, known={"review.conclusion": "fits"})
    assert step(graded(), case, "audit", AUDITOR).target == target


def test_a_class_without_a_row_is_a_refusal_and_no_traceback() -> None:
    entering = {"audit": {"proposed_amount": Decimal(1), "urgency": "unheard"}}
    case = facts("reviewed", entering=entering, known={"review.conclusion": "fits"})
    with pytest.raises(GuardRefused, match="没有与所填内容相符的一档"):
        step(graded(), case, "audit", AUDITOR)


def test_every_combination_of_choices_is_walked_through() -> None:
    table = TierTable("t", "t", (), choices={"a.x": ("1", "2"), "a.y": ("3",)})
    assert list(table.combinations()) == [{"a.x": "1", "a.y": "3"}, {"a.x": "2", "a.y": "3"}]
    assert list(TierTable("t", "t", ()).combinations()) == [{}]


def straight() -> Pack:
    """The pack in which the town's return sends the case straight back to the town."""
    flow = pack().workflow
    back = dataclasses.replace(flow.transitions["return_town"], straight=True)
    steps = {**flow.transitions, "return_town": back}
    return dataclasses.replace(pack(), workflow=dataclasses.replace(flow, transitions=steps))


def walked(*ways: tuple[str, str, str]) -> tuple[StepTaken, ...]:
    return tuple(
        StepTaken(number, step, source, target, "somebody", NOW)
        for number, (step, source, target) in enumerate(ways, start=1)
    )


def test_a_corrected_case_goes_straight_back_to_where_it_was_returned_from() -> None:
    steps = walked(
        ("review", "investigated", "reviewed"), ("return_town", "awaiting_town", "reviewed")
    )
    entering = {"audit": {"proposed_amount": Decimal(9000)}}
    known = {"review.conclusion": "fits"}
    case = facts("reviewed", steps=steps, entering=entering, known=known)

    assert step(straight(), case, "audit", AUDITOR).target == "awaiting_town"
    assert step(pack(), case, "audit", AUDITOR).target == "awaiting_county"


def test_once_it_moved_on_a_straight_return_is_over() -> None:
    steps = walked(
        ("return_town", "awaiting_town", "accepted"), ("investigate", "accepted", "awaiting_town")
    )
    entering = {"audit": {"proposed_amount": Decimal(9000)}}
    case = facts("reviewed", steps=steps, entering=entering, known={"review.conclusion": "fits"})
    assert step(straight(), case, "audit", AUDITOR).target == "awaiting_county"


def test_a_corrected_case_that_is_given_up_does_not_go_back() -> None:
    flow = straight().workflow
    leads = {name: may_go_straight(flow, step) for name, step in flow.transitions.items()}
    assert (leads["audit"], leads["investigate"]) == (True, True)
    assert [leads[name] for name in ("return_county", "refuse_town", "archive")] == [False] * 3
    assert straight_from(flow, "reviewed") == ("awaiting_town",)
    assert straight_from(flow, "awaiting_town") == ()


def test_a_step_inside_a_branch_does_not_end_the_way_straight_back() -> None:
    flow = straight_back(consulting_pack().workflow)
    returned = walked(
        ("checked", "accepted", "verified"),
        ("return_agreed", "agreed", "accepted"),
        ("answer_bank", "bank_asked", "bank_answered"),
        ("visit_house", "house_asked", "house_visited"),
        ("answer_house", "house_visited", "house_answered"),
    )
    both = {"bank": "bank_answered", "house": "house_answered"}
    case = facts("accepted", steps=returned, branches=both)
    taken = automatic(dataclasses.replace(consulting_pack(), workflow=flow), case)
    assert taken is not None
    assert (taken.transition.id, taken.target) == ("checked", "agreed")


def test_the_program_takes_its_step_when_the_conditions_hold_and_offers_it_to_nobody() -> None:
    both = {"bank": "bank_answered", "house": "house_answered"}
    one = {"bank": "bank_answered", "house": "house_asked"}
    taken = automatic(consulting_pack(), facts("accepted", branches=both))
    assert taken is not None
    assert (taken.transition.id, taken.source, taken.state) == ("checked", "accepted", "verified")
    assert automatic(consulting_pack(), facts("accepted", branches=one)) is None
    everybody = actor(*consulting_pack().workflow.roles)
    shown = {item.transition.id for item in offers(consulting_pack(), facts("accepted"), everybody)}
    assert "checked" not in shown


def test_a_step_of_a_branch_moves_the_branch_and_not_the_case() -> None:
    case = facts("accepted", branches={"bank": "bank_asked"})
    taken = step(consulting_pack(), case, "answer_bank", actor("town.clerk"))
    assert (taken.source, taken.target) == ("bank_asked", "bank_answered")
    assert (taken.state, taken.branch) == ("accepted", "bank")
    assert find(consulting_pack(), case, "answer_bank").id == "answer_bank"
