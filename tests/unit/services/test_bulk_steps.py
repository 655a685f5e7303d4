"""Many cases at once are judged each on its own, written together, and told one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from jiuji_docs.domain.errors import GuardRefused
from jiuji_docs.domain.workflow.definition import SignatureRule, Transition
from jiuji_docs.services.bulk_steps import MOST, BulkLine, BulkStepService
from jiuji_docs.services.command import Command
from jiuji_docs.services.house import House
from jiuji_docs.services.ledger_check import check_ledger
from jiuji_docs.services.transitions import TransitionService
from tests.common.cases import PACK, case_at, fire, scenario

HEAD = "yangshan.head"
SIGN = Transition(
    "sign_together",
    "签批",
    ("awaiting_town",),
    "awaiting_county",
    roles=("town.head",),
    signs=(SignatureRule("approval_expenditure", "decision_town"),),
    not_same_person_as=("audit",),
    recusal=True,
)


@pytest.fixture(autouse=True)
def _with_a_plain_step(house: House) -> None:
    pack = house.pack(PACK)
    steps = {**pack.workflow.transitions, SIGN.id: SIGN}
    house.adopt(replace(pack, workflow=replace(pack.workflow, transitions=steps)))


def another(house: House, month: int) -> str:
    """Return a case of another matter of the same person, waiting for the town's decision."""
    values = {"application": {"occurred_on": f"2023-{month:02d}-01"}}
    exception = {"audit": {"proposed_amount": "100.00"}}
    number = fire(house, "yangshan.clerk", "accept", forms=values).case
    fire(house, "yangshan.investigator", "investigate", number)
    fire(house, "lihua.recorder", "review", number)
    fire(house, "yangshan.auditor", "audit", number, forms=exception)
    return number


def together(
    house: House, numbers: Sequence[str], who: str = HEAD, step: str = SIGN.id, run: str = "1"
) -> tuple[BulkLine, ...]:
    commands = [Command(step, f"batch{run}:{number}", case=number) for number in numbers]
    return house.run(lambda desk: BulkStepService(desk).fire(commands, desk.actor(who)))


def refusals(lines: Sequence[BulkLine]) -> list[str]:
    return [line.refusal.code if line.refusal else "" for line in lines]


def test_a_batch_does_to_each_case_what_one_step_does(house: House) -> None:
    alone, first, second = (another(house, month) for month in (1, 2, 3))
    command = Command(SIGN.id, "alone", case=alone)
    house.run(lambda desk: TransitionService(desk).fire(command, desk.actor(HEAD)))

    lines = together(house, [first, second])

    assert [line.outcome.state for line in lines if line.outcome] == ["awaiting_county"] * 2
    with house.desk(write=False) as desk:
        seen = []
        for number in (alone, first, second):
            case = desk.cases.get(number)
            step = desk.cases.steps(case.id)[-1]
            paper = desk.documents.latest(case.id, "approval_expenditure")
            assert paper is not None
            mark = desk.documents.signatures(paper.id)[-1]
            seen.append(
                (
                    case.state,
                    case.version,
                    case.closed,
                    step.seq,
                    step.source,
                    step.target,
                    step.amount,
                    step.account_id,
                    step.voided,
                    mark.place,
                    mark.state,
                    mark.appearance,
                )
            )
        assert seen[0] == seen[1] == seen[2]
    assert check_ledger(house).ok


def test_the_papers_of_a_batch_are_printed(house: House) -> None:
    numbers = [another(house, month) for month in (1, 2)]
    with house.desk(write=False) as desk:
        before = desk.jobs.waiting()
    together(house, numbers)
    with house.desk(write=False) as desk:
        assert desk.jobs.waiting() == before + 2


def test_each_case_is_judged_on_its_own(house: House) -> None:
    ready, early = another(house, 1), case_at(house, "reviewed")

    lines = together(house, [ready, early, "YANGSHAN-2024-9999"])

    assert [line.case for line in lines] == [ready, early, "YANGSHAN-2024-9999"]
    assert refusals(lines) == ["", "not_in_state", "not_found"]
    assert lines[0].outcome is not None


def test_a_batch_sent_again_gives_the_same_answers_and_no_second_step(house: House) -> None:
    numbers = [another(house, month) for month in (1, 2)]
    first = together(house, numbers)

    again = together(house, numbers)

    assert all(line.outcome and line.outcome.repeated for line in again)
    assert [line.outcome.seq for line in again if line.outcome] == [
        line.outcome.seq for line in first if line.outcome
    ]


def test_who_may_not_take_one_may_not_take_many(house: House) -> None:
    numbers = [another(house, 1)]
    assert refusals(together(house, numbers, "yangshan.clerk")) == ["role"]
    assert refusals(together(house, numbers, "qinghe.head")) == ["not_found"]


def test_a_step_that_does_more_is_taken_one_by_one_in_the_same_transaction(house: House) -> None:
    numbers = [another(house, month) for month in (1, 2)]
    decision = scenario().forms["decision"]
    commands = [
        Command("approve_town", f"approve:{number}", case=number, entries={"decision": values})
        for number, values in zip(
            numbers, ({**decision, "approved_amount": "100.00"}, decision), strict=True
        )
    ]
    lines = house.run(lambda desk: BulkStepService(desk).fire(commands, desk.actor(HEAD)))
    assert [line.outcome.state for line in lines if line.outcome] == ["approved", "approved"]
    with house.desk(write=False) as desk:
        paid = [desk.payments.of_case(desk.cases.get(number).id) for number in numbers]
    assert [len(rows) for rows in paid] == [1, 1]


@pytest.mark.parametrize(
    ("cases", "steps", "code"),
    [
        (["A", "A"], ["x", "x"], "named_twice"),
        (["A", "B"], ["x", "y"], "different_steps"),
        ([f"C{n}" for n in range(MOST + 1)], ["x"] * (MOST + 1), "too_many"),
    ],
)
def test_a_batch_that_makes_no_sense_is_refused_whole(
    house: House, cases: list[str], steps: list[str], code: str
) -> None:
    commands = [
        Command(step, f"k{place}", case=case)
        for place, (case, step) in enumerate(zip(cases, steps, strict=True))
    ]
    with pytest.raises(GuardRefused) as refused:
        house.run(lambda desk: BulkStepService(desk).fire(commands, desk.actor(HEAD)))
    assert refused.value.code == code
