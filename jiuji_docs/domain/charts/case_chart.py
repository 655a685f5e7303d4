"""Chart a pack's workflow: all routes, with clauses, conditions and time limits as people read them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jiuji_docs.domain.charts.chart import BEGIN, Asked, Chart, Exit, Move, Place, Split, Test
from jiuji_docs.domain.charts.step_words import barred_words, step_words
from jiuji_docs.domain.charts.words import budget_words, yuan_words
from jiuji_docs.domain.workflow.branches import opened_at
from jiuji_docs.domain.workflow.definition import (
    START,
    STAY,
    Condition,
    TierRow,
    TierTable,
    TimeLimit,
    Transition,
    Workflow,
)
from jiuji_docs.domain.workflow.explain import explain_condition
from jiuji_docs.domain.workflow.policy import UNSET, Pack
from jiuji_docs.domain.workflow.targets import may_go_straight, straight_from

#: Characters of the checksum that a drawing shows: enough to tell two editions apart.
EDITION = 12
#: When a case goes straight back to where it was returned from.
CORRECTED = "补正后直接送回"


def chart_of_pack(pack: Pack) -> Chart:
    """Return the chart of a pack's workflow."""
    flow = pack.workflow
    begin = Place(BEGIN, "立件")
    states = (Place(one.id, one.title, one.final, one.branch) for one in flow.states.values())
    places = {place.id: place for place in (begin, *states)}
    moves = tuple(move for step in flow.transitions.values() for move in _moves(pack, step))
    return Chart(
        id=flow.id,
        title=flow.title,
        edition=flow.checksum[:EDITION],
        begin=BEGIN,
        routes=flow.routes,
        roles=flow.roles,
        places=places,
        moves=moves,
        splits=tuple(Split(b.id, b.title, b.state, b.first) for b in flow.branches.values()),
        panels={panel.id: panel.title for panel in flow.panels.values()},
        notes=_notes(pack),
        basis=pack.policy.called,
    )


def variable(path: str) -> str:
    """Return the name under which other engines know the value at *path*."""
    return path.replace(".", "_").replace("-", "_")


def fen(amount: Decimal | None) -> int | None:
    """Return yuan as whole fen: other engines compare integers exactly."""
    return None if amount is None else int(amount * 100)


def _moves(pack: Pack, step: Transition) -> Iterator[Move]:
    for source in step.source:
        yield Move(
            id=step.id,
            title=step.title,
            source=BEGIN if source == START else source,
            exits=_exits(pack, step, source),
            roles=step.roles,
            routes=step.routes,
            asked=_asked(pack, step, source),
            clauses=_places(pack, step),
            limits=_limits(pack, step),
            forms=tuple(_title(pack, form) for form in step.forms),
            documents=tuple(_title(pack, form) for form in step.documents),
            barred=barred_words(pack, step),
            told=tuple(step_words(pack, step)),
            returns=step.returns,
            operation=step.operation,
            automatic=step.automatic,
            panel=step.panel,
        )


def _exits(pack: Pack, step: Transition, source: str) -> tuple[Exit, ...]:
    if step.returns:
        label = CORRECTED if step.straight else ""
        return tuple(Exit(target, chosen=True, label=label) for target in step.return_targets)
    flow = pack.workflow
    back = straight_from(flow, source) if flow.straight and may_go_straight(flow, step) else ()
    corrected = tuple(Exit(place, straight=True, label=CORRECTED) for place in back)
    if step.table:
        table = flow.tables[step.table]
        rows = (
            Exit(row.outcome, tuple(_tests(table, row)), label=_row_words(row))
            for row in table.rows
        )
        return (*rows, *corrected)
    return (Exit(source if step.target == STAY else step.target), *corrected)


def _tests(table: TierTable, row: TierRow) -> Iterator[Test]:
    """Yield what the columns of a row ask for."""
    if table.amount_path:
        yield Test(variable(table.amount_path), fen(row.over), fen(row.at_most))
    for path, values in row.when.items():
        yield Test(variable(path), values=values)


def _row_words(row: TierRow) -> str:
    """Return a row in Chinese: its choices, then its bounds when it has any."""
    choices = [" 或 ".join(values) for values in row.when.values()]
    bounded = not choices or row.over is not None or row.at_most is not None
    return "，".join([*choices, *([yuan_words(row.over, row.at_most)] if bounded else [])])


def _asked(pack: Pack, step: Transition, source: str) -> tuple[Asked, ...]:
    return tuple(
        Asked(
            f"{step.id}_{number}_{item.name}",
            explain_condition(pack, item),
            _ends(pack.workflow, item, source) if item.name == "branches_ended" else (),
        )
        for number, item in enumerate(step.guards, start=1)
    )


def _ends(flow: Workflow, condition: Condition, source: str) -> tuple[tuple[str, ...], ...]:
    """Return the ends of the branches a condition waits for; nothing when some of them are enough."""
    if condition.parameters.get("at_least"):
        return ()
    open_here = tuple(branch.id for branch in opened_at(flow, source))
    names = condition.parameters.get("branches") or open_here
    return tuple(
        tuple(one.id for one in flow.states.values() if one.branch == name and one.final)
        for name in names
    )


def _places(pack: Pack, step: Transition) -> tuple[str, ...]:
    """Return the clauses' places, without the document when it is the pack's own."""
    own = f"{pack.policy.cited} "
    found = (pack.policy.place(clause).removeprefix(own) for clause in step.clauses)
    return tuple(dict.fromkeys(text for text in found if text))


def _limits(pack: Pack, step: Transition) -> tuple[str, ...]:
    """Return the time limits this step has to keep."""
    return tuple(
        f"{limit.title} {_budget(limit)}"
        for limit in pack.workflow.time_limits.values()
        if step.id in limit.ends
    )


def _budget(limit: TimeLimit) -> str:
    """Return how long in Chinese, for cases of each grade that has a time of its own too."""
    graded = [f"{one.title} {budget_words(one.budget)}" for one in limit.timed_grades]
    told = [budget_words(limit.budget)] if limit.budget != UNSET or not graded else []
    return "，".join([*told, *graded])


def _title(pack: Pack, form: str) -> str:
    return pack.forms[form].title if form in pack.forms else form


def _notes(pack: Pack) -> dict[str, tuple[str, ...]]:
    flow = pack.workflow
    tables = (_tier_lines(pack, table) for table in flow.tables.values())
    limits = (
        f"{limit.title}：{_budget(limit)}（{_from_to(pack, limit.starts)} → "
        f"{_from_to(pack, limit.ends)}；{pack.policy.place(limit.clause) or '软件的要求'}）"
        for limit in flow.time_limits.values()
    )
    debts = (
        f"{debt.title}（{pack.policy.place(debt.clause)}）" if debt.clause else debt.title
        for debt in flow.debts.values()
    )
    notes = {
        "分档": tuple(line for lines in tables for line in lines),
        "时限": tuple(limits),
        "可先行救助、后补的手续": tuple(debts),
    }
    return {head: lines for head, lines in notes.items() if lines}


def _tier_lines(pack: Pack, table: TierTable) -> Iterator[str]:
    for row in table.rows:
        target = pack.workflow.states[row.outcome].title
        place = pack.policy.place(row.clause)
        source = f"（{place}）" if place else ""
        yield f"{table.title}：{_row_words(row)} → {target}{source}"


def _from_to(pack: Pack, steps: tuple[str, ...]) -> str:
    titles = [pack.workflow.transitions[step].title for step in steps]
    return titles[0] if len(titles) == 1 else f"{titles[0]}等 {len(titles)} 个环节"
