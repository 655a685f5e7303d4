"""Hold the elements that were recovered from a finished file, as words without places (公文要素)."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

_DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_ITEM = re.compile(r"^(?:附件[：:])?(?:\d{1,2}[.．、])?")
_END_MARKS = "。；，、.;,"


@dataclass(frozen=True, slots=True)
class Elements:
    """What a file says it is; empty where nothing was found.

    ``notes`` are the names in 附件说明, ``attachments`` the titles of the attachments' own pages.
    ``names``: lines of the sign-off; ``note``: the line below the date;
    ``printed``: the colophon's line of printer and print date; ``issues_a_text``: another title follows.
    """

    style: str = "circular"
    mark: str = ""
    number: str = ""
    signed_up: bool = False
    title: str = ""
    addressees: str = ""
    body: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    date: str = ""
    note: str = ""
    attachments: tuple[str, ...] = ()
    cc: str = ""
    printed: str = ""
    issues_a_text: bool = False


def day_of(text: str) -> dt.date | None:
    """Return the day a text names, None when it names none that exists."""
    found = _DAY.search(text)
    try:
        return dt.date(*(int(part) for part in found.groups())) if found else None
    except ValueError:
        return None


def name_of(note: str) -> str:
    """Return the bare name of an attachment out of its line in 附件说明."""
    return _ITEM.sub("", "".join(note.split())).rstrip(_END_MARKS)
