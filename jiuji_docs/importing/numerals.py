"""Write a number as Word's numbering formats do (一, 甲, ①, iv …)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

_DIGITS = "〇一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_TEN, _TWENTY, _HUNDRED = 10, 20, 100
_LARGEST = 9_999


def written(number: int, form: str) -> str:
    """Return *number* in Word's *form*; a form that is not known counts in figures."""
    if not 0 < number <= _LARGEST:
        return str(number)
    return _FORMS.get(form, str)(number)


def _chinese(number: int) -> str:
    """Return 一 … 九十九 as people count; beyond, digit by digit."""
    if number >= _HUNDRED:
        return "".join(_DIGITS[int(digit)] for digit in str(number))
    tens, ones = divmod(number, _TEN)
    head = "" if not tens else ("" if tens == 1 else _DIGITS[tens]) + "十"
    return head + (_DIGITS[ones] if ones else "")


def _formal(number: int) -> str:
    return (
        "".join(_FORMAL[int(digit)] for digit in str(number)) if number >= _TEN else _FORMAL[number]
    )


def _letter(number: int) -> str:
    repeats, at = divmod(number - 1, 26)
    return chr(ord("a") + at) * min(repeats + 1, _TEN)


def _roman(number: int) -> str:
    made = ""
    for value, letters in _ROMAN:
        while number >= value:
            made, number = made + letters, number - value
    return made


def _circled(number: int) -> str:
    return chr(0x2460 + number - 1) if number <= _TWENTY else str(number)


def _cyclic(signs: str) -> Callable[[int], str]:
    return lambda number: signs[(number - 1) % len(signs)]


_FORMS: Mapping[str, Callable[[int], str]] = {
    **dict.fromkeys(
        (
            "chineseCounting", "chineseCountingThousand", "ideographDigital", "japaneseCounting",
            "taiwaneseCounting", "taiwaneseCountingThousand", "japaneseDigitalTenThousand",
            "koreanCounting", "taiwaneseDigital",
        ),
        _chinese,
    ),
    "chineseLegalSimplified": _formal,
    "ideographLegalTraditional": _formal,
    "ideographTraditional": _cyclic(_STEMS),
    "ideographZodiac": _cyclic(_BRANCHES),
    "lowerLetter": _letter,
    "upperLetter": lambda number: _letter(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": lambda number: f"（{number}）",
    "decimalEnclosedFullstop": lambda number: f"{number}.",
    "decimalZero": lambda number: f"{number:02}",
    "none": lambda _: "",
}  # fmt: skip
