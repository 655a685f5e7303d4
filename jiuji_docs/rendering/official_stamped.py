"""Set the names and the date that seals will press: one organ, or several in rows (7.3.5.1)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from jiuji_docs.domain.documents.official import OfficialDocument
from jiuji_docs.rendering.official_rows import Row, Setter
from jiuji_docs.rendering.official_signoff_parts import (
    CLEAR,
    DATE,
    ISSUER,
    Seat,
    SignOff,
    blank_rows,
    centred_at,
    gaps,
    kept,
)


def set_stamped(document: OfficialDocument, date: str, setter: Setter) -> SignOff:
    """Return names in order, each centred in its column, and the date under the last one.

    The date ends 4 characters from the right, so the last column stands over it.
    """
    figures, names = setter.figures, document.signatories
    columns = _columns(document, date, setter)
    rows = [names[start : start + columns.count] for start in range(0, len(names), columns.count)]
    between = blank_rows(_rows_between(document.seal_diameter, setter), setter)
    made: list[Row] = [*gaps(int(figures.sign_off_gap_lines), setter)]
    seats: list[Seat] = []
    for number, row in enumerate(rows):
        role = ISSUER if number == len(rows) - 1 else f"{ISSUER}_{number}"
        middles = columns.middles(len(row))
        texts = [centred_at(name, at, setter) for name, at in zip(row, middles, strict=True)]
        made += [kept(setter.row(texts, role=role)), *(between if role != ISSUER else ())]
        seats += _seats(len(seats), middles, role, document, setter)
    under = setter.row([centred_at(date, columns.last, setter)], role=DATE)
    room = _room(document.seal_diameter, len(rows), setter)
    return SignOff((*made, replace(under, room=room)), tuple(seats))


@dataclass(frozen=True, slots=True)
class _Columns:
    """How many names stand in a row, the last column's middle and their distance, in characters."""

    count: int
    last: float
    step: float

    def middles(self, count: int) -> list[float]:
        """Return the middles of *count* names; a shorter row ends in the last column."""
        return [self.last - self.step * back for back in reversed(range(count))]


def _columns(document: OfficialDocument, date: str, setter: Setter) -> _Columns:
    """Return the columns: as few rows as fit the type area, rows as equal as they can be."""
    figures, names = setter.figures, document.signatories
    date_width = setter.wide(date)
    last = figures.characters_per_line - figures.stamped_right_characters - date_width / 2
    widest = max(map(setter.wide, names))
    last -= max(last + setter.wide(names[-1]) / 2 - figures.characters_per_line, 0.0)
    if len(names) == 1:
        return _Columns(1, last, 0.0)
    seal = document.seal_diameter / setter.layout.cell
    half = max(seal, widest) / 2
    last = min(last, figures.characters_per_line - half)
    least = max(seal + figures.joint_seal_gap / setter.layout.cell, widest + 1)
    most = int((last - half) / least) + 1
    count = max(1, min(most, int(figures.joint_seals_per_row), len(names)))
    count = -(-len(names) // -(-len(names) // count))
    balanced = (2 * last - figures.characters_per_line) / max(count - 1, 1)
    return _Columns(count, last, max(least, balanced))


def _rows_between(diameter: float, setter: Setter) -> int:
    """Return the empty rows between two rows of names: their seals must not touch."""
    needed = (diameter + setter.figures.joint_seal_gap) / setter.layout.pitch
    return int(-(-needed // 1)) - 1


def _seats(
    before: int, middles: list[float], role: str, document: OfficialDocument, setter: Setter
) -> list[Seat]:
    """Return a row's seats: ``seal`` for one organ, ``seal_1`` … in the organs' order."""
    alone = len(document.signatories) == 1
    side = float(document.seal_diameter)
    return [
        Seat(
            "seal" if alone else f"seal_{before + number}",
            setter.figures.left_margin + middle * setter.layout.cell,
            role,
            side,
            side,
        )
        for number, middle in enumerate(middles, start=1)
    ]


def _room(diameter: float, rows: int, setter: Setter) -> float:
    """Return what the last row's seals need below the date."""
    if rows > 1:
        return max(0.0, diameter / 2 - setter.figures.seal_below_centre - setter.layout.pitch)
    above = (setter.figures.sign_off_gap_lines + 2) * setter.layout.pitch
    return max(0.0, diameter + CLEAR - above)
