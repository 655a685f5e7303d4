"""Turn the plain data of a decision table (分档表) into a TierTable."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from math import prod
from typing import Any

from jiuji_docs.domain.errors import DefinitionError
from jiuji_docs.domain.workflow.policy import Policy
from jiuji_docs.domain.workflow.tiers import (
    MOST_COMBINATIONS,
    UNSET_BOUND,
    TierRow,
    TierTable,
)

Plain = Mapping[str, Any]
_AMOUNT = re.compile(r"[0-9]+(\.[0-9]{1,2})?")


def read_table(data: Plain, where: str, policy: Policy) -> TierTable:
    """Return one table; bounds that name a parameter come from *policy*.

    Raises DefinitionError for a bound that is no amount, a choice there is not, or too many of them.
    """
    choices = {item["path"]: tuple(item["values"]) for item in data.get("choices", ())}
    if not choices and not data.get("amount"):
        raise DefinitionError(where, "amount 和 choices 至少写一个")
    if prod(map(len, choices.values())) > MOST_COMBINATIONS:
        raise DefinitionError(where, f"各列选项的组合超过 {MOST_COMBINATIONS} 种")
    rows = tuple(_row(row, where, policy, choices) for row in data["rows"])
    return TierTable(data["id"], data["title"], rows, data.get("amount", ""), choices)


def _row(
    data: Plain, where: str, policy: Policy, choices: Mapping[str, tuple[str, ...]]
) -> TierRow:
    return TierRow(
        over=_bound(data.get("over", ""), where, policy),
        at_most=_bound(data.get("at_most", ""), where, policy),
        outcome=data["outcome"],
        clause=data.get("clause", ""),
        when=_when(data.get("when", {}), where, choices),
    )


def _when(
    data: Any, where: str, choices: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    """Return which values of each column the row is for."""
    if not isinstance(data, Mapping):
        raise DefinitionError(where, "when 应写成 {“字段” = “选项”}")
    found: dict[str, tuple[str, ...]] = {}
    for path, given in data.items():
        values = tuple(given) if isinstance(given, list) else (given,)
        there_are = choices.get(path)
        if there_are is None:
            raise DefinitionError(where, f"when 里的“{path}”不是本表的列（choices）")
        for value in values:
            if value not in there_are:
                raise DefinitionError(where, f"“{path}”没有“{value}”这个选项")
        found[path] = values
    return found


def _bound(text: str, where: str, policy: Policy) -> Decimal | None:
    """Return a bound: open when nothing is written, an amount, or the value of a parameter.

    A parameter nobody has set bounds nothing off: no amount is below it, every amount is above it.
    """
    if not text:
        return None
    if _AMOUNT.fullmatch(text):
        return Decimal(text)
    parameter = policy.parameters.get(text)
    if parameter is None or parameter.kind != "money":
        raise DefinitionError(where, f"“{text}”不是金额，也不是金额参数")
    return Decimal(parameter.value) if parameter.is_set else UNSET_BOUND
