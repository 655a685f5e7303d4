"""Set the signature stamps of commands and motions: post, stamped name, date (签名章, 7.3.5.3)."""

from __future__ import annotations

from dataclasses import replace

from jiuji_docs.domain.documents.elements import SignatureStamp
from jiuji_docs.domain.documents.official import OfficialDocument
from jiuji_docs.rendering.line_composer import ComposedLine
from jiuji_docs.rendering.official_marks import KAI, RED, Text
from jiuji_docs.rendering.official_metrics import em
from jiuji_docs.rendering.official_rows import Row, Setter, padded
from jiuji_docs.rendering.official_signoff_parts import (
    DATE,
    SIGNATURE,
    Seat,
    SignOff,
    blank_rows,
    gaps,
    kept,
)


def set_signatures(document: OfficialDocument, date: str, setter: Setter) -> SignOff:
    """Return one row per person and the date, all 4 characters from the right.

    Posts stand 2 characters left of the stamp, in the middle of its height. The name is printed in
    red where the stamp goes, so that the words of the paper are whole without its picture.
    """
    figures = setter.figures
    rows: list[Row] = [*gaps(int(figures.signature_gap_lines), setter)]
    seats: list[Seat] = []
    widest = max(_wide(one, setter) for one in document.signature_stamps)
    left = figures.characters_per_line - figures.signature_right_characters - widest
    for number, one in enumerate(document.signature_stamps, start=1):
        role = f"{SIGNATURE}_{number}"
        post_left = left - figures.signature_post_characters - setter.wide(one.post)
        post = setter.words(one.post, left=post_left)
        rows.append(kept(setter.row([post, _stamp(one, left, setter)], role=role)))
        middle = figures.left_margin + (left + widest / 2) * setter.layout.cell
        seats.append(Seat(role, middle, role, widest * setter.layout.cell, setter.layout.pitch))
    if not date:
        return SignOff((*rows[:-1], replace(rows[-1], keep=False)), tuple(seats))
    right = figures.characters_per_line - figures.signature_right_characters
    under = setter.row([setter.words(date, left=right - setter.wide(date))], role=DATE)
    blanks = blank_rows(int(figures.signature_date_gap_lines), setter)
    return SignOff((*rows, *blanks, under), tuple(seats))


def _stamp(one: SignatureStamp, left: float, setter: Setter) -> Text:
    size = setter.figures.signature_size
    glyphs = setter.faces.glyphs(KAI, padded(one.name))
    offset = left * setter.layout.cell
    text = setter.line(ComposedLine(0.0, glyphs), size=size, left=offset)
    return replace(text, colour=RED)


def _wide(one: SignatureStamp, setter: Setter) -> float:
    """Return a stamped name's width in characters of the body."""
    width = sum(glyph.advance for glyph in setter.faces.glyphs(KAI, padded(one.name)))
    return width * em(setter.figures.signature_size) / setter.layout.cell
