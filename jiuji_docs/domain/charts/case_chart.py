"""Chart a pack's workflow: all routes, with clauses, conditions and time limits as people read them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jiuji_docs.domain.charts.chart import BEGIN, Asked, Chart, Exit, Move, Place, Test
from jiuji_docs.domain.charts.words import budget_words, yuan_words
from jiuji_docs.domain.workflow.definition import START, STAY, TierRow, TierTable, Transition
from jiuji_docs.domain.workflow.explain import explain_condition
from jiuji_docs.domain.workflow.policy import Pack

#: Characters of the checksum that a drawing shows: enough to tell two editions apart.
EDITION = 12


def chart_of_pack(pack: Pack) -> Chart:
    """Return the chart of a pack's workflow."""
    flow = pack.workflow
    begin = Place(BEGIN, "立件")
    states = (Place(state.id, state.title, state.final) for state in flow.states.values())
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
        notes=_notes(pack),
        basis=f"{pack.policy.title}（{pack.policy.document_number}）",
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
            asked=_asked(pack, step),
            clauses=_places(pack, step),
            limits=_limits(pack, step),
            forms=tuple(_title(pack, form) for form in step.forms),
            documents=tuple(_title(pack, form) for form in step.documents),
            bars=step.recusal or bool(step.not_same_person_as),
            returns=step.returns,
            operation=step.operation,
        )


def _exits(pack: Pack, step: Transition, source: str) -> tuple[Exit, ...]:
    if step.returns:
        return tuple(Exit(target, chosen=True) for target in step.return_targets)
    if step.table:
        table = pack.workflow.tables[step.table]
        return tuple(
            Exit(row.outcome, (_test(table, row),), label=yuan_words(row.over, row.at_most))
            for row in table.rows
        )
    return (Exit(source if step.target == STAY else step.target),)


def _test(table: TierTable, row: TierRow) -> Test:
    return Test(variable(table.amount_path), fen(row.over), fen(row.at_most))


def _asked(pack: Pack, step: Transition) -> tuple[Asked, ...]:
    return tuple(
        Asked(f"{step.id}_{number}_{item.name}", explain_condition(pack, item))
        for number, item in enumerate(step.guards, start=1)
    )


def _places(pack: Pack, step: Transition) -> tuple[str, ...]:
    """Return the clauses' places, without the document when it is the pack's own."""
    own = f"{pack.policy.document_number} "
    found = (pack.policy.place(clause).removeprefix(own) for clause in step.clauses)
    return tuple(dict.fromkeys(text for text in found if text))


def _limits(pack: Pack, step: Transition) -> tuple[str, ...]:
    """Return the time limits this step has to keep."""
    return tuple(
        f"{limit.title} {budget_words(limit.budget)}"
        for limit in pack.workflow.time_limits.values()
        if step.id in limit.ends
    )


def _title(pack: Pack, form: str) -> str:
    return pack.forms[form].title if form in pack.forms else form


def _notes(pack: Pack) -> dict[str, tuple[str, ...]]:
    flow = pack.workflow
    tables = (_tier_lines(pack, table) for table in flow.tables.values())
    limits = (
        f"{limit.title}：{budget_words(limit.budget)}（{_from_to(pack, limit.starts)} → "
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
        yield f"{table.title}：{yuan_words(row.over, row.at_most)} → {target}{source}"


def _from_to(pack: Pack, steps: tuple[str, ...]) -> str:
    titles = [pack.workflow.transitions[step].title for step in steps]
    return titles[0] if len(titles) == 1 else f"{titles[0]}等 {len(titles)} 个环节"
