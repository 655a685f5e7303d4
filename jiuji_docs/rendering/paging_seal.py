"""Write the strip of a seal that one page carries on its right edge, as PDF operators (骑缝章)."""

from __future__ import annotations

from jiuji_docs.domain.signing.perforation import Strip

POINTS_PER_MM = 72 / 25.4


def strip_operators(strip: Strip, name: str, diameter: float, size: tuple[float, float]) -> str:
    """Return the operators that paint the strip; *size* is the page's width and height in points.

    ``name`` is the seal's form, one unit wide and high; *diameter* is in millimetres. The strip ends
    at the paper's right edge, half-way up. A turned page lies on its left side, so that the edge
    which is the right one in the bound paper is its lower one.
    """
    side = diameter * POINTS_PER_MM
    width, height = size
    turn = ""
    if width > height:
        turn, (width, height) = f"0 -1 1 0 0 {height:.4f} cm ", (height, width)
    seen = (strip.end - strip.start) * side
    edge, foot = width - seen, (height - side) / 2
    clip = f"{edge:.4f} {foot:.4f} {seen:.4f} {side:.4f} re W n"
    place = f"{side:.4f} 0 0 {side:.4f} {edge - strip.start * side:.4f} {foot:.4f} cm"
    return f"q {turn}{clip} {place} /{name} Do Q"
