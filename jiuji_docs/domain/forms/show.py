"""Say a value the way papers do (纸面文字): money, dates, choices, masked numbers.

A value of the form's own field may come with its field; values of other forms are told by their
type, which is enough because a choice brings its title along.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from jiuji_docs.domain.calendar import BEIJING
from jiuji_docs.domain.errors import PaperError
from jiuji_docs.domain.forms.chosen import Chosen
from jiuji_docs.domain.forms.definition import Field
from jiuji_docs.domain.forms.known import is_known
from jiuji_docs.domain.money import capitals, figures
from jiuji_docs.domain.people import mask_account, mask_id, mask_phone

BLANK_DAY = "　　年　月　日"
BLANK_MOMENT = "　　年　月　日　时　分"
_COLUMN = re.compile(r"\{([a-z_]+)\}")
TICKED, OPEN = "☑", "□"
_BLANKS = {"date": BLANK_DAY, "instant": BLANK_MOMENT}


def show(field: Field | None, value: Any, how: str = "") -> str:
    """Return the text a paper prints for *value*.

    *how* names a format from the closed list, with an argument after a colon
    ("boxes:符合/不符合"), or is a template for each row of 明细 ("{name}（{unit}）"). Nothing
    known prints as blank, a date as 年月日 to be filled in by hand. Raises PaperError for an
    unknown format.
    """
    if "{" in how:
        return "、".join(_row(row, how) for row in value or ())
    name, _, argument = how.partition(":")
    if name == "boxes":
        return _boxes(field, value, argument)
    if not is_known(value):
        return _blank(field, name)
    if not name:
        return _plain(value)
    if name not in FORMATS:
        raise PaperError(f"没有名为“{name}”的显示格式；已有：{'、'.join([*FORMATS, 'boxes'])}")
    return FORMATS[name](value, argument)


def day_text(day: dt.date) -> str:
    """Return 2024年2月8日."""
    return f"{day.year}年{day.month}月{day.day}日"


def _plain(value: Any) -> str:
    """Return a value's usual text by its type."""
    if isinstance(value, Mapping):
        return _plain(next(iter(value.values()), ""))
    if isinstance(value, list | tuple):
        return "、".join(_plain(item) for item in value)
    if isinstance(value, dt.date):
        return _when(value)
    return "" if value is None else _word(value)


def _word(value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Decimal):
        return f"{figures(value)}元"
    return value.text if isinstance(value, Chosen) else str(value)


def _when(value: dt.date) -> str:
    if not isinstance(value, dt.datetime):
        return day_text(value)
    local = value.astimezone(BEIJING)
    return f"{day_text(local.date())}{local.hour}时{local.minute:02d}分"


def _row(row: Mapping[str, Any], template: str) -> str:
    """Return one row of 明细 by its template, in one pass; an empty pair of brackets is dropped."""
    return _COLUMN.sub(lambda found: _plain(row.get(found.group(1))), template).replace("（）", "")


def _boxes(field: Field | None, value: Any, words: str) -> str:
    """Return every option with a box, the chosen ones ticked (选项勾选)."""
    if field is None and "/" not in words:
        raise PaperError(
            "勾选格式只能用于本表自己的字段；别的表的是与否要写出两种说法，如 boxes:是/否"
        )
    if field is None or field.kind == "boolean":
        yes, _, no = (words or "是/否").partition("/")
        pairs = [(yes, value is True), (no, value is False)]
    else:
        picked = value if isinstance(value, list) else [value]
        pairs = [(choice.title, choice.value in picked) for choice in field.choices]
    return "　".join(f"{TICKED if ticked else OPEN}{title}" for title, ticked in pairs)


def _blank(field: Field | None, how: str) -> str:
    kind = how if how in _BLANKS else field.kind if field is not None else ""
    return _BLANKS.get(kind, "")


def _figures(value: Any, argument: str) -> str:
    del argument
    return figures(value) if isinstance(value, Decimal) else _plain(value)


def _capitals(value: Any, argument: str) -> str:
    del argument
    if not isinstance(value, Decimal):
        return _plain(value)
    text = capitals(value)
    return text if text.startswith("人民币") else f"人民币{text}"


def _both(value: Any, argument: str) -> str:
    return f"{_plain(value)}（大写：{_capitals(value, argument)}）"


def _date(value: Any, argument: str) -> str:
    del argument
    return (
        day_text(value.astimezone(BEIJING).date())
        if isinstance(value, dt.datetime)
        else _plain(value)
    )


def _words(value: Any, argument: str) -> str:
    """Return the first word for yes, the second for no ("符合/不符合")."""
    yes, _, no = argument.partition("/")
    return yes if value is True else no


FORMATS: Mapping[str, Callable[[Any, str], str]] = {
    "figures": _figures,
    "capitals": _capitals,
    "both": _both,
    "date": _date,
    "instant": lambda value, _argument: _plain(value),
    "words": _words,
    "masked_id": lambda value, _argument: mask_id(str(value)),
    "masked_account": lambda value, _argument: mask_account(str(value)),
    "masked_phone": lambda value, _argument: mask_phone(str(value)),
}
