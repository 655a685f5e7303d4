"""Check the scenarios of a pack before they are played: every name they use is one there is (情景检查)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from difflib import get_close_matches
from importlib.resources.abc import Traversable

from jiuji_docs.definitions.amount_uses import KIND
from jiuji_docs.definitions.directory import demo_directory
from jiuji_docs.definitions.finding import ERROR, Finding
from jiuji_docs.definitions.scenarios import refuse_unknown_clauses, scenarios_in
from jiuji_docs.domain.amounts.use import facts_form
from jiuji_docs.domain.scenario import Scenario, ScenarioStep
from jiuji_docs.domain.workflow.policy import Pack

#: A name used, where, what kind of thing it should be, and those there are.
Use = tuple[str, str, str, Collection[str]]


def scenarios_wrong(pack: Pack, room: Traversable, rule: str) -> Iterator[Finding]:
    """Find scenarios of another pack, and names in them that nothing has.

    DefinitionError for one that cannot be read or shows a clause nobody listed.
    """
    people = {person.id for person in demo_directory().people}
    for scenario in scenarios_in(room):
        file = f"{pack.id}/scenarios/{scenario.id}.toml"
        if scenario.pack != pack.id:
            yield Finding(file, "pack", ERROR, f"应为“{pack.id}”", rule)
            continue
        refuse_unknown_clauses(scenario, pack.policy.clauses)
        for place, name, kind, known in _uses(pack, scenario, people):
            if name not in known:
                yield Finding(file, place, ERROR, f"没有“{name}”这{kind}{_near(name, known)}", rule)


def _uses(pack: Pack, scenario: Scenario, people: set[str]) -> Iterator[Use]:
    everybody = people | {person.id for person in scenario.people}
    forms = _forms(pack)
    yield from (("form", form, "张表单", forms) for form in scenario.forms)
    for number, step in enumerate(scenario.steps, 1):
        place = f"step[{number}]"
        yield f"{place}.as", step.actor, "个人员", everybody
        if "." not in step.do:  # an operation of the services, such as pay.batch
            yield f"{place}.do", step.do, "一步", pack.workflow.transitions
        yield from _entered(pack, step, place)
        yield from _expected(pack, step, f"{place}.expect")


def _forms(pack: Pack) -> frozenset[str]:
    """Return the pack's forms, and those with the facts of a table the scenario's office may choose."""
    parameters = pack.policy.parameters.values()
    return frozenset(pack.forms) | {facts_form(one.id) for one in parameters if one.kind == KIND}


def _entered(pack: Pack, step: ScenarioStep, place: str) -> Iterator[Use]:
    for form, values in step.form.items():
        yield f"{place}.form", form, "张表单", _forms(pack)
        if form in pack.forms:
            names = {field.name for field in pack.forms[form].fields}
            yield from ((f"{place}.form.{form}", name, "个字段", names) for name in values)


def _expected(pack: Pack, step: ScenarioStep, place: str) -> Iterator[Use]:
    flow, expect = pack.workflow, step.expect
    if expect.state:
        yield f"{place}.state", expect.state, "个环节", flow.states
    for name in (*expect.due, *expect.late):
        yield place, name, "个时限", flow.time_limits
    for name in expect.open_debts or ():
        yield f"{place}.open_debts", name, "个欠项", flow.debts
    for name in expect.documents:
        yield f"{place}.documents", name, "份文书", pack.forms


def _near(name: str, known: Collection[str]) -> str:
    close = get_close_matches(name, sorted(known), 1)
    return f"；是不是“{close[0]}”？" if close else ""
