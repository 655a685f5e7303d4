"""Check the shape of a workflow: every state reached, every case able to end, papers in time."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from jiuji_docs.definitions.finding import Finding, in_workflow
from jiuji_docs.domain.workflow.definition import START, Transition
from jiuji_docs.domain.workflow.graph import can_end, edges, fits, reached, way
from jiuji_docs.domain.workflow.policy import Pack

#: What a relief case must know of its person when it is opened.
SUBJECT = frozenset({"person_id", "person_name", "cause", "occurred_on", "village"})


def states_reached(pack: Pack) -> Iterator[Finding]:
    """Find states no route comes to, and states from which a case cannot end."""
    workflow = pack.workflow
    by_route = {route: reached(workflow, route) for route in workflow.routes}
    for state in workflow.states:
        if not any(state in states for states in by_route.values()):
            yield in_workflow(pack, f"state[{state}]", "没有任何路径能到达这个环节")
    for route, states in by_route.items():
        for state in sorted(states & set(workflow.states) - can_end(workflow, route)):
            title = workflow.routes[route]
            yield in_workflow(pack, f"state[{state}]", f"{title}事项到了这里就走不到终点")


def endings(pack: Pack) -> Iterator[Finding]:
    """Find steps that leave a final state, and a workflow without one."""
    workflow = pack.workflow
    final = {state.id for state in workflow.states.values() if state.final}
    if not final:
        yield in_workflow(pack, "state", "没有终点环节")
    for step in workflow.transitions.values():
        for state in final.intersection(step.source):
            yield in_workflow(pack, _at(step), f"从终点“{state}”又走出一步")


def openings(pack: Pack) -> Iterator[Finding]:
    """Find routes nothing opens, and opening steps without one route or a subject."""
    workflow = pack.workflow
    opening = [step for step in workflow.transitions.values() if START in step.source]
    for step in opening:
        if len(step.routes) != 1:
            yield in_workflow(pack, _at(step), "立件的一步须属于且只属于一条路径")
        register = set(step.routes) <= set(workflow.registers)
        if not register and (missing := SUBJECT - set(step.subject)):
            names = "、".join(sorted(missing))
            yield in_workflow(
                pack, _at(step), f"立件的一步没有写 subject（救助对象取自哪里）：{names}"
            )
    for route in workflow.routes:
        if not any(fits(step, route) for step in opening):
            yield in_workflow(pack, f"routes.{route}", "没有立件的一步")


def debts(pack: Pack) -> Iterator[Finding]:
    """Find debts that nothing settles after they are owed, and debts nobody owes."""
    steps = pack.workflow.transitions.values()
    owed = {debt for step in steps for debt in step.owes}
    settled = {debt for step in steps for debt in step.settles}
    for debt in sorted(owed - settled):
        yield in_workflow(pack, f"debt[{debt}]", "欠下以后没有任何一步补齐")
    for debt in sorted((set(pack.workflow.debts) | settled) - owed):
        yield in_workflow(pack, f"debt[{debt}]", "没有任何一步欠下这一项")


def signed_in_time(pack: Pack) -> Iterator[Finding]:
    """Find signatures on a paper that may not have been issued yet when the step is taken."""
    workflow = pack.workflow
    for step in workflow.transitions.values():
        for paper in {rule.paper for rule in step.signs} - set(step.documents):
            for route in (route for route in workflow.routes if fits(step, route)):
                early = reached(workflow, route, _not_issuing(paper)).intersection(step.source)
                if early:
                    yield in_workflow(pack, _at(step), _too_early(pack, route, paper, early))


def _too_early(pack: Pack, route: str, paper: str, early: Collection[str]) -> str:
    """Return what is signed too early and by which way a case comes there."""
    steps = way(pack.workflow, route, min(early), _not_issuing(paper))
    shown = " → ".join(step.title for step in steps)
    where = "、".join(sorted(early))
    return f"在“{where}”签“{paper}”时它可能还未出具{f'，如这样走来：{shown}' if shown else ''}"


def _not_issuing(paper: str) -> Callable[[Transition], bool]:
    return lambda step: paper not in step.documents


def refusals(pack: Pack) -> Iterator[Finding]:
    """Find refusals without a paper that tells the reason."""
    for step in pack.workflow.transitions.values():
        if step.refuses and not set(step.documents).intersection(step.forms):
            yield in_workflow(pack, _at(step), "不予救助须填写理由并出具告知书")


def returns(pack: Pack) -> Iterator[Finding]:
    """Find returns to a state that the case cannot have been in, or without any."""
    workflow = pack.workflow
    for step in (step for step in workflow.transitions.values() if step.returns):
        if not step.return_targets:
            yield in_workflow(pack, _at(step), "退回没有写可退回的环节")
        for route in (route for route in workflow.routes if fits(step, route)):
            passed = {source for source, _target, _step in edges(workflow, route)}
            for target in set(step.return_targets) & set(workflow.states) - passed:
                yield in_workflow(pack, _at(step), f"退回到“{target}”后无路可走")


def _at(step: Transition) -> str:
    return f"transition[{step.id}]"
