"""Set the colophon (版记, 7.4) at the foot of the last page, and the page numbers (7.5)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from jiuji_docs.domain.documents.official import OfficialDocument, chinese_date
from jiuji_docs.rendering.line_composer import ComposedLine, compose
from jiuji_docs.rendering.official_marks import BODY, SONG, Rule, Text
from jiuji_docs.rendering.official_metrics import BELOW_MIDDLE, em
from jiuji_docs.rendering.official_rows import Setter


@dataclass(frozen=True, slots=True)
class Colophon:
    """Texts and rules at their places on the page, and its upper edge in mm."""

    texts: tuple[Text, ...]
    rules: tuple[Rule, ...]
    top: float


def set_colophon(document: OfficialDocument, setter: Setter, *, addressees: bool) -> Colophon:
    """Return the colophon; its last rule's lower edge is the type area's (7.4.1).

    *addressees*: the main recipients were moved here (7.3.2), above the copies, without a rule. A
    letter's has neither rules nor who printed it (10.1).
    """
    if document.style == "letter":
        return _letter_colophon(document, setter, addressees=addressees)
    figures = setter.figures
    lines = _printer(document, setter)
    upper = _recipients(document, setter, addressees=addressees)
    bottom = setter.layout.area_bottom - figures.colophon_thick_rule
    texts: list[Text] = []
    rules = [_rule(bottom, figures.colophon_thick_rule, setter)]
    top = bottom
    for group in (lines, upper):
        if not group:
            continue
        if top != bottom:
            top -= figures.colophon_thin_rule
            rules.append(_rule(top, figures.colophon_thin_rule, setter))
        for row in reversed(group):
            top -= figures.colophon_row
            texts.extend(_at(text, top, setter) for text in row)
    top -= figures.colophon_thick_rule
    rules.append(_rule(top, figures.colophon_thick_rule, setter))
    ordered = sorted(texts, key=lambda text: (round(text.baseline, 2), text.left))
    return Colophon(tuple(ordered), tuple(rules), top)


def _recipients(
    document: OfficialDocument, setter: Setter, *, addressees: bool
) -> list[list[Text]]:
    moved = _listed(f"主送：{document.addressees}。", setter) if addressees else []
    copies = _listed(f"抄送：{document.cc.rstrip('。')}。", setter) if document.cc else []
    return [*moved, *copies]


def _letter_colophon(document: OfficialDocument, setter: Setter, *, addressees: bool) -> Colophon:
    """Set the recipients of copies at the foot of the type area."""
    rows = _recipients(document, setter, addressees=addressees)
    top = setter.layout.area_bottom - len(rows) * setter.figures.colophon_row
    texts = [
        _at(text, top + number * setter.figures.colophon_row, setter)
        for number, row in enumerate(rows)
        for text in row
    ]
    return Colophon(tuple(texts), (), top)


def page_number(number: int, setter: Setter) -> Text:
    """Return — 1 — 7 mm below the type area: odd pages right, even pages left (7.5)."""
    figures = setter.figures
    size = figures.page_number_size
    glyphs = setter.faces.glyphs(SONG, f"— {number} —")
    width = sum(glyph.advance for glyph in glyphs) * em(size)
    inset = figures.page_number_indent_characters * em(size)
    left = figures.area_width - inset - width if number % 2 else inset
    text = setter.line(ComposedLine(0.0, glyphs, 0.0, last=True), size=size, left=left)
    dash = setter.layout.area_bottom + figures.page_number_gap
    return replace(text, baseline=dash + setter.faces.ink_top(SONG, "—") * em(size))


def _listed(words: str, setter: Setter) -> list[list[Text]]:
    """Set a list one character in from both sides; it goes on under the first name."""
    size = setter.figures.colophon_size
    indent = setter.figures.colophon_indent_characters
    limit = setter.figures.area_width / em(size) - indent
    label = setter.faces.width(BODY, words.split("：", 1)[0] + "：")
    lines = compose(setter.faces.glyphs(BODY, words), limit, first=indent, rest=indent + label)
    return [[setter.line(line, size=size)] for line in lines]


def _printer(document: OfficialDocument, setter: Setter) -> list[list[Text]]:
    """Set who printed it on the left and when on the right, one character in."""
    size = setter.figures.colophon_size
    indent = setter.figures.colophon_indent_characters
    date = f"{chinese_date(document.print_date)}印发" if document.print_date else ""
    row = []
    if document.printer:
        glyphs = setter.faces.glyphs(BODY, document.printer)
        row.append(setter.line(ComposedLine(indent, glyphs, 0.0, last=True), size=size))
    if date:
        glyphs = setter.faces.glyphs(BODY, date)
        limit = setter.figures.area_width / em(size) - indent
        left = limit - sum(glyph.advance for glyph in glyphs)
        row.append(setter.line(ComposedLine(left, glyphs, 0.0, last=True), size=size))
    return [row] if row else []


def _at(text: Text, top: float, setter: Setter) -> Text:
    size = setter.figures.colophon_size
    middle = top + setter.figures.colophon_row / 2
    return replace(text, baseline=middle + BELOW_MIDDLE * em(size))


def _rule(top: float, thickness: float, setter: Setter) -> Rule:
    return Rule(setter.figures.left_margin, top, setter.figures.area_width, thickness)
