"""Compute how high each seal stands: on name and date, near the text, inside the type area (7.3.5.1)."""

from __future__ import annotations

from collections.abc import Mapping

from jiuji_docs.rendering.official_rows import Setter
from jiuji_docs.rendering.official_signoff_parts import CLEAR, DATE, GAP, ISSUER, Seat


def seal_top(seat: Seat, tops: Mapping[str, float], setter: Setter) -> float:
    """Return the upper edge in mm of a seal whose row stands at ``tops[seat.row]``.

    Name and date lie a little below the centre of the last row's seals, a name alone likewise. The
    first row's top stays within one line of the text, and every lower edge within the type area.
    """
    pitch = setter.layout.pitch
    first = ISSUER if f"{ISSUER}_0" not in tops else f"{ISSUER}_0"
    lines = 2 if seat.row == ISSUER else 1
    middle = (tops[seat.row] + (tops[DATE] if lines > 1 else tops[seat.row]) + pitch) / 2
    wanted = middle - setter.figures.seal_below_centre - seat.height / 2
    highest = tops[GAP] + CLEAR
    lowest = setter.layout.area_bottom - seat.height
    if seat.row == first:
        lowest = min(lowest, tops[GAP] + pitch - CLEAR)
    else:
        highest = seal_top_before(seat, tops, setter) + seat.height + setter.figures.joint_seal_gap
    return max(min(wanted, lowest), highest)


def seal_top_before(seat: Seat, tops: Mapping[str, float], setter: Setter) -> float:
    """Return the upper edge of the seals one row higher than *seat*'s."""
    rows = sorted((role for role in tops if role.startswith(ISSUER)), key=tops.__getitem__)
    above = rows[rows.index(seat.row) - 1]
    return seal_top(Seat("", seat.middle, above, seat.width, seat.height), tops, setter)
