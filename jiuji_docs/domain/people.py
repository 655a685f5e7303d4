"""People's numbers (证件号、账号、电话): check them and mask them."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_EARLIEST = dt.date(1890, 1, 1)
_ID_LENGTH, _OLD_LENGTH = 18, 15
_MOBILE = re.compile(r"1[3-9]\d{9}", re.ASCII)
_LANDLINE = re.compile(r"(?:0\d{2,3}-?)?[1-9]\d{6,7}(?:-\d{1,5})?", re.ASCII)
#: Landlines of demo counties begin with an area code that no place has.
_INVENTED = re.compile(r"0000-\d{7}", re.ASCII)
_PERMIT = re.compile(r"[A-Z]{3}\d{12}|9\d{17}|[A-Z]{1,2}\d{7,9}", re.ASCII)


@dataclass(frozen=True, slots=True)
class IdNumber:
    """A citizen's number (公民身份号码, GB 11643): the 18 characters, date of birth, sex."""

    value: str
    birth: dt.date
    sex: str

    def age_on(self, day: dt.date) -> int:
        """Return the full years lived on *day* (周岁)."""
        before = (day.month, day.day) < (self.birth.month, self.birth.day)
        return day.year - self.birth.year - before


def parse_id_number(text: str, today: dt.date | None = None) -> IdNumber:
    """Return the number, checked: length, date of birth, check digit.

    Area codes are not judged: the elderly were born before their county's code existed. Residence
    permits of 港澳台 residents (81, 82, 83) follow the same rule. Raises ValueError in Chinese.
    """
    value = re.sub(r"[\s-]", "", text).upper()
    if len(value) == _OLD_LENGTH and value.isascii() and value.isdigit():
        raise ValueError("15 位旧证号已停用，请填写 18 位身份证号")
    if not re.fullmatch(r"[1-9]\d{16}[\dX]", value, re.ASCII):
        raise ValueError("身份证号应为 18 位，前 17 位为数字")
    birth = _birth(value[6:14])
    if birth < _EARLIEST or (today is not None and birth > today):
        raise ValueError("身份证号中的出生日期不合理")
    if check_digit(value[:17]) != value[17]:
        raise ValueError("身份证号校验位不对，请核对")
    return IdNumber(value, birth, "男" if int(value[16]) % 2 else "女")


def check_digit(first: str) -> str:
    """Return the check character of the first 17 digits (ISO 7064, MOD 11-2)."""
    total = sum(int(digit) * weight for digit, weight in zip(first, _WEIGHTS, strict=True))
    return _CHECKS[total % 11]


def parse_permit(text: str) -> str:
    """Return the number of a foreigner's permanent residence card or a travel permit; ValueError else."""
    value = re.sub(r"\s", "", text).upper()
    if not _PERMIT.fullmatch(value):
        raise ValueError("证件号码格式不对")
    return value


def mask_id(number: str) -> str:
    """Return the first three and last four characters with stars between."""
    return _masked(number, 3, 4)


def mask_account(number: str) -> str:
    """Return the last four characters after stars."""
    return _masked(number, 0, 4)


def mask_phone(number: str) -> str:
    """Return the first three and last four digits with stars between."""
    return _masked(number, 3, 4)


def card_check_holds(account: str) -> bool:
    """Say whether the Luhn check holds. A passbook has none, so failing it is only a warning."""
    digits = re.sub(r"[\s-]", "", account)
    if not (digits.isascii() and digits.isdigit()):
        return False
    total = 0
    for place, digit in enumerate(map(int, reversed(digits))):
        doubled = digit * 2 if place % 2 else digit
        total += doubled - 9 if doubled > 9 else doubled  # noqa: PLR2004 - sum of the two digits
    return total % 10 == 0


def phone_ok(text: str) -> bool:
    """Say whether it is a mobile number, a landline with or without area code, or a local number."""
    number = re.sub(r"\s", "", text)
    patterns = (_MOBILE, _LANDLINE, _INVENTED)
    return any(pattern.fullmatch(number) for pattern in patterns)


def _birth(digits: str) -> dt.date:
    try:
        return dt.date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError as error:
        raise ValueError("身份证号中的出生日期不存在") from error


def _masked(number: str, head: int, tail: int) -> str:
    if len(number) <= head + tail:
        return "*" * len(number)
    return number[:head] + "*" * (len(number) - head - tail) + number[-tail:]
