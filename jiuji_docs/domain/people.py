"""People's numbers (证件号、账号、电话): check them, and mask them where they need not be read.

The ID number follows GB 11643—1999. Which county its first six digits name is never judged: they
are those of the first registration, and most pensioners were born before today's county codes
existed. Length, date and check digit are what a clerk's slip breaks.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
#: Nobody living was born before.
_EARLIEST = dt.date(1880, 1, 1)
_ID = re.compile(r"[1-9][0-9]{16}[0-9X]")
_OLD_ID = re.compile(r"[1-9][0-9]{14}")
_OLD_CARD = re.compile(r"[A-Z]{3}[0-9]{4}(?P<day>[0-9]{6})[0-9]{2}")
_MOBILE = re.compile(r"1[3-9][0-9]{9}")
#: Service lines of five digits that a whole country dials alike: 12345 政务服务, 12349 社会救助.
_SERVICE_LINE = re.compile(r"12[0-9]{3}")
_LANDLINE = re.compile(r"(?:0[0-9]{2,3}-?)?[1-9][0-9]{6,7}(?:-[0-9]{1,6})?")
#: Bank cards have 12 to 19 digits.
_CARD = re.compile(r"[0-9]{12,19}")
#: Residence permits of residents of 香港, 澳门, 台湾 carry these in place of a province's code.
_RESIDENTS = {"81": "香港", "82": "澳门", "83": "台湾"}


@dataclass(frozen=True, slots=True)
class IdNumber:
    """A number of 18 characters (公民身份号码), the day of birth and the sex (男 or 女) in it."""

    value: str
    birth: dt.date
    sex: str

    @property
    def from_region(self) -> str:
        """香港, 澳门 or 台湾 for a residence permit (港澳台居民居住证), else empty."""
        return _RESIDENTS.get(self.value[:2], "")

    def age_on(self, day: dt.date) -> int:
        """Return the full years lived on *day* (周岁); the birthday itself completes a year."""
        before = (day.month, day.day) < (self.birth.month, self.birth.day)
        return day.year - self.birth.year - before


@dataclass(frozen=True, slots=True)
class ForeignCard:
    """A foreigner's permanent residence card (外国人永久居留身份证).

    ``birth`` is None on cards of the form before 2023, whose year has two digits only.
    """

    value: str
    birth: dt.date | None


def parse_id_number(text: str, today: dt.date | None = None) -> IdNumber:
    """Return the checked number; blanks in it are dropped, x becomes X.

    Residence permits of 香港, 澳门 and 台湾 residents follow the same rule. Raises ValueError with
    a Chinese message: wrong form, old number of 15 digits, impossible day of birth, one after
    *today* when it is given, wrong check digit.
    """
    value = _bare(text)
    if _OLD_ID.fullmatch(value):
        raise ValueError("这是 15 位旧身份证号，已停止使用，请填写 18 位公民身份号码")
    if not _ID.fullmatch(value):
        raise ValueError(
            f"身份证号应为 18 位，前 17 位为数字，末位为数字或 X；现有 {len(value)} 位"
        )
    birth = _birth(value[6:14], today)
    _check_last(value)
    return IdNumber(value, birth, "男" if int(value[16]) % 2 else "女")


def parse_foreign_card(text: str, today: dt.date | None = None) -> ForeignCard:
    """Return a checked number of a foreigner's permanent residence card.

    Cards since December 2023: 18 digits — 9, issuing province (2), country by its digits in
    ISO 3166 (3), day of birth (8), serial (3), check digit as on an ID card. Cards before: country
    in three letters, issuing place (4), day of birth yymmdd (6), two digits. Raises ValueError.
    """
    value = _bare(text)
    if old := _OLD_CARD.fullmatch(value):
        _check_short_birthday(old["day"])
        return ForeignCard(value, None)
    if not _ID.fullmatch(value) or value[0] != "9":
        raise ValueError("永久居留身份证号应为 9 开头的 18 位号码，或 3 位字母加 12 位数字")
    birth = _birth(value[6:14], today)
    _check_last(value)
    return ForeignCard(value, birth)


def check_digit(first: str) -> str:
    """Return the check character of 17 digits (ISO 7064, MOD 11-2)."""
    total = sum(int(digit) * weight for digit, weight in zip(first, _WEIGHTS, strict=True))
    return _CHECKS[total % 11]


def card_check_holds(account: str) -> bool:
    """Say whether a bank card's check digit (Luhn) holds; blanks and hyphens do not count.

    Only a warning may come of it: passbooks (存折), which CY-4.3.3 allows, have no such digit.
    """
    digits = re.sub(r"[ -]", "", account)
    if not _CARD.fullmatch(digits):
        return False
    every_other = (int(digit) * 2 for digit in digits[-2::-2])
    total = sum(map(int, digits[-1::-2])) + sum(value // 10 + value % 10 for value in every_other)
    return total % 10 == 0


def phone_ok(text: str) -> bool:
    """Say whether it is a mobile number, or a landline of 7 or 8 digits with or without area code.

    An extension may follow a landline after a hyphen; blanks between groups do not count. A public service
    line (12345, 12349) is a number too.
    """
    number = text.replace(" ", "")
    return any(one.fullmatch(number) for one in (_MOBILE, _LANDLINE, _SERVICE_LINE))


def mask_id(number: str) -> str:
    """Return the number with place and day of birth veiled: 211***********0012."""
    return _veil(number, 3, 4)


def mask_account(number: str) -> str:
    """Return the number with only its last four digits to be read."""
    return _veil(number, 0, 4)


def mask_phone(number: str) -> str:
    """Return a mobile number as 138****5678, any other with its last four digits veiled."""
    if _MOBILE.fullmatch(number):
        return _veil(number, 3, 4)
    return _veil(number, max(len(number) - 4, 0), 0)


def _bare(text: str) -> str:
    return re.sub(r"[ \t\u3000]", "", text).upper()


def _birth(digits: str, today: dt.date | None) -> dt.date:
    """Return the day of birth; ValueError when no calendar has it or nobody can have it."""
    try:
        birth = dt.date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        raise ValueError(f"号码中的出生日期不存在：{digits}") from None
    if birth < _EARLIEST:
        raise ValueError(f"号码中的出生日期过早：{birth}")
    if today is not None and birth > today:
        raise ValueError(f"号码中的出生日期晚于今天：{birth}")
    return birth


def _check_last(value: str) -> None:
    if check_digit(value[:17]) != value[17]:
        raise ValueError("号码的校验位不正确，请核对是否录错")


def _check_short_birthday(digits: str) -> None:
    """Refuse a yymmdd that exists in neither century."""
    for century in ("19", "20"):
        try:
            dt.date.fromisoformat(f"{century}{digits[:2]}-{digits[2:4]}-{digits[4:]}")
        except ValueError:
            continue
        return
    raise ValueError(f"号码中的出生日期不存在：{digits}")


def _veil(number: str, head: int, tail: int) -> str:
    """Veil the middle; what is too short to keep four veiled characters is veiled whole."""
    veiled = len(number) - head - tail
    if veiled < 4:  # noqa: PLR2004 - fewer could be guessed
        return "*" * len(number)
    return number[:head] + "*" * veiled + number[len(number) - tail :]
