"""Check parallel branches, panels and automatic steps (并行分支、会签、自动流转)."""

from __future__ import annotations

from collections.abc import Iterator

from jiuji_docs.definitions.finding import Finding, in_workflow
from jiuji_docs.definitions.known_paths import known_paths
from jiuji_docs.domain.workflow.branches import Branch, branch_of
from jiuji_docs.domain.workflow.definition import START, STAY, Panel, Transition
from jiuji_docs.domain.workflow.graph import targets
from jiuji_docs.domain.workflow.policy import Pack


def branches(pack: Pack) -> Iterator[Finding]:
    """Find branches that open nowhere, begin outside themselves, never end, or are left by a step."""
    flow = pack.workflow
    for branch in flow.branches.values():
        place = f"branch[{branch.id}]"
        for message in _wrong_with(pack, branch):
            yield in_workflow(pack, place, message)
    for state in flow.states.values():
        if state.branch and state.branch not in flow.branches:
            yield in_workflow(pack, f"state[{state.id}].branch", f"没有“{state.branch}”这个分支")
    for step in flow.transitions.values():
        for source in step.source:
            if message := _crossing(pack, step, source):
                yield in_workflow(pack, f"transition[{step.id}]", message)


def _wrong_with(pack: Pack, branch: Branch) -> Iterator[str]:
    states = pack.workflow.states
    own = [state for state in states.values() if state.branch == branch.id]
    if branch.state not in states or states[branch.state].branch:
        yield f"“{branch.state}”不是主流程的环节"
    if branch.first not in {state.id for state in own}:
        yield f"起始环节“{branch.first}”不属于本分支"
    if not any(state.final for state in own):
        yield "分支没有终点，无法汇合"
    if not any(_joins(step, branch) for step in pack.workflow.transitions.values()):
        yield "没有一步等待它汇合（branches_ended）"


def _joins(step: Transition, branch: Branch) -> bool:
    if branch.state not in step.source:
        return False
    waits = [guard.parameters for guard in step.guards if guard.name == "branches_ended"]
    return any(branch.id in item.get("branches", (branch.id,)) for item in waits)


def _crossing(pack: Pack, step: Transition, source: str) -> str:
    """Return what is wrong with a step that goes from a branch to another place, or into one."""
    if step.returns:
        return ""
    begin = branch_of(pack.workflow, source)
    ends = {branch_of(pack.workflow, name) for name in targets(pack.workflow, step, source)}
    if ends - {begin}:
        return "一步不能走出或走进并行分支；汇合请用主流程的自动流转"
    return "并行分支里不能立件、给付或不予救助" if begin and (step.grants or step.refuses) else ""


def panels(pack: Pack) -> Iterator[Finding]:
    """Find panels at no state, that nobody answers, that settle nothing, or ask a role there is not."""
    for panel in pack.workflow.panels.values():
        place = f"panel[{panel.id}]"
        for message in (*_panel_names(pack, panel), *_panel_seats(pack, panel)):
            yield in_workflow(pack, place, message)
        for step in _steps_of(pack, panel):
            if step.source != (panel.state,) or step.target != STAY:
                message = "会签的一步只能在会签的环节办理并留在该环节"
                yield in_workflow(pack, f"transition[{step.id}]", message)
        for name in ("panel_agreed", "panel_refused"):
            if not _settled_by(pack, panel.id, name):
                yield in_workflow(pack, place, f"没有一步处理它的结果（{name}）")


def _steps_of(pack: Pack, panel: Panel) -> list[Transition]:
    return [step for step in pack.workflow.transitions.values() if step.panel == panel.id]


def _panel_names(pack: Pack, panel: Panel) -> Iterator[str]:
    states, paths = pack.workflow.states, known_paths(pack)
    if panel.state not in states or states[panel.state].branch:
        yield f"“{panel.state}”不是主流程的环节"
    for path in (panel.vote, panel.opinion):
        if path and path not in paths:
            yield f"没有“{path}”"


def _panel_seats(pack: Pack, panel: Panel) -> Iterator[str]:
    roles = pack.workflow.roles
    answering = {
        role for step in _steps_of(pack, panel) if step.act == "vote" for role in step.roles
    }
    for role in panel.roles:
        if role not in roles:
            yield f"没有“{role}”这个岗位"
        elif role not in answering:
            yield f"“{roles[role]}”有席位，却没有发表意见的一步"
    if panel.rule == "count" and panel.seats == "role" and panel.count > len(panel.roles):
        yield f"只有 {len(panel.roles)} 席，达不到 {panel.count} 人同意"


def _settled_by(pack: Pack, panel: str, name: str) -> bool:
    return any(
        guard.name == name and guard.parameters.get("panel") == panel
        for step in pack.workflow.transitions.values()
        for guard in step.guards
    )


def automatic(pack: Pack) -> Iterator[Finding]:
    """Find automatic steps that need a person, or that go in a circle of their own."""
    for step in pack.workflow.transitions.values():
        if not step.automatic:
            continue
        needs = (step.forms, step.documents, step.signs, step.comment_required, step.grants)
        place = f"transition[{step.id}]"
        if any(needs) or step.returns or START in step.source:
            yield in_workflow(pack, place, "自动流转不能填表、出文书、签名、给付、退回或立件")
        if step.roles != ("system",):
            yield in_workflow(pack, place, "自动流转的岗位写 system")
        if not step.guards:
            yield in_workflow(pack, place, "自动流转须有条件")
    for state in sorted(_circle(pack)):
        yield in_workflow(pack, f"state[{state}]", "自动流转绕成了圈")


def _circle(pack: Pack) -> set[str]:
    """Return the states that automatic steps alone lead back to."""
    flow = pack.workflow
    ways: dict[str, set[str]] = {}
    for step in flow.transitions.values():
        for source in step.source if step.automatic else ():
            ways.setdefault(source, set()).update(targets(flow, step, source))
    return {state for state in ways if state in _beyond(ways, state)}


def _beyond(ways: dict[str, set[str]], state: str) -> set[str]:
    found: set[str] = set()
    waiting = list(ways.get(state, ()))
    while waiting:
        here = waiting.pop()
        if here not in found:
            found.add(here)
            waiting.extend(ways.get(here, ()))
    return found
