"""Read what a person typed outside the official forms: a comment, a reason, a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from jiuji_docs.domain.characters import clean
from jiuji_docs.domain.errors import Refused


def typed(values: Mapping[str, Any], name: str, limit: int, *, lines: bool = False) -> str:
    """Return the text of the box *name*, at most *limit* characters, without blanks round it.

    Raises Refused with a Chinese message for control, direction and invisible characters, which would
    mislead readers or break the database.
    """
    try:
        return clean(str(values.get(name, "")), lines=lines, limit=limit)
    except ValueError as error:
        raise Refused("bad_text", f"填写的内容有误：{error}") from error


def typed_day(text: str, called: str = "日期", code: str = "day") -> dt.date:
    """Return the day written in a box; for anything else Refused by *code*, naming what it is *called*."""
    try:
        return dt.date.fromisoformat(text.strip())
    except ValueError as error:
        raise Refused(code, f"{called}应写作 2024-03-01，不是“{text[:20]}”") from error
