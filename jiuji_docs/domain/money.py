"""Money (金额): exact to the fen from the first parse to the paper, in figures and capitals (大写).

Source of the capitals: 《正确填写票据和结算凭证的基本规定》. It leaves two things open, and one
choice for each keeps every paper alike:

* where the place of 元 is 0 but 角 is not, 零 may be written or not: it is written after 元
  (壹仟陆佰捌拾元零叁角贰分), the first form in both of the rule's examples, and the same zeros are
  then never written a second time before 仟 (壹拾万柒仟元零伍角叁分);
* after 角 the closing 整 may be left out: it is written, so that no 分 can be added by hand.
"""

from __future__ import annotations

import re
from decimal import Decimal

_FEN = Decimal("0.01")
#: Amounts from here on are refused: nothing an office pays comes near one 万亿 yuan.
TOO_LARGE = Decimal(10) ** 12
_PLAIN = re.compile(r"(?:0|[1-9][0-9]{0,11})(?:\.[0-9]{1,2})?")
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3}){1,3}(?:\.[0-9]{1,2})?")
_REFUSALS = (
    (re.compile(r"$"), "请填写金额"),
    (re.compile(r"[-－−]"), "金额不能为负数"),
    (re.compile(r".*(?![0-9])\d"), "请用半角数字填写金额"),
    (re.compile(r"[0-9,]+\.[0-9]{3,}$"), "金额最多两位小数（精确到分）"),
    (re.compile(r"[0-9]{13,}(\.[0-9]*)?$"), "金额过大"),
    (re.compile(r".*[,，]"), "金额的千位分隔不正确，应如 1,234.50"),
)
_DIGITS = "零壹贰叁肆伍陆柒捌玖"
#: Unit words of whole yuan by power of ten; each fourth one also closes a section.
_PLACES = ("", "拾", "佰", "仟")
_SECTIONS = ("", "万", "亿")
_SECTION = 10_000


def parse_yuan(text: str) -> Decimal:
    """Return an amount in yuan (元) with exactly two places, 0 ≤ amount < ``TOO_LARGE``.

    Digits with at most two places; commas only between groups of three ("1,234.50"). Raises
    ValueError with a Chinese message for everything else: signs, exponents, NaN, full-width digits,
    leading zeros, a third place.
    """
    figure = text.strip(" \t\u3000")
    if _PLAIN.fullmatch(figure) or _GROUPED.fullmatch(figure):
        return Decimal(figure.replace(",", "")).quantize(_FEN)
    raise ValueError(_why_not(figure))


def figures(amount: Decimal) -> str:
    """Return an amount as papers print it, 1,234.50; ValueError where it would have to round."""
    _must_be_exact(amount)
    return f"{amount:,.2f}"


def capitals(amount: Decimal) -> str:
    """Return the amount in capitals, without 人民币: 壹仟肆佰零玖元伍角整.

    Raises ValueError when it is negative, not exact to the fen, or ``TOO_LARGE``.
    """
    _must_be_exact(amount)
    if amount < 0:
        raise ValueError(f"金额不能为负数：{amount}")
    yuan, fen = divmod(int(amount * 100), 100)
    if not yuan and fen:
        return _below_yuan(fen)
    return f"{_whole(yuan)}元{_after_yuan(yuan, fen)}"


def _must_be_exact(amount: Decimal) -> None:
    if not amount.is_finite() or abs(amount) >= TOO_LARGE:
        raise ValueError(f"金额超出范围：{amount}")
    if amount != amount.quantize(_FEN):
        raise ValueError(f"金额须精确到分：{amount}")


def _after_yuan(yuan: int, fen: int) -> str:
    """Return what follows 元; a 零 stands for an empty place of 元 or of 角."""
    if not fen:
        return "整"
    gap = yuan % 10 == 0 or fen < 10  # noqa: PLR2004 - ten fen are one jiao
    return ("零" if gap else "") + _below_yuan(fen)


def _below_yuan(fen: int) -> str:
    jiao, rest = divmod(fen, 10)
    tens = f"{_DIGITS[jiao]}角" if jiao else ""
    return tens + (f"{_DIGITS[rest]}分" if rest else "整")


def _whole(yuan: int) -> str:
    """Write whole yuan by sections of four digits; a run of zeros inside becomes one 零."""
    text, skipped = "", False
    for power in reversed(range(len(_SECTIONS))):
        section = yuan // _SECTION**power % _SECTION
        if section:
            # 仟 right after 万 needs no 零, unless a whole section of zeros lies between.
            gap = skipped or section < _SECTION // 10
            text += ("零" if text and gap else "") + _section(section) + _SECTIONS[power]
        skipped = bool(text) and not section
    return text or "零"


def _section(value: int) -> str:
    text, gap = "", False
    for place in reversed(range(len(_PLACES))):
        digit = value // 10**place % 10
        if digit:
            text += ("零" if gap and text else "") + _DIGITS[digit] + _PLACES[place]
        gap = not digit
    return text


def _why_not(figure: str) -> str:
    """Name the first thing wrong with a figure, for the person who typed it."""
    for pattern, message in _REFUSALS:
        if pattern.match(figure):
            return message
    return "金额应为数字，如 500 或 1,234.50"
