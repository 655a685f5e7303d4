"""Find external addresses in a text; documents print them as words and never open them."""

from __future__ import annotations

import re

#: Longest piece of an address that a message shows.
_SHOWN = 60
_ADDRESS = re.compile(
    r"(?i)(?:\b(?:https?|ftps?|file|data|javascript|smb)\s?:(?://|[\w/,;+-])|\\\\\w|\bwww\.)\S*"
)


def address_in(text: str) -> str:
    """Return the first external address in *text*, cut to 60 characters; empty when none."""
    found = _ADDRESS.search(text)
    return found[0][:_SHOWN] if found else ""
