"""Reckon the amount of one matter by a table, and explain every step of it (测算与说明)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_DOWN, Decimal
from typing import Any

from jiuji_docs.domain.amounts.facts import checked_facts
from jiuji_docs.domain.amounts.table import AmountRule, AmountTable, Band, Cap, Line, Reckoned, Sum
from jiuji_docs.domain.errors import FormInvalid
from jiuji_docs.domain.money import figures

_FEN = Decimal("0.01")


def reckon(table: AmountTable, given: Mapping[str, Any]) -> Reckoned:
    """Return what *table* says of these facts, to the fen, with the explanation line by line.

    Raises FormInvalid with a Chinese message for each fact that is missing, unknown or out of bounds.
    Fractions of a fen are dropped: an office never pays more than the table says.
    """
    facts = checked_facts(table, given)
    told = [Line(f"依据：{table.title}（{table.source}）")]
    for rule in table.rules:
        if _applies(table, rule.when, facts):
            return _by_rule(table, rule, facts, told)
    told.append(Line("没有相符的档次：按本表不能确定金额，请核对情形或另按其他程序办理"))
    return Reckoned(lines=tuple(told))


def refuses(reckoned: Reckoned, amount: Decimal) -> str:
    """Return why *amount* may not be given by what was reckoned; empty when it may."""
    if reckoned.refused:
        return reckoned.refused
    if not reckoned.rule:
        return "没有相符的档次"
    if reckoned.most is None:
        return reckoned.then
    if amount > reckoned.most:
        return f"{figures(amount)} 元超过上限 {figures(reckoned.most)} 元"
    if reckoned.least is not None and amount < reckoned.least:
        return f"{figures(amount)} 元低于下限 {figures(reckoned.least)} 元"
    return ""


def _by_rule(
    table: AmountTable, rule: AmountRule, facts: dict[str, Any], told: list[Line]
) -> Reckoned:
    told.append(Line(f"适用：{rule.title}", rule.clause))
    if rule.most is None:
        told.append(Line(rule.then, rule.clause))
        refused = rule.then if rule.refuses else ""
        return Reckoned(rule.id, then=rule.then, refused=refused, lines=tuple(told))
    same = rule.least == rule.most
    most = _told(table, rule.most, facts, told, Line("金额" if same else "上限", rule.clause))
    least = most if same else None
    if rule.least is not None and not same:
        least = _told(table, rule.least, facts, told, Line("下限", rule.clause))
    for cap in table.caps:
        if _applies(table, cap.when, facts):
            most, refused = _capped(table, cap, most, facts, told)
            if refused:
                return Reckoned(rule.id, refused=refused, lines=tuple(told))
    least = None if least is None else min(least, most)
    told.append(Line(_conclusion(least, most) + _reason(table, least, most)))
    return Reckoned(rule.id, least, most, rule.then, lines=tuple(told))


def _conclusion(least: Decimal | None, most: Decimal) -> str:
    if least == most:
        return f"救助金额 {figures(most)} 元"
    if least is None:
        return f"可在 {figures(most)} 元以内确定"
    return f"可在 {figures(least)} 元至 {figures(most)} 元之间确定"


def _reason(table: AmountTable, least: Decimal | None, most: Decimal) -> str:
    return "，并写明理由" if least != most and table.reason_within else ""


def _capped(
    table: AmountTable, cap: Cap, most: Decimal, facts: dict[str, Any], told: list[Line]
) -> tuple[Decimal, str]:
    """Return the amount under a cap, and why nothing is left where nothing is."""
    limit = _fen(_value(cap.most, facts, table))
    already = facts.get(cap.already, Decimal(0)) if cap.already else Decimal(0)
    left = limit - already
    if left <= 0:
        told.append(
            Line(f"{cap.title}：{figures(limit)} 元，已救助 {figures(already)} 元", cap.clause)
        )
        return Decimal(0), f"{cap.title}已用完"
    if left >= most:
        return most, ""
    spent = f"，已救助 {figures(already)} 元" if already else ""
    told.append(
        Line(f"{cap.title}：{figures(limit)} 元{spent}，上限减为 {figures(left)} 元", cap.clause)
    )
    return left, ""


def _applies(
    table: AmountTable, when: Mapping[str, frozenset[str] | Band], facts: dict[str, Any]
) -> bool:
    return all(_holds(table, name, wanted, facts) for name, wanted in when.items())


def _holds(
    table: AmountTable, name: str, wanted: frozenset[str] | Band, facts: dict[str, Any]
) -> bool:
    value = _fact(table, name, facts)
    if isinstance(wanted, Band):
        return wanted.holds(Decimal(value))
    return value in wanted


def _fact(table: AmountTable, name: str, facts: dict[str, Any]) -> Any:
    if name not in facts:
        raise FormInvalid(table.id, {name: (f"请填写{table.facts[name].title}",)})
    return facts[name]


def _value(how: Sum, facts: dict[str, Any], table: AmountTable) -> Decimal:
    if how.kind == "yuan":
        return how.factor
    if how.kind in ("product", "share"):
        value = how.factor
        for name in how.of:
            value *= Decimal(_fact(table, name, facts))
        return value / Decimal(_fact(table, how.per, facts)) if how.per else value
    parts = [_value(part, facts, table) for part in how.parts]
    return min(parts) if how.kind == "smallest" else max(parts)


def _told(
    table: AmountTable, how: Sum, facts: dict[str, Any], told: list[Line], what: Line
) -> Decimal:
    """Return a sum to the fen and tell how it came about."""
    amount = _fen(_value(how, facts, table))
    told.append(
        Line(f"{what.text}：{_spelled(how, facts, table)} = {figures(amount)} 元", what.clause)
    )
    return amount


def _spelled(how: Sum, facts: dict[str, Any], table: AmountTable) -> str:
    """Write how a sum is made up, with the facts' names and values."""
    if how.kind == "yuan":
        return f"{figures(how.factor)} 元"
    if how.kind in ("product", "share"):
        named = [
            f"{table.facts[name].title} {_shown(_fact(table, name, facts))}" for name in how.of
        ]
        factor = f"{how.factor * 100:f}%" if how.kind == "share" else f"{how.factor:f}"
        spelled = " × ".join(named if how.factor == 1 else [*named, factor])
        if not how.per:
            return spelled
        return f"{spelled} ÷ {table.facts[how.per].title} {_fact(table, how.per, facts)}"
    word = "较小者" if how.kind == "smallest" else "较大者"
    return "（" + "、".join(_spelled(part, facts, table) for part in how.parts) + f"）中{word}"


def _shown(value: Any) -> str:
    return figures(value) if isinstance(value, Decimal) else str(value)


def _fen(value: Decimal) -> Decimal:
    return value.quantize(_FEN, ROUND_DOWN)
