"""Hold what every sign-off is made of: rows that stay together, seats for seals, bound text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from jiuji_docs.rendering.official_marks import Text
from jiuji_docs.rendering.official_rows import Row, Setter

#: A seal's top stays clear of the last line of text by this much, in mm.
CLEAR = 0.5
GAP, ISSUER, SIGNATURE, DATE = "gap", "issuer", "signature", "date"


@dataclass(frozen=True, slots=True)
class Seat:
    """Where one seal or signature stamp will stand (用印位置): its middle in mm from the left.

    ``row`` is the role of the row whose line it presses; ``height`` is the box's, in mm.
    """

    name: str
    middle: float
    row: str
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class SignOff:
    """The rows of a sign-off and the seats on them."""

    rows: tuple[Row, ...]
    seats: tuple[Seat, ...] = ()


def gaps(count: int, setter: Setter) -> tuple[Row, ...]:
    """Return empty rows that stay with what follows; the first is named, for the seal's limit."""
    blanks = [setter.blank(role=GAP if number == 0 else "") for number in range(count)]
    return tuple(map(kept, blanks))


def kept(row: Row) -> Row:
    """Return the row bound to the one below it."""
    return replace(row, keep=True)


def blank_rows(count: int, setter: Setter) -> tuple[Row, ...]:
    """Return *count* empty rows bound to what follows."""
    return tuple(kept(setter.blank()) for _ in range(count))


def centred_at(words: str, middle: float, setter: Setter) -> Text:
    """Return *words* with their middle *middle* characters from the left."""
    return setter.words(words, left=middle - setter.wide(words) / 2)


def bind(rows: list[Row], least: int, room: float) -> Iterator[Row]:
    """Keep the last lines of text with the sign-off: a page with only that is forbidden (7.3.5.5).

    *least* lines go with it, or as many as *room* mm of its page hold. One line at least stays behind,
    so that the first page still shows text; a heading above stays there too, if it must.
    """
    start = len(rows) - _bound(rows, least, room)
    kin = start
    while kin and rows[kin - 1].keep:
        kin -= 1
    left = start - 1 if kin == 0 or sum(row.height for row in rows[kin:]) > room else -1
    for number, row in enumerate(rows):
        keep = number >= start or (row.keep and number != left)
        yield replace(row, keep=keep) if keep != row.keep else row


def _bound(rows: list[Row], least: int, room: float) -> int:
    """Return how many lines fit with the sign-off; a table's heads stand above its first row again.

    A document that has no text yet, as while it is being written, has none.
    """
    fitting, height = 0, 0.0
    for row in reversed(rows):
        height += row.height
        if height + (row.again.height if row.again else 0.0) > room:
            break
        fitting += 1
    return max(min(least, fitting, len(rows) - 1), 0)
