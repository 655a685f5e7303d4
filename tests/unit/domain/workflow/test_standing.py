"""What is owed and what was done decides what may come next."""

from __future__ import annotations

from jiuji_docs.domain.workflow import standing
from tests.common.relief import actor, facts, pack, taken

ME = actor("town.clerk")


def test_nothing_may_be_owed_at_the_end() -> None:
    assert standing.no_open_debts(facts("confirmed"), ME, pack()).ok
    owed = facts("confirmed", open_debts=frozenset({"seal", "object"}))
    result = standing.no_open_debts(owed, ME, pack())
    assert result.code == "debts_open"
    assert result.why == "尚待补齐：登记救助对象、盖章"


def test_only_the_named_debts_must_be_settled() -> None:
    owed = facts("registered", open_debts=frozenset({"seal"}))
    assert standing.debts_settled(owed, ME, pack(), debts=("object", "cause")).ok
    assert not standing.debts_settled(owed, ME, pack(), debts=("seal",)).ok


def test_a_step_counts_while_it_is_in_force() -> None:
    step = "sign_handler_first"
    done = facts("registered", steps=(taken(step),))
    undone = facts("registered", steps=(taken(step, voided=True),))
    assert standing.step_taken(done, ME, pack(), step=step).ok
    assert standing.step_taken(undone, ME, pack(), step=step).code == "step_missing"
    assert standing.step_not_taken(done, ME, pack(), step=step).code == "step_repeated"
    assert standing.step_not_taken(undone, ME, pack(), step=step).ok


def test_a_recorded_result_must_be_what_the_step_stands_for() -> None:
    case = facts("awaiting_city", entering={"city_decision": {"result": "refused"}})
    given = {"result": "city_decision.result"}
    assert standing.result_is(case, ME, pack(), **given, value="refused").ok
    assert standing.result_is(case, ME, pack(), **given, value="approved").code == "result_differs"


def test_missing_materials_are_named() -> None:
    case = facts("accepted", known={"acceptance_notice.missing_materials": "病历"})
    missing = "acceptance_notice.missing_materials"
    assert "病历" in standing.materials_complete(case, ME, pack(), missing=missing).why
    assert standing.materials_complete(facts("accepted"), ME, pack(), missing=missing).ok
