"""Check that a setting's value looks like its kind (参数取值)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from jiuji_docs.domain.workflow.policy import UNSET
from jiuji_docs.domain.workflow.windows import parse_window

_MONEY = re.compile(r"(0|[1-9][0-9]{0,11})\.[0-9]{2}")
_SHARE = re.compile(r">?[1-9][0-9]?/[1-9][0-9]?|[1-9][0-9]{0,3}")
_BUDGET = re.compile(r"[1-9][0-9]{0,3}(h|wd|d)")
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
#: Longest text a setting may hold.
LONGEST_TEXT = 200


def check_value(kind: str, value: Any) -> None:
    """Raise ValueError in Chinese when *value* does not look like *kind*; ``unset`` always does."""
    if kind not in KINDS:
        raise ValueError(f"没有“{kind}”这种取值；可用：{'、'.join(KINDS)}")
    holds, shape = KINDS[kind]
    if value != UNSET and not holds(value):
        raise ValueError(f"应为{shape}，不是 {value!r}")


def _is_share(value: Any) -> bool:
    return bool(
        isinstance(value, str)
        and _SHARE.fullmatch(value)
        and ("/" not in value or Fraction(value.removeprefix(">")) <= 1)
    )


def _is_window(value: Any) -> bool:
    try:
        parse_window(value)
    except (ValueError, TypeError):
        return False
    return True


def _matches(pattern: re.Pattern[str]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and pattern.fullmatch(value) is not None


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and 0 < len(value) <= LONGEST_TEXT


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(_is_text(item) for item in value)


KINDS: Mapping[str, tuple[Callable[[Any], bool], str]] = {
    "text": (_is_text, "文字"),
    "flag": (lambda value: isinstance(value, bool), " true 或 false"),
    "integer": (_is_count, "不小于零的整数"),
    "money": (_matches(_MONEY), "金额，如 500.00"),
    "share": (_is_share, "比例或人数，如 2/3、>1/2 或 10"),
    "window": (_is_window, "期间，如 1y、6m、30d、calendar_year、ever"),
    "budget": (_matches(_BUDGET), "时限，如 24h、5wd、3d"),
    "texts": (_is_texts, "文字列表"),
    "amount_table": (_matches(_NAME), "救助标准表的编号，如 formula-months"),
}
