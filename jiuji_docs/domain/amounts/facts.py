"""Check the facts given for an amount table: each known, typed and within its bounds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from jiuji_docs.domain.amounts.table import AmountTable, FactRule
from jiuji_docs.domain.errors import FormInvalid
from jiuji_docs.domain.money import parse_yuan


def checked_facts(table: AmountTable, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return money as Decimal, counts as int, choices as their ids.

    Raises FormInvalid with a Chinese message by fact for whatever is missing, unknown or out of bounds.
    """
    errors = {name: ("本表没有这个要素",) for name in given if name not in table.facts}
    facts: dict[str, Any] = {}
    for rule in table.facts.values():
        value = given.get(rule.id, rule.default)
        if value is None:
            if not rule.optional:
                errors[rule.id] = (f"请填写{rule.title}",)
            continue
        try:
            facts[rule.id] = read_fact(rule, value)
        except ValueError as error:
            errors[rule.id] = (f"{rule.title}：{error}",)
    if errors:
        raise FormInvalid(table.id, errors)
    return facts


def read_fact(rule: FactRule, value: Any) -> Decimal | int | str:
    """Return one fact as its kind says; ValueError in Chinese for anything else."""
    return _READERS[rule.kind](rule, value)


def _money(_rule: FactRule, value: Any) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        raise ValueError('应为金额，写作文本，如 "753.00"')  # noqa: TRY004 - shown as a finding
    return parse_yuan(str(value))


def _integer(rule: FactRule, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError("应为整数")  # noqa: TRY004 - shown as a finding
    if not rule.least <= value <= rule.most:
        raise ValueError(f"应在 {rule.least} 至 {rule.most} 之间")
    return value


def _choice(rule: FactRule, value: Any) -> str:
    if value not in rule.choices:
        raise ValueError(
            f"应为 {'、'.join(f'{key}（{text}）' for key, text in rule.choices.items())}"
        )
    return str(value)


_READERS: Mapping[str, Callable[[FactRule, Any], Decimal | int | str]] = {
    "money": _money,
    "integer": _integer,
    "choice": _choice,
}
