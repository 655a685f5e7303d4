"""Say where a step leads (去向): a state, a tier, the state a return chooses, or straight back to it."""

from __future__ import annotations

from decimal import Decimal

from jiuji_docs.domain.errors import GuardRefused
from jiuji_docs.domain.workflow.definition import STAY, Transition, Workflow
from jiuji_docs.domain.workflow.facts import Facts, StepTaken
from jiuji_docs.domain.workflow.policy import Pack
from jiuji_docs.domain.workflow.verdict import value_at

Target = tuple[str, tuple[str, ...]]


def target_of(
    pack: Pack, facts: Facts, transition: Transition, source: str, return_target: str
) -> Target:
    """Return the state *transition* leads to from *source*, and what people should know.

    Raises GuardRefused for a wrong return target and for a table without a row.
    """
    if transition.returns:
        return _returned_to(pack, facts, transition, return_target), ()
    if return_target:
        raise GuardRefused("return_target", f"“{transition.title}”不是退回，不能选择退回环节")
    if transition.target == STAY:
        return source, ()
    back = _straight_back(pack, facts, source) if pack.workflow.straight else ""
    if back and may_go_straight(pack.workflow, transition):
        title = pack.workflow.states[back].title
        return back, (f"补正后直接送回退回的环节“{title}”",)
    return _tier(pack, facts, transition) if transition.table else (transition.target, ())


def _returned_to(pack: Pack, facts: Facts, transition: Transition, chosen: str) -> str:
    """Return the chosen target of a return; where there is only one, it need not be chosen."""
    targets = transition.return_targets
    target = chosen or (targets[0] if len(targets) == 1 else "")
    if target not in targets:
        titles = "、".join(pack.workflow.states[item].title for item in targets)
        raise GuardRefused("return_target", f"请选择退回到哪个环节：{titles}")
    if not any(item.target == target and not item.voided for item in facts.steps):
        title = pack.workflow.states[target].title
        raise GuardRefused("return_target", f"本件未经过“{title}”环节，不能退回到该环节")
    return target


def may_go_straight(workflow: Workflow, transition: Transition) -> bool:
    """Say whether a step sends a corrected case on, so that it may go straight back to the returner.

    A return, a step that stays, a refusal and an end lead where they say: what the returner asked for
    was not corrected, but given up.
    """
    if transition.returns or transition.refuses or transition.target == STAY:
        return False
    target = workflow.states.get(transition.target)
    return target is None or not target.final


def straight_from(workflow: Workflow, place: str) -> tuple[str, ...]:
    """Return the states that some straight return sends a case back to *place* from."""
    found = (
        source
        for item in workflow.transitions.values()
        if item.straight and place in item.return_targets
        for source in item.source
    )
    return tuple(dict.fromkeys(found))


def _straight_back(pack: Pack, facts: Facts, source: str) -> str:
    """Return the state a straight return came from, while the case still stands where it was sent.

    Steps inside parallel branches move their branch and not the case.
    """
    states = pack.workflow.states
    moved = [
        item
        for item in facts.steps
        if item.source != item.target
        and not item.voided
        and not (item.source in states and states[item.source].branch)
    ]
    last: StepTaken | None = moved[-1] if moved else None
    taken = pack.workflow.transitions.get(last.transition) if last is not None else None
    if last is None or taken is None or not taken.straight or last.target != source:
        return ""
    return last.source


def _tier(pack: Pack, facts: Facts, transition: Transition) -> Target:
    """Return the tier's outcome; relief without money counts as nothing, and a note says so."""
    table = pack.workflow.tables[transition.table]
    amount = value_at(facts, table.amount_path) if table.amount_path else None
    unpriced = table.amount_path and amount is None
    notes = ("无救助金，按 0 元分档；实物折价未规定",) if unpriced else ()
    choices = {path: str(value_at(facts, path) or "") for path in table.choices}
    try:
        return table.outcome(Decimal(amount or 0), choices).outcome, notes
    except LookupError:
        clause = next((row.clause for row in table.rows if row.clause), "")
        place = pack.policy.place(clause)
        why = f"“{table.title}”没有与所填内容相符的一档，请核对{f'（{place}）' if place else ''}"
        raise GuardRefused("no_tier", why, clause=clause) from None
