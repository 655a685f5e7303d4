"""Compare what a step of a scenario did with what it should have done (演示核对)."""

from __future__ import annotations

from typing import Any

from jiuji_docs.domain.calendar import BEIJING
from jiuji_docs.domain.errors import FormInvalid, JiujiError, Refused
from jiuji_docs.domain.scenario import Expectation, ScenarioStep
from jiuji_docs.domain.workflow import engine
from jiuji_docs.services import facts
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.play_state import Play


def code_of(error: JiujiError) -> str:
    """Return the reason code of an error, as scenarios name it."""
    return error.code if isinstance(error, Refused) else type(error).__name__


def judge_refusal(state: Play, step: ScenarioStep, where: str, error: JiujiError) -> None:
    """Note a refusal that the scenario does not expect, or expects by another code."""
    code = code_of(error)
    if code != step.expect.refused:
        detail = dict(error.errors) if isinstance(error, FormInvalid) else ""
        state.failures.append(f"{where}：被拒绝（{code}）{error}{detail}")


def judge(
    state: Play, step: ScenarioStep, where: str, documents: tuple[str, ...], late: tuple[str, ...]
) -> None:
    """Note what the step should have issued, been late for or led to, and did not."""
    expect = step.expect
    if missing := set(expect.documents) - set(documents):
        state.failures.append(f"{where}：应出具 {sorted(missing)}，实际出具 {list(documents)}")
    if expect.late and set(expect.late) != set(late):
        state.failures.append(f"{where}：应记逾期 {list(expect.late)}，实际 {list(late)}")
    number = state.cases.get(step.case, "")
    if number:
        with state.house.desk(write=False) as desk:
            _judge_case(state, desk, desk.cases.get(number), step, where)


def _judge_case(state: Play, desk: Desk, case: Any, step: ScenarioStep, where: str) -> None:
    expect = step.expect
    found = {
        "state": (expect.state or None, case.state),
        "amount": (expect.amount or None, str(case.amount)),
        "payments": (expect.payments, tuple(row.state for row in desk.payments.of_case(case.id))),
        "open_debts": (_sorted(expect.open_debts), _open_debts(desk, case)),
        "offers": (_sorted(expect.offers), _offers(desk, case, step, expect)),
    }
    for limit, day in expect.due.items():
        found[f"due.{limit}"] = (day, _due(desk, case, limit, day))
    for name, (expected, actual) in found.items():
        if expected is not None and expected != actual:
            state.failures.append(f"{where}：{name} 应为 {expected}，实为 {actual}")


def _open_debts(desk: Desk, case: Any) -> tuple[str, ...]:
    return tuple(sorted(row.debt for row in desk.cases.debts(case.id) if not row.settled_at))


def _offers(desk: Desk, case: Any, step: ScenarioStep, expect: Expectation) -> tuple[str, ...]:
    if expect.offers is None:
        return ()
    pack = desk.pack_of(case)
    seen = facts.of_case(desk, pack, case, {}, desk.now())
    return tuple(
        sorted(offer.transition.id for offer in engine.offers(pack, seen, desk.actor(step.actor)))
    )


def _due(desk: Desk, case: Any, limit: str, expected: str) -> str:
    """Return when a limit falls due, as exactly as it is asked: the day, or the minute too.

    Of a limit that began anew, as a periodic visit does, the last round counts.
    """
    shape = "%Y-%m-%dT%H:%M" if "T" in expected else "%Y-%m-%d"
    for clock in reversed(desk.cases.clocks(case.id)):
        if clock.time_limit == limit and clock.due_at is not None:
            return f"{clock.due_at.astimezone(BEIJING):{shape}}"
    return "unset"


def _sorted(names: tuple[str, ...] | None) -> tuple[str, ...] | None:
    return None if names is None else tuple(sorted(names))
