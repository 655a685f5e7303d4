"""Set the head of a letter (信函格式, 10.1): the name near the paper's edge, two red double rules."""

from __future__ import annotations

from dataclasses import replace

from jiuji_docs.domain.documents.official import OfficialDocument
from jiuji_docs.rendering.line_composer import ComposedLine
from jiuji_docs.rendering.official_head_parts import Head, corner_labels, line_at, red_rules
from jiuji_docs.rendering.official_mark import set_mark
from jiuji_docs.rendering.official_marks import BODY, Rule, Text
from jiuji_docs.rendering.official_metrics import em
from jiuji_docs.rendering.official_rows import Setter

#: Ink of a character that stands in for a number that is not there yet.
_ANY = "国"


def set_letter_head(document: OfficialDocument, setter: Setter) -> Head:
    """Return mark, both double rules, and the number flush right under the upper one.

    The upper rules are thick over thin, the lower thin over thick; both are 170 mm long. A joint
    letter shows the host's name alone.
    """
    figures, pitch = setter.figures, setter.layout.pitch
    host = replace(document, joint_issuers=())
    mark = set_mark(host, setter, top=figures.letter_mark_top, most=figures.area_height)
    rule_top = mark.bottom + figures.letter_rule_gap
    under = rule_top + _height(setter)
    ink = setter.faces.ink_top(BODY, document.number or _ANY) * em(setter.size)
    baseline = under + em(figures.letter_number_gap) + ink
    row_top = baseline - line_at(0.0, setter)
    labels = corner_labels(document, row_top, setter)
    rows = max(len(labels), 1 if document.number else 0)
    return Head(
        (*mark.texts, *labels, *_number(document.number, baseline, setter)),
        (*_upper(rule_top, setter), *_lower(setter)),
        row_top + (rows + figures.letter_title_gap_lines) * pitch,
        mark.size,
    )


def _number(number: str, baseline: float, setter: Setter) -> tuple[Text, ...]:
    """Set the number flush right."""
    if not number:
        return ()
    left = setter.figures.characters_per_line - setter.wide(number)
    glyphs = setter.faces.glyphs(BODY, number)
    line = ComposedLine(left * setter.cell - setter.tracking, glyphs, setter.tracking, last=True)
    return (replace(setter.line(line), baseline=baseline),)


def _height(setter: Setter) -> float:
    figures = setter.figures
    return figures.letter_thick_rule + figures.letter_rule_between + figures.letter_thin_rule


def _upper(top: float, setter: Setter) -> tuple[Rule, ...]:
    figures = setter.figures
    thin = top + figures.letter_thick_rule + figures.letter_rule_between
    bars = ((top, figures.letter_thick_rule), (thin, figures.letter_thin_rule))
    return red_rules(bars, figures.letter_rule_width, setter)


def _lower(setter: Setter) -> tuple[Rule, ...]:
    """Return the lower double rule, whose lower edge is 20 mm above the paper's."""
    figures = setter.figures
    bottom = figures.page_height - figures.letter_rule_bottom
    thick, thin = bottom - figures.letter_thick_rule, bottom - _height(setter)
    bars = ((thin, figures.letter_thin_rule), (thick, figures.letter_thick_rule))
    return red_rules(bars, figures.letter_rule_width, setter)
