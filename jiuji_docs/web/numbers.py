"""Read whole numbers from addresses and queries: ASCII digits only, never too large for a column."""

from __future__ import annotations

from typing import Any

from pyramid.httpexceptions import HTTPNotFound

#: Any 18 digits fit the database's keys.
LONGEST = 18


def whole_number(text: str, longest: int = LONGEST) -> int | None:
    """Return the number, or None for anything that is not plain digits."""
    if text.isascii() and text.isdigit() and len(text) <= longest:
        return int(text)
    return None


def key_of(request: Any, name: str) -> int:
    """Return the key that stands as *name* in the address; HTTPNotFound for anything that is none."""
    key = whole_number(request.matchdict[name])
    if key is None:
        raise HTTPNotFound
    return key
