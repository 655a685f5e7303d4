"""List the kinds a field may have, and how each is read and restored (字段类型)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from jiuji_docs.domain.forms.chosen import chosen
from jiuji_docs.domain.forms.definition import Field
from jiuji_docs.domain.forms.reading import Reader
from jiuji_docs.domain.forms.reading_days import read_day, read_instant
from jiuji_docs.domain.forms.reading_numbers import read_integer, read_money
from jiuji_docs.domain.forms.reading_words import (
    read_account,
    read_boolean,
    read_choice,
    read_choices,
    read_id_number,
    read_lines,
    read_name,
    read_phone,
    read_text,
)

ROWS = "rows"
#: Rows a repeating group may have where its field sets no maximum.
MOST_ROWS = 50


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of value.

    ``read`` makes the value from what was entered (ValueError in Chinese); ``restore`` makes it
    from stored JSON; ``empty`` makes the value of a field left blank. ``verb`` is what a message
    asks the clerk to do.
    """

    name: str
    title: str
    read: Reader
    restore: Callable[[Any, Field], Any]
    empty: Callable[[], Any]
    verb: str = "填写"


def _same(value: Any, field: Field) -> Any:
    del field
    return value


def _money(value: Any, field: Field) -> Decimal:
    del field
    return Decimal(value)


def _day(value: Any, field: Field) -> dt.date:
    del field
    return dt.date.fromisoformat(value)


def _instant(value: Any, field: Field) -> dt.datetime:
    del field
    return dt.datetime.fromisoformat(value)


def _choice(value: Any, field: Field) -> str:
    return chosen(value, field.choices)


def _choices(value: Any, field: Field) -> list[str]:
    return [chosen(item, field.choices) for item in value]


def _no_rows(raw: object, field: Field, today: dt.date | None) -> object:
    """Refuse rows as one value: ``schema`` reads them field by field."""
    del raw, field, today
    raise ValueError("此处应为多行明细")


def _rows(value: Any, field: Field) -> list[dict[str, Any]]:
    return [restore_group(row, field.columns) for row in value]


def _none() -> None:
    return None


_KINDS = (
    Kind("text", "单行文字", read_text, _same, str),
    Kind("lines", "多行文字", read_lines, _same, str),
    Kind("person_name", "姓名", read_name, _same, str),
    Kind("id_number", "公民身份号码", read_id_number, _same, str),
    Kind("phone", "电话", read_phone, _same, str),
    Kind("money", "金额", read_money, _money, _none),
    Kind("integer", "整数", read_integer, _same, _none),
    Kind("date", "日期", read_day, _day, _none),
    Kind("instant", "时间", read_instant, _instant, _none),
    Kind("choice", "单选", read_choice, _choice, str, "选择"),
    Kind("choices", "多选", read_choices, _choices, list, "选择"),
    Kind("boolean", "是否", read_boolean, _same, bool, "选择"),
    Kind("account", "银行账号", read_account, _same, str),
    Kind(ROWS, "明细", _no_rows, _rows, list),
)
#: Every kind by name; a form file that names another is refused by the definitions lint.
KINDS: Mapping[str, Kind] = {kind.name: kind for kind in _KINDS}


def kind_of(field: Field) -> Kind:
    """Return the field's kind; an unknown name is a KeyError (the lint forbids it)."""
    return KINDS[field.kind]


def restore_group(plain: Mapping[str, Any], fields: tuple[Field, ...]) -> dict[str, Any]:
    """Return the values of *fields* from stored JSON.

    What is not stored is empty; what the fields do not name is left out.
    """
    values = {}
    for field in fields:
        kind = kind_of(field)
        stored = plain.get(field.name)
        blank = stored is None or stored == ""
        values[field.name] = kind.empty() if blank else kind.restore(stored, field)
    return values


def most_rows(field: Field) -> int:
    """Return how many rows a repeating group may have."""
    return int(field.maximum) if field.maximum else MOST_ROWS


def least_rows(field: Field) -> int:
    """Return how many rows a repeating group must have: its minimum, else one when required."""
    if field.minimum:
        return int(field.minimum)
    return 1 if field.required else 0
