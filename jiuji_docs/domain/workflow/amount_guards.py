"""Hold an amount against the table in force: within it, with a reason where one is due (按标准核定金额)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from jiuji_docs.domain.amounts.reckoning import refuses
from jiuji_docs.domain.workflow.amount_answers import Answer, answer, use_of
from jiuji_docs.domain.workflow.facts import Actor, Facts
from jiuji_docs.domain.workflow.policy import Pack
from jiuji_docs.domain.workflow.verdict import (
    UNSET_TEXT,
    GuardResult,
    fails,
    holds,
    setting,
    value_at,
)


@dataclass(frozen=True, slots=True)
class _Rule:
    """Which amount is held against the table, for which cases, and where its reason stands."""

    amount: str
    reason: str = ""
    path: str = ""
    value: str = ""
    leaves_room: bool = False


def amount_by_table(
    facts: Facts,
    actor: Actor,
    pack: Pack,
    *,
    parameter: str,
    amount: str,
    reason: str = "",
    path: str = "",
    value: str = "",
    beyond: str = "",
) -> GuardResult:
    """Require an amount that the table in force gives (parameters: see ``bound_by_table``)."""
    judge = bound_by_table(
        pack,
        parameter=parameter,
        amount=amount,
        reason=reason,
        path=path,
        value=value,
        beyond=beyond,
    )
    return judge(facts, actor)


def bound_by_table(
    pack: Pack,
    *,
    parameter: str,
    amount: str,
    reason: str = "",
    path: str = "",
    value: str = "",
    beyond: str = "",
) -> Callable[[Facts, Actor], GuardResult]:
    """Return the judge of *amount* for every case of *pack*: where nobody chose a table nothing is looked up.

    *reason* is where the grounds stand that a choice inside a range, or an amount no row fixes, asks for;
    with *beyond* ``reason`` they are enough beyond the table too. With *path* and *value* only cases of that
    kind are judged. Where *parameter* or a setting the table needs is unset, nothing is refused.
    """
    rule = _Rule(amount, reason, path, value, leaves_room=beyond == "reason")
    if not pack.amounts:
        unset = holds(setting(pack, parameter).note)
        return lambda _facts, _actor: unset
    return lambda facts, _actor: _by_table(facts, pack, rule)


def _by_table(facts: Facts, pack: Pack, rule: _Rule) -> GuardResult:
    if rule.path and value_at(facts, rule.path) != rule.value:
        return holds()
    entered, use = value_at(facts, rule.amount), use_of(pack, facts)
    if entered is None or use is None:
        return holds()
    found = answer(pack, facts, use)
    if found.unset:
        return holds(f"{'、'.join(found.unset)}：{UNSET_TEXT}")
    if found.missing:
        return fails("amount_facts_missing", f"按标准测算还缺要素：{'；'.join(found.missing)}")
    reasoned = bool(str(value_at(facts, rule.reason) or "").strip())
    return _judged(found, Decimal(entered), reasoned=reasoned, leaves_room=rule.leaves_room)


def _judged(found: Answer, entered: Decimal, *, reasoned: bool, leaves_room: bool) -> GuardResult:
    """Say whether a reckoned case may have *entered* yuan."""
    reckoned, table = found.reckoned, found.use.table
    objection = refuses(reckoned, entered)
    open_row = not reckoned.rule or (reckoned.most is None and not reckoned.refused)
    if objection and not open_row and not (leaves_room or table.beyond_with_reason):
        return fails("amount_beyond_table", f"金额不合标准：{objection}（{_where(found)}）")
    if objection and not reasoned:
        said = objection if reckoned.rule else _nothing_fits(found)
        return fails("amount_without_reason", f"{said}（{_where(found)}）；须写明金额的理由")
    if reckoned.is_range and table.reason_within and not reasoned:
        return fails(
            "amount_without_reason", f"在标准范围内确定金额，须写明理由（{_where(found)}）"
        )
    return holds()


def _nothing_fits(found: Answer) -> str:
    return f"没有相符的档次（所看：{'，'.join(found.facts)}）"


def _where(found: Answer) -> str:
    """Return where it is said: table, row, clause."""
    clause = next((line.clause for line in found.reckoned.lines if line.clause), "")
    parts = (found.use.table.title, found.row, clause)
    return "，".join(part for part in parts if part)


def not_left_to_meeting(facts: Facts, _actor: Actor, pack: Pack) -> GuardResult:
    """Require that the row which applies is not one that the table leaves to a meeting (一事一议).

    Holds where the pack has no meeting that could decide: then whoever approves writes the reason.
    """
    use = use_of(pack, facts) if pack.amounts and pack.workflow.meetings else None
    if use is None:
        return holds()
    found = answer(pack, facts, use)
    row = next((rule for rule in use.table.rules if rule.id == found.reckoned.rule), None)
    if row is None or not row.meeting:
        return holds()
    return fails(
        "amount_by_meeting", f"{row.title}：{row.then}（{use.table.title}），请提请会议议定"
    )
