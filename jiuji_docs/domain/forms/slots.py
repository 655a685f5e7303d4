"""Fill ``{form.field}`` slots in fixed wording (填空).

A slot is ``{path}``, ``{path|other path}`` (the first that is known), ``{path:format}``, or
``{path:if:words}``, which prints the words where the path is known and nothing elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from jiuji_docs.domain.forms.definition import Field
from jiuji_docs.domain.forms.known import alternatives, is_known, look_up
from jiuji_docs.domain.forms.show import show

#: What a paper prints where a slot has nothing to say: a line to write on, or just room in a box.
LINE, ROOM = "＿＿＿＿＿＿", "　　"
#: Last name of a path → how many characters wide the hand needs it, where the usual is too narrow.
_WIDER = {"id_number": 10, "address": 10, "review_organ": 10, "court": 10, "name": 8}
_WIDER_ROOM = {"applicant_name": 5, "address": 10}
#: What stands between the pieces of a line.
GAP = "　"
_SLOT = re.compile(r"\{([a-z_][a-z0-9_.|]*)(?::([^{}]*))?\}")

#: Format of a slot that prints its own words, and only where the path is known: ``{review.held_at:if:和评议}``.
ONLY_IF = "if:"

FieldOf = Callable[[str], Field | None]


def no_field(path: str) -> None:
    """Know no field: every value is told by its type."""
    del path


def fill(
    text: str, known: Mapping[str, Any], field_of: FieldOf = no_field, *, blank: str = LINE
) -> str:
    """Return *text* with its slots filled in one pass, so that braces in a value stay text."""

    def one(found: re.Match[str]) -> str:
        path, how = found.group(1), found.group(2) or ""
        if how.startswith(ONLY_IF):
            return how.removeprefix(ONLY_IF) if is_known(look_up(known, path)) else ""
        shown = show(field_of(path), look_up(known, path), how)
        return shown or _room(path, blank)

    return _SLOT.sub(one, text)


def _room(path: str, blank: str) -> str:
    """Return the room to write what *path* names by hand: as wide as it is long."""
    last = path.rpartition(".")[2]
    if blank == LINE:
        return LINE[0] * _WIDER.get(last, len(LINE))
    if blank == ROOM:
        return ROOM[0] * _WIDER_ROOM.get(last, len(ROOM))
    return blank


@lru_cache(maxsize=4096)
def paths_in(text: str) -> frozenset[str]:
    """Return every path that a slot of *text* may print."""
    return frozenset(
        path for found in _SLOT.finditer(text) for path in alternatives(found.group(1))
    )


def known_lines(
    text: str, known: Mapping[str, Any], field_of: FieldOf = no_field
) -> tuple[str, ...]:
    """Return the lines of *text* without the pieces whose slots are all unknown.

    Pieces of a line stand between full-width blanks; a line with no piece left is left out.
    """

    def speaks(piece: str) -> bool:
        paths = paths_in(piece)
        return bool(piece) and (not paths or any(is_known(known.get(path)) for path in paths))

    lines = (
        GAP.join(
            fill(piece, known, field_of, blank="") for piece in line.split(GAP) if speaks(piece)
        )
        for line in text.split("\n")
    )
    return tuple(line for line in lines if line)
