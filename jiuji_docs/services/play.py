"""Play a scenario (情景演示) through the same services as the browser, with a fixed clock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from jiuji_docs.definitions.catalog import Catalog
from jiuji_docs.definitions.directory import demo_directory
from jiuji_docs.definitions.scenarios import refuse_unknown_clauses
from jiuji_docs.domain.calendar import BEIJING
from jiuji_docs.domain.directory import Directory
from jiuji_docs.domain.errors import JiujiError, Refused
from jiuji_docs.domain.scenario import Scenario, ScenarioStep
from jiuji_docs.services.clock import FixedClock
from jiuji_docs.services.command import Command
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.directories import enrol
from jiuji_docs.services.house import House
from jiuji_docs.services.operations import OPERATIONS, TITLES, Asked
from jiuji_docs.services.play_judge import code_of, judge, judge_refusal
from jiuji_docs.services.play_state import Play, Say
from jiuji_docs.services.press import Press
from jiuji_docs.services.settings import Settings
from jiuji_docs.services.transitions import TransitionService
from jiuji_docs.services.trial import TrialService, trial_lines
from jiuji_docs.storage.schema import upgrade


def open_house(
    scenario: Scenario, settings: Settings, catalog: Catalog | None = None
) -> tuple[House, FixedClock]:
    """Open a house for *scenario*: its clock, its office settings, a migrated database, its people.

    *catalog* holds the scenario's pack where that is not a shipped one. DefinitionError when a step
    shows a clause that the pack does not list.
    """
    clock = FixedClock(scenario.steps[0].at)
    own = {scenario.pack: scenario.office} if scenario.office else {}
    house = House(settings, clock=clock, office={"packs": [scenario.pack], **own}, catalog=catalog)
    refuse_unknown_clauses(scenario, house.pack_on_disk(scenario.pack).policy.clauses)
    upgrade(house.engine)
    base = demo_directory()
    directory = Directory((*base.units, *scenario.units), (*base.people, *scenario.people))
    house.run(lambda desk: enrol(desk, directory, with_passwords=False))
    if not house.keyring.exists():
        house.keyring.create("示范县")
    return house, clock


def play(
    scenario: Scenario,
    house: House,
    clock: FixedClock,
    press: Press | None,
    say: Say,
    *,
    tries: bool = False,
) -> Play:
    """Play every step and return what happened; failures hold one line per broken expectation.

    With *tries* each step is first tried without writing, and a trial that foretold anything else than
    what then happens is a failure too.
    """
    state = Play(scenario, house, clock, press, tries=tries, say=say)
    for number, step in enumerate(scenario.steps, start=1):
        clock.at = step.at
        say(f"[{number}/{len(scenario.steps)}] {_when(step.at)} {_sentence(state, step)}")
        _take(state, step, f"第 {number} 步（{step.do}）")
    return state


def _sentence(state: Play, step: ScenarioStep) -> str:
    """Say who does what, in Chinese, and whether it must be refused."""
    transition = state.house.pack(state.scenario.pack).workflow.transitions.get(step.do)
    what = transition.title if transition is not None else TITLES.get(step.do, step.do)
    with state.house.desk(write=False) as desk:
        actor = desk.actor(step.actor)
    refused = "（应被拒绝）" if step.expect.refused else ""
    return f"{actor.unit_name} {actor.name}：{what}{refused}"


def _take(state: Play, step: ScenarioStep, where: str) -> None:
    foretold = _foretell(state, step) if state.tries and step.do not in OPERATIONS else None
    try:
        documents, late = _do(state, step)
    except (Refused, JiujiError) as error:
        if foretold is not None and foretold != ("refused", code_of(error)):
            state.failures.append(f"{where}：试办为 {foretold}，实际被拒绝（{code_of(error)}）")
        judge_refusal(state, step, where, error)
        return
    if foretold is not None and foretold != _came(state, step, documents):
        came = _came(state, step, documents)
        state.failures.append(f"{where}：试办为 {foretold}，实办为 {came}")
    if step.expect.refused:
        state.failures.append(f"{where}：应被拒绝（{step.expect.refused}），实际办成")
    if state.press is not None:
        state.press.run_all()
    judge(state, step, where, documents, late)


def _foretell(state: Play, step: ScenarioStep) -> tuple[str, ...]:
    """Try the step without writing; return what should happen, and say it."""
    with state.house.desk(write=False) as desk:
        try:
            trial = TrialService(desk).judge(_command(desk, state, step), desk.actor(step.actor))
        except JiujiError as error:
            state.say(f"      试办：不能办理：{error}")
            return "refused", code_of(error)
    for line in (*trial_lines(trial), *trial.standard):
        state.say(f"      试办：{line}")
    if not trial.ok:
        return "refused", trial.refusals[0].code
    return "done", trial.target, *trial.paper_ids


def _came(state: Play, step: ScenarioStep, documents: tuple[str, ...]) -> tuple[str, ...]:
    """Return what did happen, as a trial foretells it; automatic steps that followed are apart."""
    with state.house.desk(write=False) as desk:
        rows = desk.cases.steps(desk.cases.get(state.cases[step.case]).id)
    taken = next(row for row in reversed(rows) if row.transition == step.do)
    return "done", str(taken.target), *documents


def _do(state: Play, step: ScenarioStep) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Carry out the step; return the papers issued and the time limits it was late for."""
    if step.do in OPERATIONS:
        state.house.run(lambda desk: OPERATIONS[step.do](_asked(desk, state, step)))
        return (), ()
    outcome = state.house.run(lambda desk: _fire(desk, state, step))
    state.cases[step.case] = outcome.case
    return outcome.documents, outcome.late


def _asked(desk: Desk, state: Play, step: ScenarioStep) -> Asked:
    return Asked(
        desk,
        desk.actor(step.actor),
        step.values,
        state.notes,
        state.cases,
        state.scenario.pack,
    )


def _fire(desk: Desk, state: Play, step: ScenarioStep) -> Any:
    return TransitionService(desk).fire(_command(desk, state, step), desk.actor(step.actor))


def _command(desk: Desk, state: Play, step: ScenarioStep) -> Command:
    pack = desk.pack(state.scenario.pack)
    transition = pack.workflow.transitions.get(step.do)
    forms = transition.forms if transition is not None else ()
    opening = transition is not None and "" in transition.source
    entries = {form: _values(state.scenario, step, form) for form in forms}
    return Command(
        transition=step.do,
        key=f"play:{state.scenario.id}:{state.scenario.steps.index(step)}",
        case="" if opening else state.cases.get(step.case, ""),
        parent=state.cases.get(step.parent, ""),
        pack=state.scenario.pack,
        entries=entries,
        comment=step.comment,
        return_target=step.return_target,
        occurred_at=step.occurred_at,
    )


def _values(scenario: Scenario, step: ScenarioStep, form: str) -> Mapping[str, Any]:
    return {**scenario.forms.get(form, {}), **step.form.get(form, {})}


def _when(moment: dt.datetime) -> str:
    return f"{moment.astimezone(BEIJING):%Y-%m-%d %H:%M}"
