"""Say where a Word paragraph's text begins and ends on its line, in millimetres of the type area."""

from __future__ import annotations

from jiuji_docs.conformance.word_model import WordParagraph

AREA = 156.0


def begins(one: WordParagraph) -> float:
    """Return how far its first character stands from the type area's left edge."""
    if one.framed:
        return one.frame_left + one.left + one.indent
    if one.align in {"right", "end"}:
        return AREA - one.right - one.width
    if one.align == "center":
        return (AREA + one.left - one.right - one.width) / 2
    return one.left + one.indent


def ends_before(one: WordParagraph) -> float:
    """Return how far its last character ends from the type area's right edge."""
    if one.align in {"right", "end"} and not one.framed:
        return one.right
    return AREA - begins(one) - one.width
