"""Read what a person typed outside the official forms: a comment, a reason, a search."""

from __future__ import annotations

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
