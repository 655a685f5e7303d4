"""Read entered words: text, names, numbers of people and accounts, choices (文字与选项)."""

from __future__ import annotations

import datetime as dt
import re

from jiuji_docs.domain.characters import clean
from jiuji_docs.domain.forms.chosen import Chosen, chosen
from jiuji_docs.domain.forms.definition import Field
from jiuji_docs.domain.forms.reading import short, text_of
from jiuji_docs.domain.people import parse_id_number, phone_ok

#: Characters a text may have where its field sets no bound.
MOST_TEXT, MOST_LINES, MOST_NAME = 100, 1000, 50
_ACCOUNT = re.compile(r"\d{8,30}", re.ASCII)


def read_text(raw: object, field: Field, today: dt.date | None) -> str:
    """Return one line of text (文字)."""
    del today
    return _limited(clean(text_of(raw), limit=_most(field, MOST_TEXT)), field)


def read_lines(raw: object, field: Field, today: dt.date | None) -> str:
    """Return text of several lines (多行文字), line ends as one newline."""
    del today
    return _limited(clean(text_of(raw), lines=True, limit=_most(field, MOST_LINES)), field)


def read_name(raw: object, field: Field, today: dt.date | None) -> str:
    """Return a person's name (姓名); spaces round it are dropped, markup is just text."""
    del today
    return _limited(clean(text_of(raw), limit=_most(field, MOST_NAME)), field)


def read_id_number(raw: object, field: Field, today: dt.date | None) -> str:
    """Return a checked ID number (公民身份号码); a birth date after today is refused."""
    del field
    number = parse_id_number(short(raw))
    if today is not None and number.birth > today:
        raise ValueError("证件号码中的出生日期晚于今天")
    return number.value


def read_phone(raw: object, field: Field, today: dt.date | None) -> str:
    """Return a telephone number (联系电话)."""
    del field, today
    text = short(raw)
    if not phone_ok(text):
        raise ValueError("电话号码不正确：应为 11 位手机号，或带区号的固定电话")
    return text


def read_account(raw: object, field: Field, today: dt.date | None) -> str:
    """Return an account (银行账号) of 8 to 30 digits; spaces and hyphens between them are dropped.

    The card check is a warning elsewhere, because passbooks (存折) do not have it.
    """
    del field, today
    text = short(raw).replace(" ", "").replace("-", "")
    if not _ACCOUNT.fullmatch(text):
        raise ValueError("账号应为 8 至 30 位数字")
    return text


def read_choice(raw: object, field: Field, today: dt.date | None) -> Chosen:
    """Return one of the listed values (单选)."""
    del today
    text = short(raw)
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
    if (text := short(raw)) not in answers:
        raise ValueError("请选择“是”或“否”")
    return answers[text]


def _most(field: Field, otherwise: int) -> int:
    return int(field.maximum) if field.maximum else otherwise


def _limited(text: str, field: Field) -> str:
    if field.minimum and len(text) < int(field.minimum):
        raise ValueError(f"至少填写{field.minimum}字")
    return text
