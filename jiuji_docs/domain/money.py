"""Money (金额): exact to the fen from the first parse to the paper, in figures and in capitals (大写)."""

from __future__ import annotations

import re
from decimal import Decimal

#: Digits, then at most two places; groups of three only when every comma is right.
_PLAIN = re.compile(r"[0-9]{1,10}(?:\.[0-9]{1,2})?", re.ASCII)
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3}){1,3}(?:\.[0-9]{1,2})?", re.ASCII)
_LONGEST = 16
_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_UNITS = ("", "拾", "佰", "仟")
_SECTIONS = ("", "万", "亿")


def parse_yuan(text: str) -> Decimal:
    """Return an amount in yuan with two places.

    Raises ValueError with a Chinese message for anything that is not a plain non-negative figure of at
    most two places: signs, exponents, NaN, full-width digits, wrong grouping, a third place.
    """
    figure = text.strip()
    if not figure:
        raise ValueError("请填写金额")
    if figure.startswith(("-", "－")):
        raise ValueError("金额不能为负数")
    if len(figure) <= _LONGEST and (_PLAIN.fullmatch(figure) or _GROUPED.fullmatch(figure)):
        return Decimal(figure.replace(",", "")).quantize(Decimal("0.01"))
    if re.fullmatch(r"[0-9,]{1,13}\.[0-9]{3,}", figure, re.ASCII):
        raise ValueError("金额最多两位小数（精确到分）")
    raise ValueError("金额应为数字，如 500 或 1,234.50")


def figures(amount: Decimal) -> str:
    """Return an amount as papers print it: 1,234.50."""
    return f"{amount:,.2f}"


def capitals(amount: Decimal) -> str:
    """Return the 大写 form, e.g. 壹仟肆佰零玖元伍角.

    Follows 正确填写票据和结算凭证的基本规定: 整 after 元 always and after 角 never (both are allowed there; one
    form keeps papers alike), a 零 between 元 and 分 when there is no 角, no 零 between 元 and 角.
    """
    fen = amount * 100
    if fen != fen.to_integral_value() or amount < 0 or amount >= 10**12:
        raise ValueError(f"cannot be written in capitals: {amount}")
    yuan, rest = divmod(int(fen), 100)
    jiao, cents = divmod(rest, 10)
    head = f"{_integer(yuan)}元" if yuan else ""
    if not rest:
        return (head or "零元") + "整"
    if not jiao:
        return f"{head}{'零' if head else ''}{_DIGITS[cents]}分"
    return f"{head}{_DIGITS[jiao]}角" + (f"{_DIGITS[cents]}分" if cents else "")


def _integer(value: int) -> str:
    """Write whole yuan section by section of four digits, with one 零 for any gap."""
    text, gap = "", False
    for power in reversed(range(len(_SECTIONS))):
        section = value // 10_000**power % 10_000
        if not section:
            gap = bool(text)
            continue
        if text and (gap or section < 1000):  # noqa: PLR2004 - a section has four digits
            text += "零"
        text += _section(section) + _SECTIONS[power]
        gap = False
    return text


def _section(value: int) -> str:
    text, gap = "", False
    for place in (3, 2, 1, 0):
        digit = value // 10**place % 10
        if digit:
            text += ("零" if gap and text else "") + _DIGITS[digit] + _UNITS[place]
        gap = not digit
    return text
