"""Read whole numbers from addresses and queries: ASCII digits only, never too large for a column."""

from __future__ import annotations

#: Any 18 digits fit the database's keys.
LONGEST = 18


def whole_number(text: str, longest: int = LONGEST) -> int | None:
    """Return the number, or None for anything that is not plain digits."""
    if text.isascii() and text.isdigit() and len(text) <= longest:
        return int(text)
    return None
