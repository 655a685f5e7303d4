"""Play a scenario (情景演示) through the same services as the browser, with a fixed clock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jiuji_docs.definitions.catalog import Catalog
from jiuji_docs.definitions.directory import demo_directory
from jiuji_docs.definitions.scenarios import refuse_unknown_clauses
from jiuji_docs.domain.calendar import BEIJING
from jiuji_docs.domain.directory import Directory
from jiuji_docs.domain.errors import FormInvalid, JiujiError, Refused
from jiuji_docs.domain.scenario import Expectation, Scenario, ScenarioStep
from jiuji_docs.domain.workflow import engine
from jiuji_docs.services import facts
from jiuji_docs.services.clock import FixedClock
from jiuji_docs.services.command import Command
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.directories import enrol
from jiuji_docs.services.house import House
from jiuji_docs.services.operations import OPERATIONS, TITLES, Asked
from jiuji_docs.services.press import Press
from jiuji_docs.services.settings import Settings
from jiuji_docs.services.transitions import TransitionService
from jiuji_docs.services.trial import TrialService, trial_lines
from jiuji_docs.storage.schema import upgrade

#: Receives one Chinese line per thing done.
Say = Callable[[str], None]


@dataclass(slots=True)
class Play:
    """A scenario while it is being played: cases by label, failures so far."""

    scenario: Scenario
    house: House
    clock: FixedClock
    press: Press | None
    cases: dict[str, str] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)
    #: What the last operation left for the next, such as the batch's number.
    notes: dict[str, Any] = field(default_factory=dict)
    #: Each step is tried without writing before it is taken, and the two must agree (先试办再办理).
    tries: bool = False
    say: Say = print


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
        _judge_refusal(state, step, where, error)
        return
    if foretold is not None and foretold != _came(state, step, documents):
        came = _came(state, step, documents)
        state.failures.append(f"{where}：试办为 {foretold}，实办为 {came}")
    if step.expect.refused:
        state.failures.append(f"{where}：应被拒绝（{step.expect.refused}），实际办成")
    if state.press is not None:
        state.press.run_all()
    _judge(state, step, where, documents, late)


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


def code_of(error: JiujiError) -> str:
    """Return the reason code of an error, as scenarios name it."""
    return error.code if isinstance(error, Refused) else type(error).__name__


def _judge_refusal(state: Play, step: ScenarioStep, where: str, error: JiujiError) -> None:
    code = code_of(error)
    if code != step.expect.refused:
        detail = dict(error.errors) if isinstance(error, FormInvalid) else ""
        state.failures.append(f"{where}：被拒绝（{code}）{error}{detail}")


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


def _judge(
    state: Play, step: ScenarioStep, where: str, documents: tuple[str, ...], late: tuple[str, ...]
) -> None:
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


def _when(moment: dt.datetime) -> str:
    return f"{moment.astimezone(BEIJING):%Y-%m-%d %H:%M}"


def write_papers(house: House, cases: Mapping[str, str], out: Path) -> list[Path]:
    """Write every final or open paper of the played cases as PDF and DOCX; return the PDFs."""
    written = []
    out.mkdir(parents=True, exist_ok=True)
    (out / "root.pem").write_bytes(house.keyring.root_certificate())
    with house.desk(write=False) as desk:
        for number in cases.values():
            case = desk.cases.get(number)
            folder = out / number
            folder.mkdir(parents=True, exist_ok=True)
            for item, row in enumerate(desk.documents.of_case(case.id), start=1):
                if not row.pdf_hash or row.state == "void":
                    continue
                stem = f"{item:02d}-{row.title}" + (f"-{row.edition}" if row.edition > 1 else "")
                path = folder / f"{stem}.pdf"
                path.write_bytes(house.store.get(row.pdf_hash))
                written.append(path)
                if row.docx_hash:
                    (folder / f"{stem}.docx").write_bytes(house.store.get(row.docx_hash))
    return written
