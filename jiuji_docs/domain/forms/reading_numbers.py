"""Read entered numbers: money to the fen, whole numbers (金额与整数)."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

from jiuji_docs.domain.forms.definition import Field
from jiuji_docs.domain.forms.reading import short
from jiuji_docs.domain.money import figures, parse_yuan

#: Largest amount in yuan and largest whole number where the field sets none.
MOST_MONEY, MOST_WHOLE = Decimal("99999999.99"), 1_000_000


def read_money(raw: object, field: Field, today: dt.date | None) -> Decimal:
    """Return an amount in yuan (金额), exact to the fen and within its bounds."""
    del today
    if isinstance(raw, bool | float):
        raise ValueError("金额应写成数字文字，如 500.00")  # noqa: TRY004 - one kind of refusal
    amount = parse_yuan(short(raw))
    least = Decimal(field.minimum) if field.minimum else Decimal(0)
    most = Decimal(field.maximum) if field.maximum else MOST_MONEY
    if amount < least:
        raise ValueError(f"不能小于 {figures(least)} 元")
    if amount > most:
        raise ValueError(f"不能大于 {figures(most)} 元")
    return amount


def read_integer(raw: object, field: Field, today: dt.date | None) -> int:
    """Return a whole number (整数) in half-width digits."""
    del today
    text = "" if isinstance(raw, bool) else short(raw)
    if not re.fullmatch(r"-?\d{1,12}", text, re.ASCII):
        raise ValueError("应为整数，用半角数字填写")
    number = int(text)
    least = int(field.minimum) if field.minimum else 0
    most = int(field.maximum) if field.maximum else MOST_WHOLE
    if not least <= number <= most:
        raise ValueError(f"应在 {least} 到 {most} 之间")
    return number
