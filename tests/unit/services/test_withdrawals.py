"""The person who took the last step takes it back, and nobody else, on both databases."""

from __future__ import annotations

from typing import Any

import pytest

from jiuji_docs.domain.errors import NotFound, Refused
from jiuji_docs.domain.workflow.replay import replay
from jiuji_docs.services import facts
from jiuji_docs.services.case_file import CaseFileService
from jiuji_docs.services.house import House
from jiuji_docs.services.withdrawals import WithdrawalService
from tests.common.cases import case_at, fire


def withdraw(house: House, who: str, case: str, key: str = "w", **more: Any) -> Any:
    return house.run(
        lambda desk: WithdrawalService(desk).withdraw(case, key, "填错了", desk.actor(who), **more)
    )


def code(house: House, who: str, case: str) -> str:
    with pytest.raises(Refused) as caught:
        withdraw(house, who, case, key=f"{who}:{case}")
    return caught.value.code


def test_the_step_is_void_with_its_papers_and_may_be_taken_again(house: House) -> None:
    case = case_at(house, "awaiting")
    assert withdraw(house, "yangshan.auditor", case).state == "reviewed"
    with house.desk(write=False) as desk:
        row = desk.cases.get(case)
        steps = desk.cases.steps(row.id)
        assert row.state == "reviewed"
        assert [step.voided for step in steps[-2:]] == [True, False]
        assert not desk.cases.latest_values(row.id, "audit")
        flow = desk.pack(row.pack).workflow
        assert replay(flow, facts.steps_of(desk, row.id)) == "reviewed"
        shown = CaseFileService(desk).view(case, desk.actor("yangshan.auditor")).steps[-1]
        assert (shown.title, shown.comment) == ("撤回", "填错了")
    assert fire(house, "yangshan.auditor", "audit", case).state == "awaiting_town"


def test_the_same_page_again_gets_the_same_answer(house: House) -> None:
    case = case_at(house, "awaiting")
    first = withdraw(house, "yangshan.auditor", case)
    again = withdraw(house, "yangshan.auditor", case)
    assert (again.seq, again.repeated) == (first.seq, True)


def test_nobody_else_and_nothing_else_is_taken_back(house: House) -> None:
    case = case_at(house, "accepted")
    assert code(house, "yangshan.clerk", case) == "nothing_to_withdraw"
    fire(house, "yangshan.investigator", "investigate", case)
    assert code(house, "yangshan.clerk", case) == "not_yours"
    with pytest.raises(NotFound):
        withdraw(house, "qinghe.clerk", case)
    fire(house, "lihua.recorder", "review", case)
    assert code(house, "yangshan.investigator", case) == "not_yours"


def test_a_decision_is_not_taken_back(house: House) -> None:
    case = case_at(house, "awaiting")
    fire(house, "yangshan.head", "approve_town", case)
    assert code(house, "yangshan.head", case) == "not_withdrawable"


def test_an_old_page_is_refused(house: House) -> None:
    case = case_at(house, "awaiting")
    with pytest.raises(Refused) as caught:
        withdraw(house, "yangshan.auditor", case, version=1)
    assert caught.value.code == "stale_page"
