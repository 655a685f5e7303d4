"""Word amounts and time limits as they stand in a drawing (图上用语)."""

from __future__ import annotations

import re
from decimal import Decimal

from jiuji_docs.domain.workflow.tiers import UNSET_BOUND

_BUDGET = re.compile(r"([0-9]+)(wd|wh|d|h|m|y)")
_UNITS = {"wd": "个工作日", "wh": "个工作小时", "d": "日", "h": "小时", "m": "个月", "y": "年"}


def yuan_words(over: Decimal | None, at_most: Decimal | None) -> str:
    """Return the bounds of an amount: 500 元以内, 超过 500 元, 超过 500 元至 3000 元.

    A bound nobody has set is told: 限额未规定，暂无, and 限额未规定，不论金额 on its other side.
    """
    if UNSET_BOUND in (over, at_most):
        return f"限额未规定，{'暂无' if at_most == UNSET_BOUND else '不论金额'}"
    if over is None:
        return "不论金额" if at_most is None else f"{plain_yuan(at_most)} 元以内"
    above = f"超过 {plain_yuan(over)} 元"
    return above if at_most is None else f"{above}至 {plain_yuan(at_most)} 元"


def plain_yuan(amount: Decimal) -> str:
    """Return yuan without needless zeros: 500, 2500.50."""
    whole = amount == amount.to_integral_value()
    return f"{amount:.0f}" if whole else f"{amount:.2f}"


def budget_words(budget: str) -> str:
    """Return a time limit in Chinese; what nobody set is 未规定."""
    if budget == "unset":
        return "未规定"
    found = _BUDGET.fullmatch(budget)
    return f"{found[1]} {_UNITS[found[2]]}" if found else budget
