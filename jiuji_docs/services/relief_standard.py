"""Say what the amount table in force gives for a case, on a step's page and on papers (救助标准测算)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jiuji_docs.domain.workflow.amount_answers import answer, use_of
from jiuji_docs.domain.workflow.amount_words import explanation, on_paper, spelled
from jiuji_docs.domain.workflow.definition import START, Transition
from jiuji_docs.domain.workflow.facts import Facts
from jiuji_docs.domain.workflow.policy import Pack
from jiuji_docs.services.desk import Desk

#: The condition whose steps decide an amount by the table.
_GUARD = "amount_by_table"


def tells_standard(pack: Pack, step: Transition) -> bool:
    """Say whether the table belongs on a step's page: it fixes an amount, or asks for the facts."""
    chosen = {use.parameter for use in pack.amounts}
    asks = any(use.form in step.forms for use in pack.amounts)
    held = (one.parameters["parameter"] for one in step.guards if one.name == _GUARD)
    # Relief given first is reckoned when its papers are completed: nobody is held up by a table.
    decides = bool(step.grants) and START not in step.source
    return bool(chosen) and (asks or decides or not chosen.isdisjoint(held))


def standard_lines(pack: Pack, facts: Facts) -> tuple[str, ...]:
    """Return the explanation of the amount line by line with its clauses; empty where no table is in force."""
    use = use_of(pack, facts)
    if use is None:
        return ()
    return tuple(spelled(line) for line in explanation(answer(pack, facts, use)))


def about_standard(desk: Desk, pack: Pack, case: Any, known: Mapping[str, Any]) -> dict[str, str]:
    """Return ``relief_standard.*`` for the papers of a case; nothing where no table is in force."""
    facts = Facts(case.route, case.state, desk.now(), known)
    use = use_of(pack, facts)
    if use is None:
        return {}
    return {
        "relief_standard.named": use.table.title,
        "relief_standard.told": on_paper(answer(pack, facts, use)),
    }
