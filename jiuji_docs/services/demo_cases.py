"""Fill the demo county with cases at every stage (示范事项), taken through the real services."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from jiuji_docs.definitions.demo import DemoCase, demo_cases
from jiuji_docs.definitions.scenarios import shipped_scenarios
from jiuji_docs.domain.scenario import Expectation, Scenario, ScenarioStep
from jiuji_docs.services.clock import FixedClock
from jiuji_docs.services.house import House
from jiuji_docs.services.play import play

Say = Callable[[str], None]


def play_demo_cases(house: House, say: Say) -> int:
    """Take every demo case to its stage; already played ones answer again without a second step."""
    cases = demo_cases()
    scenarios = {item.id: item for item in shipped_scenarios("chaoyang-2021")}
    clock = FixedClock(house.clock())
    beside = House(house.settings, clock=clock)
    try:
        for number, case in enumerate(cases, start=1):
            chosen = _cut(scenarios[case.scenario], case, house.clock(), number)
            state = play(chosen, beside, clock, None, lambda _line: None)
            if state.failures:
                raise RuntimeError(f"示范事项 {number}：{state.failures[0]}")
    finally:
        beside.close()
    say(f"已有示范事项 {len(cases)} 件")
    return len(cases)


def _cut(scenario: Scenario, case: DemoCase, now: dt.datetime, number: int) -> Scenario:
    """Return the scenario up to the case's stage, moved in time and given other people."""
    taken = [step for step in scenario.steps if not step.expect.refused]
    names = [step.do for step in taken]
    steps = taken[: names.index(case.until) + 1]
    shift = now - dt.timedelta(days=case.days_ago) - steps[-1].at
    return Scenario(
        id=f"demo-{number:02d}",
        pack=scenario.pack,
        title=scenario.title,
        steps=tuple(_moved(step, shift, case.accounts) for step in steps),
        forms={
            form: {**_shifted(scenario.forms.get(form, {}), shift), **case.forms.get(form, {})}
            for form in {*scenario.forms, *case.forms}
        },
    )


def _shifted(value: Any, shift: dt.timedelta) -> Any:
    """Return entered values with every date and time moved along with the scenario's clock."""
    if isinstance(value, Mapping):
        return {key: _shifted(item, shift) for key, item in value.items()}
    if isinstance(value, list):
        return [_shifted(item, shift) for item in value]
    if isinstance(value, dt.datetime | dt.date):
        return value + dt.timedelta(days=shift.days)
    return value


def _moved(step: ScenarioStep, shift: dt.timedelta, accounts: Mapping[str, str]) -> ScenarioStep:
    return replace(
        step,
        at=step.at + shift,
        form=_shifted(step.form, shift),
        actor=accounts.get(step.actor, step.actor),
        occurred_at=step.occurred_at + shift if step.occurred_at else None,
        expect=Expectation(),
    )
