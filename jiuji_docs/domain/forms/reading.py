"""Read one entered value: text, or what TOML already typed, into the value its kind keeps.

Every reader takes the raw value, its field and today's date, and raises ValueError with a Chinese
message. Text is bounded before anything else is done with it. Nothing here ever sees an empty
value.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal

from jiuji_docs.domain.calendar import BEIJING
from jiuji_docs.domain.characters import clean
from jiuji_docs.domain.forms.chosen import Chosen, chosen
from jiuji_docs.domain.forms.definition import Field
from jiuji_docs.domain.money import figures, parse_yuan
from jiuji_docs.domain.people import parse_id_number, phone_ok

#: Bounds where the field sets none: characters of text, largest amount in yuan, largest whole
#: number.
MOST_TEXT, MOST_LINES, MOST_NAME = 100, 1000, 50
MOST_MONEY = Decimal("99999999.99")
MOST_WHOLE = 1_000_000
#: Numbers, dates and accounts are never longer than this, however they are written.
MOST_SHORT = 60
EARLIEST, LATEST = dt.date(1900, 1, 1), dt.date(2100, 12, 31)
TODAY = "today"
_CENT = Decimal("0.01")
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", re.ASCII)
_ACCOUNT = re.compile(r"\d{8,30}", re.ASCII)

Reader = Callable[[object, Field, dt.date | None], object]


def read_text(raw: object, field: Field, today: dt.date | None) -> str:
    """Return one line of text (文字)."""
    del today
    return _limited(clean(_text(raw), limit=_most(field, MOST_TEXT)), field)


def read_lines(raw: object, field: Field, today: dt.date | None) -> str:
    """Return text of several lines (多行文字), line ends as one newline."""
    del today
    text = _text(raw)
    most = _most(field, MOST_LINES)
    if len(text) > 2 * most:
        raise ValueError(f"内容过长，最多{most}字")
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    return _limited(clean(unified, lines=True, limit=most), field)


def read_name(raw: object, field: Field, today: dt.date | None) -> str:
    """Return a person's name (姓名); spaces round it are dropped, markup is just text."""
    del today
    return _limited(clean(_text(raw), limit=_most(field, MOST_NAME)), field)


def read_id_number(raw: object, field: Field, today: dt.date | None) -> str:
    """Return a checked ID number (公民身份号码); a birth date after today is refused."""
    del field
    number = parse_id_number(_short(raw))
    if today is not None and number.birth > today:
        raise ValueError("证件号码中的出生日期晚于今天")
    return number.value


def read_phone(raw: object, field: Field, today: dt.date | None) -> str:
    """Return a telephone number (联系电话)."""
    del field, today
    text = _short(raw)
    if not phone_ok(text):
        raise ValueError("电话号码不正确：应为 11 位手机号，或带区号的固定电话")
    return text


def read_account(raw: object, field: Field, today: dt.date | None) -> str:
    """Return an account (银行账号) of 8 to 30 digits; spaces and hyphens between them are dropped.

    The card check is a warning elsewhere, because passbooks (存折) do not have it.
    """
    del field, today
    text = _short(raw).replace(" ", "").replace("-", "")
    if not _ACCOUNT.fullmatch(text):
        raise ValueError("账号应为 8 至 30 位数字")
    return text


def read_money(raw: object, field: Field, today: dt.date | None) -> Decimal:
    """Return an amount in yuan (金额), exact to the fen and within its bounds."""
    del today
    if isinstance(raw, bool | float):
        raise ValueError("金额应写成数字文字，如 500.00")  # noqa: TRY004 - one kind of refusal
    amount = parse_yuan(_short(raw)).quantize(_CENT)
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
    text = "" if isinstance(raw, bool) else _short(raw)
    if not re.fullmatch(r"-?\d{1,12}", text, re.ASCII):
        raise ValueError("应为整数，用半角数字填写")
    number = int(text)
    least = int(field.minimum) if field.minimum else 0
    most = int(field.maximum) if field.maximum else MOST_WHOLE
    if not least <= number <= most:
        raise ValueError(f"应在 {least} 到 {most} 之间")
    return number


def read_day(raw: object, field: Field, today: dt.date | None) -> dt.date:
    """Return a date (日期), from ``2024-02-08`` or 2024年2月8日."""
    if isinstance(raw, dt.datetime):
        day = _aware(raw).astimezone(BEIJING).date()
    elif isinstance(raw, dt.date):
        day = raw
    else:
        day = _day(_short(raw))
    _check_day(day, field, today)
    return day


def read_instant(raw: object, field: Field, today: dt.date | None) -> dt.datetime:
    """Return a moment (时间) as aware UTC; without an offset it is Beijing time."""
    moment = raw if isinstance(raw, dt.datetime) else _moment(_short(raw))
    try:
        moment = _aware(moment)
        local = moment.astimezone(BEIJING)
        kept = moment.astimezone(dt.UTC)
    except OverflowError as error:
        raise ValueError("没有这个时间") from error
    _check_day(local.date(), field, today)
    return kept


def read_choice(raw: object, field: Field, today: dt.date | None) -> Chosen:
    """Return one of the listed values (单选)."""
    del today
    text = _short(raw)
    if text not in {choice.value for choice in field.choices}:
        raise ValueError("请从列出的选项中选择")
    return chosen(text, field.choices)


def read_choices(raw: object, field: Field, today: dt.date | None) -> list[str]:
    """Return any of the listed values (多选) in the order they are listed, each once."""
    del today
    if not isinstance(raw, list | tuple):
        raise ValueError("此处可多选，提交的内容不是列表")  # noqa: TRY004 - one kind of refusal
    listed = [choice.value for choice in field.choices]
    if len(raw) > 2 * len(listed) or not all(item in listed for item in raw):
        raise ValueError("请从列出的选项中选择")
    return [chosen(value, field.choices) for value in listed if value in raw]


def read_boolean(raw: object, field: Field, today: dt.date | None) -> bool:
    """Return yes or no (是否)."""
    del field, today
    if isinstance(raw, bool):
        return raw
    answers = {"true": True, "是": True, "false": False, "否": False}
    if (text := _short(raw)) not in answers:
        raise ValueError("请选择“是”或“否”")
    return answers[text]


def _text(raw: object) -> str:
    """Return text as given; a whole number or exact number from TOML counts as its digits."""
    if isinstance(raw, str):
        return raw
    if isinstance(raw, Decimal) or (isinstance(raw, int) and not isinstance(raw, bool)):
        if isinstance(raw, int) and abs(raw) >= 10**MOST_SHORT:
            raise ValueError("数字过大")
        return str(raw)
    raise ValueError("提交的内容不是文字")


def _short(raw: object) -> str:
    """Return a bounded, clean, half-width text for everything that is not prose."""
    text = _text(raw)
    if len(text) > MOST_SHORT:
        raise ValueError("内容过长")
    text = clean(text, limit=MOST_SHORT).strip()
    if any(character.isdigit() and not character.isascii() for character in text):
        raise ValueError("请用半角数字填写")
    return text


def _most(field: Field, otherwise: int) -> int:
    return int(field.maximum) if field.maximum else otherwise


def _limited(text: str, field: Field) -> str:
    text = text.strip()
    if field.minimum and len(text) < int(field.minimum):
        raise ValueError(f"至少填写{field.minimum}字")
    return text


def _aware(moment: dt.datetime) -> dt.datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=BEIJING)


def _day(text: str) -> dt.date:
    if (found := _DAY.fullmatch(text)) is None:
        raise ValueError("日期应写成 2024-02-08 的样子")
    try:
        return dt.date(*(int(part) for part in found.groups()))
    except ValueError as error:
        raise ValueError("没有这一天") from error


def _moment(text: str) -> dt.datetime:
    try:
        return dt.datetime.fromisoformat(text)
    except ValueError as error:
        raise ValueError("时间应写成 2024-02-08 09:30 的样子") from error


def _check_day(day: dt.date, field: Field, today: dt.date | None) -> None:
    """Refuse a day out of bounds; ``today`` as a bound holds only when today is known."""
    earliest = _bound(field.minimum, today) or EARLIEST
    latest = _bound(field.maximum, today) or LATEST
    if day < earliest:
        raise ValueError(f"不能早于 {earliest.isoformat()}")
    if day > latest:
        raise ValueError(
            "不能晚于今天" if field.maximum == TODAY else f"不能晚于 {latest.isoformat()}"
        )


def _bound(text: str, today: dt.date | None) -> dt.date | None:
    if text == TODAY:
        return today
    return dt.date.fromisoformat(text) if text else None
