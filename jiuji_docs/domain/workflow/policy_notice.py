"""Say what the public is told of a policy: who may apply, for what, how, within what time (政策告知).

Nothing is filled in: what the document leaves open is listed as 未规定.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from jiuji_docs.domain.workflow.definition import START, STAY, Transition, Workflow
from jiuji_docs.domain.workflow.graph import edges, fits
from jiuji_docs.domain.workflow.parameter_text import text_in
from jiuji_docs.domain.workflow.policy import Pack
from jiuji_docs.domain.workflow.tiers import UNSET_BOUND, TierRow
from jiuji_docs.domain.workflow.time_limit import TimeLimit
from jiuji_docs.domain.workflow.time_limit_text import span_text

#: Kinds of parameters that are words, told before the numbers.
_WORDS = frozenset({"text", "texts"})


@dataclass(frozen=True, slots=True)
class Section:
    """One heading of the notice and its lines."""

    title: str
    lines: tuple[str, ...]


def policy_notice(pack: Pack) -> tuple[Section, ...]:
    """Return the notice's sections in order; a section with nothing to say is left out."""
    causes = tuple(pack.policy.enumerations.get("causes", {}).values())
    sections = (
        Section("哪些困难可以申请", ("；".join(causes) + "。",) if causes else ()),
        Section("有关规定", tuple(_told(pack))),
        Section("怎样办理", tuple(_ways(pack.workflow))),
        Section("多长时间", tuple(_times(pack))),
    )
    return tuple(one for one in sections if one.lines)


def _told(pack: Pack) -> Iterator[str]:
    """Yield what is told, words before numbers, and by title what nobody decided."""
    told = [one for one in pack.policy.parameters.values() if one.told]
    told.sort(key=lambda one: one.kind not in _WORDS)
    yield from (f"{one.title}：{text_in(pack, one)}" for one in told if one.is_set)
    if silent := [one.title for one in told if not one.is_set]:
        yield f"文件没有规定的：{'、'.join(silent)}"


def _ways(flow: Workflow) -> Iterator[str]:
    """Yield the shortest way to help of each route, one for each row of the table that leads there."""
    for route, title in flow.routes.items():
        if route in flow.registers:
            continue
        table = next((flow.tables[s.table] for s in _steps(flow, route) if s.table), None)
        for row in table.rows if table else (None,):
            if row is not None and row.at_most == UNSET_BOUND:
                continue
            if way := _shortest(flow, route, row):
                steps = "→".join(step.title for step in way if not step.operation)
                yield f"{title}{_bounds(row)}：{steps}"


def _steps(flow: Workflow, route: str) -> Iterator[Transition]:
    return (step for step in flow.transitions.values() if fits(step, route))


def _bounds(row: TierRow | None) -> str:
    """Return which sums a row is for; nothing where it is for all of them."""
    if row is not None and row.at_most is not None:
        return f"，不超过 {row.at_most} 元"
    if row is not None and row.over not in (None, UNSET_BOUND):
        return f"，超过 {row.over} 元"
    return ""


def _shortest(flow: Workflow, route: str, row: TierRow | None) -> tuple[Transition, ...]:
    """Return the fewest steps from the start through a grant to the end; filing is left out."""
    ways = [
        (source, target, step)
        for source, target, step in edges(flow, route)
        if target not in (STAY, source) and not (step.returns or step.refuses)
        if not step.table or row is None or target == row.outcome
    ]
    waiting: deque[tuple[str, tuple[Transition, ...]]] = deque([(START, ())])
    seen = {(START, False)}
    while waiting:
        place, steps = waiting.popleft()
        granted = any(step.grants for step in steps)
        if granted and place in flow.states and flow.states[place].final:
            return steps[:-1]
        for source, target, step in ways:
            there = (target, granted or bool(step.grants))
            if source == place and there not in seen:
                seen.add(there)
                waiting.append((target, (*steps, step)))
    return ()


def _times(pack: Pack) -> Iterator[str]:
    """Yield the limits of relief that are set, and by name those that the document leaves open."""
    limits = [one for one in pack.workflow.time_limits.values() if not _of_register(pack, one)]
    silent = []
    for limit in limits:
        grades = [f"{one.title} {span_text(one.budget)}" for one in limit.timed_grades]
        if limit.budget != "unset":
            yield f"{limit.title}：{'；'.join([span_text(limit.budget), *grades])}"
        elif grades:
            yield f"{limit.title}：{'；'.join(grades)}"
        else:
            silent.append(limit.title)
    if silent:
        yield f"文件没有规定的：{'、'.join(silent)}"


def _of_register(pack: Pack, limit: TimeLimit) -> bool:
    steps = [pack.workflow.transitions.get(name) for name in limit.starts]
    routes = {route for step in steps if step is not None for route in step.routes}
    return bool(routes) and routes <= set(pack.workflow.registers)
