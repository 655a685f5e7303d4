"""Take what was entered as bounded text, before a reader makes a value of it.

Every reader takes the raw value, its field and today's date, and raises ValueError with a Chinese
message. Nothing here ever sees an empty value.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

from jiuji_docs.domain.characters import clean
from jiuji_docs.domain.forms.definition import Field

#: Numbers, dates and accounts are never longer than this, however they are written.
MOST_SHORT = 60

Reader = Callable[[object, Field, dt.date | None], object]


def text_of(raw: object) -> str:
    """Return text as given; a whole number or exact number from TOML counts as its digits."""
    if isinstance(raw, str):
        return raw
    if isinstance(raw, Decimal) or (isinstance(raw, int) and not isinstance(raw, bool)):
        if isinstance(raw, int) and abs(raw) >= 10**MOST_SHORT:
            raise ValueError("数字过大")
        return str(raw)
    raise ValueError("提交的内容不是文字")


def short(raw: object) -> str:
    """Return a bounded, clean, half-width text for everything that is not prose."""
    text = text_of(raw)
    if len(text) > MOST_SHORT:
        raise ValueError("内容过长")
    text = clean(text, limit=MOST_SHORT).strip()
    if any(character.isdigit() and not character.isascii() for character in text):
        raise ValueError("请用半角数字填写")
    return text
