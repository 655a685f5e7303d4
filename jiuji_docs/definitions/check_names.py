"""Check that every name in a workflow and its policy means something (引用)."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from jiuji_docs.definitions.elements import elements
from jiuji_docs.definitions.finding import Finding, in_policy, in_workflow
from jiuji_docs.definitions.known_paths import is_path, known_paths
from jiuji_docs.domain.forms.layout import places
from jiuji_docs.domain.workflow.definition import START, STAY, Condition, Transition
from jiuji_docs.domain.workflow.guards import GUARDS
from jiuji_docs.domain.workflow.policy import UNSET, Pack


def steps(pack: Pack) -> Iterator[Finding]:
    """Find unknown names in every step, and steps without a clause."""
    papers = {form.id for form in pack.forms.values() if form.paper is not None}
    paths = known_paths(pack)
    for step in pack.workflow.transitions.values():
        for key, names, there_are in _names_of(pack, step, papers, paths):
            for name in names:
                if name not in there_are:
                    unprinted = key in ("documents", "signs") and name in pack.forms
                    message = (
                        f"“{name}”没有纸面（paper），不能出具" if unprinted else f"没有“{name}”"
                    )
                    yield in_workflow(pack, f"transition[{step.id}].{key}", message)
        if not step.clauses:
            yield in_workflow(pack, f"transition[{step.id}]", "没有写出处条款")


def _names_of(
    pack: Pack, step: Transition, papers: Container[str], paths: Container[str]
) -> Iterator[tuple[str, Iterable[str], Container[str]]]:
    """Yield key, names used and names there are, for everything a step names."""
    flow = pack.workflow
    yield "from", (name for name in step.source if name != START), flow.states
    yield "to", [step.target] if step.target not in ("", STAY) else [], flow.states
    yield "table", [step.table] if step.table else [], flow.tables
    yield "routes", step.routes, flow.routes
    yield "roles", step.roles, flow.roles
    yield "forms", step.forms, pack.forms
    yield "documents", step.documents, papers
    yield "signs", [rule.paper for rule in step.signs], papers
    yield "owes", step.owes, flow.debts
    yield "settles", step.settles, flow.debts
    yield "clauses", step.clauses, pack.policy.clauses
    yield "return_targets", step.return_targets, flow.states
    yield "not_same_person_as", step.not_same_person_as, flow.transitions
    yield "grants", [step.grants] if step.grants else [], step.forms
    yield "guards.clause", [c.clause for c in step.guards if c.clause], pack.policy.clauses
    yield "subject", step.subject.values(), paths
    yield "panel", [step.panel] if step.panel else [], flow.panels
    yield "seat", [step.seat] if step.seat else [], paths
    yield "responsible", [step.responsible] if step.responsible else [], flow.roles


def places_signed(pack: Pack) -> Iterator[Finding]:
    """Find signatures at a place the paper does not have; official documents have a seal place."""
    for step in pack.workflow.transitions.values():
        for rule in step.signs:
            form = pack.forms.get(rule.paper)
            if form is None or form.paper is None:
                continue
            there_are = ("seal",) if form.paper.kind == "official" else places(form)
            if rule.place not in there_are:
                place = f"transition[{step.id}].signs"
                yield in_workflow(pack, place, f"“{rule.paper}”上没有“{rule.place}”这个位置")
            if rule.named_in and rule.named_in not in known_paths(pack):
                place = f"transition[{step.id}].signs"
                yield in_workflow(pack, place, f"named_in：没有“{rule.named_in}”")


def guards(pack: Pack) -> Iterator[Finding]:
    """Find conditions whose parameters name nothing."""
    paths = known_paths(pack)
    for step in pack.workflow.transitions.values():
        for condition in step.guards:
            for message in _wrong_parameters(pack, condition, paths):
                yield in_workflow(pack, f"transition[{step.id}].guards", message)


def _wrong_parameters(pack: Pack, condition: Condition, paths: frozenset[str]) -> Iterator[str]:
    there_are = {
        "parameter": pack.policy.parameters,
        "form": pack.forms,
        "step": pack.workflow.transitions,
        "table": pack.workflow.tables,
        "debts": pack.workflow.debts,
        "panel": pack.workflow.panels,
        "branches": pack.workflow.branches,
        "routes": pack.workflow.routes,
    }
    for key, value in condition.parameters.items():
        kind = GUARDS[condition.name].parameters[key]
        for name in value if isinstance(value, tuple) else (value,):
            unknown = kind in there_are and name not in there_are[kind]
            if unknown or (kind == "path" and not is_path(name, paths)):
                yield f"条件 {condition.name} 的 {key}：没有“{name}”"


def tables(pack: Pack) -> Iterator[Finding]:
    """Find tables that look up an amount or a choice nobody enters."""
    paths = known_paths(pack)
    for table in pack.workflow.tables.values():
        looked_up = [("amount", table.amount_path)] if table.amount_path else []
        looked_up += [("choices", path) for path in table.choices]
        for key, path in looked_up:
            if path not in paths:
                yield in_workflow(pack, f"table[{table.id}].{key}", f"没有“{path}”")


def clauses(pack: Pack) -> Iterator[Finding]:
    """Find clauses nothing carries and nobody reasoned about, and clauses that are not listed."""
    there_are = elements(pack)
    for clause in pack.policy.clauses.values():
        place = f"clause[{clause.id}]"
        if not clause.carried_by and not clause.reason:
            yield in_policy(pack, place, "既没有落实，也没有写无须落实的理由")
        for name in clause.carried_by:
            if name not in there_are:
                yield in_policy(pack, place, f"carried_by 里没有“{name}”")
    for key, clause_id in _clauses_named(pack):
        if clause_id not in pack.policy.clauses:
            yield in_workflow(pack, key, f"没有“{clause_id}”这一条")


def _clauses_named(pack: Pack) -> Iterator[tuple[str, str]]:
    flow = pack.workflow
    for table in flow.tables.values():
        yield from ((f"table[{table.id}]", row.clause) for row in table.rows if row.clause)
    for limit in flow.time_limits.values():
        if limit.clause:
            yield f"time_limit[{limit.id}]", limit.clause
    for debt in flow.debts.values():
        if debt.clause:
            yield f"debt[{debt.id}]", debt.clause


def parameters(pack: Pack) -> Iterator[Finding]:
    """Find settings said to be the document's that have no clause, or one that is not listed."""
    for parameter in pack.policy.parameters.values():
        place = f"parameter[{parameter.id}]"
        if parameter.clause and parameter.clause not in pack.policy.clauses:
            yield in_policy(pack, place, f"没有“{parameter.clause}”这一条")
        if not parameter.clause and parameter.origin == "seed" and parameter.value != UNSET:
            yield in_policy(pack, place, "写明来自文件，却没有出处条款")
