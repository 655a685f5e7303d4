"""Fill the demo county with cases at every stage (示范事项), taken through the real services."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from jiuji_docs.definitions.demo import DemoCase, demo_cases
from jiuji_docs.definitions.scenarios import shipped_scenarios
from jiuji_docs.domain.day_table import BEIJING
from jiuji_docs.domain.scenario import Expectation, Scenario, ScenarioStep
from jiuji_docs.domain.workflow.definition import Transition
from jiuji_docs.services.clock import FixedClock
from jiuji_docs.services.demo_days import moved_days
from jiuji_docs.services.house import House
from jiuji_docs.services.play import play

Say = Callable[[str], None]


def play_demo_cases(house: House, say: Say) -> int:
    """Take every demo case to its stage; already played ones answer again without a second step."""
    cases = demo_cases()
    scenarios = {item.id: item for item in shipped_scenarios("chaoyang-2021")}
    now = house.clock()
    clock = FixedClock(now)
    beside = House(house.settings, clock=clock)
    try:
        for number, case in enumerate(cases, start=1):
            chosen = _cut(scenarios[case.scenario], case, number, now, beside)
            state = play(chosen, beside, clock, None, lambda _line: None)
            if state.failures:
                raise RuntimeError(f"示范事项 {number}：{state.failures[0]}")
    finally:
        beside.close()
    say(f"已有示范事项 {len(cases)} 件")
    return len(cases)


def _cut(
    scenario: Scenario, case: DemoCase, number: int, now: dt.datetime, house: House
) -> Scenario:
    """Return the scenario up to the case's stage, moved in time and given other people."""
    taken = [step for step in scenario.steps if not step.expect.refused]
    names = [step.do for step in taken]
    steps = taken[: names.index(case.until) + 1]
    latest = now - dt.timedelta(days=case.days_ago)
    days = moved_days([step.at for step in steps], latest, house.days)
    flow = house.pack(scenario.pack).workflow
    entered = [_entered(scenario, step, flow.transitions) for step in steps]
    return Scenario(
        id=f"demo-{number:02d}",
        pack=scenario.pack,
        title=scenario.title,
        steps=tuple(
            _moved(replace(step, form=forms), at, case)
            for step, forms, at in zip(steps, entered, days, strict=True)
        ),
    )


def _entered(
    scenario: Scenario, step: ScenarioStep, transitions: Mapping[str, Transition]
) -> dict[str, Mapping[str, Any]]:
    """Return all that is entered with a step, so that its dates move with the step's own."""
    forms = transitions[step.do].forms if step.do in transitions else ()
    return {form: {**scenario.forms.get(form, {}), **step.form.get(form, {})} for form in forms}


def _moved(step: ScenarioStep, at: dt.datetime, case: DemoCase) -> ScenarioStep:
    days = at.date() - step.at.astimezone(BEIJING).date()
    given = case.forms
    return replace(
        step,
        at=at,
        form={
            form: {**_shifted(own, days), **given.get(form, {})} for form, own in step.form.items()
        },
        actor=case.accounts.get(step.actor, step.actor),
        occurred_at=step.occurred_at + days if step.occurred_at else None,
        expect=Expectation(),
    )


def _shifted(value: Any, days: dt.timedelta) -> Any:
    """Return entered values with every date and time moved by whole *days*."""
    if isinstance(value, Mapping):
        return {key: _shifted(item, days) for key, item in value.items()}
    if isinstance(value, list):
        return [_shifted(item, days) for item in value]
    if isinstance(value, dt.datetime | dt.date):
        return value + days
    return value
