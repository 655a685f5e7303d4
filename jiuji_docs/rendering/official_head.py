"""Set the head of a document on its first page (版头, 7.2), each format by its own rules."""

from __future__ import annotations

from dataclasses import replace

from jiuji_docs.domain.documents.official import OfficialDocument
from jiuji_docs.rendering.line_composer import ComposedLine
from jiuji_docs.rendering.official_head_letter import set_letter_head
from jiuji_docs.rendering.official_head_parts import (
    Head,
    centred,
    corner_labels,
    line_at,
    red_rules,
)
from jiuji_docs.rendering.official_mark import set_mark
from jiuji_docs.rendering.official_marks import BIAO, BODY, Rule, Text
from jiuji_docs.rendering.official_metrics import BELOW_MIDDLE, em, stretches
from jiuji_docs.rendering.official_rows import Setter
from jiuji_docs.rendering.official_signers import set_signers


def set_head(document: OfficialDocument, setter: Setter, *, below: float = 0.0) -> Head:
    """Return the head that the document's format has; baselines count from the paper's top.

    *below*: mm that title, addressees and the first lines of text need under the red rule, which
    limits a joint mark.
    """
    match document.style:
        case "notice":
            return _letterhead(document, setter)
        case "letter":
            return set_letter_head(document, setter)
        case "command":
            return _command_head(document, setter)
    if not document.mark and not document.number:
        return Head((), (), setter.layout.top + setter.layout.pitch)
    return _red_head(document, setter, below)


def _red_head(document: OfficialDocument, setter: Setter, below: float) -> Head:
    """Set mark, number and red rule; without a mark its place stays free for printed paper."""
    figures, pitch = setter.figures, setter.layout.pitch
    top = figures.top_margin + figures.mark_top
    gaps = (figures.number_gap_lines + figures.title_gap_lines + 1) * pitch + figures.red_rule_gap
    mark = set_mark(document, setter, top=top, most=setter.layout.bottom - top - gaps - below)
    number_top = mark.bottom + figures.number_gap_lines * pitch
    row, baseline = _number_row(document, number_top, setter)
    ink = setter.faces.ink_bottom(BODY, document.number) * em(figures.body_size)
    rule_top = baseline + ink + figures.red_rule_gap
    rule = red_rules(((rule_top, figures.red_rule_thickness),), figures.area_width, setter)
    return Head(
        (*corner_labels(document, setter.layout.top, setter), *mark.texts, *row),
        rule,
        rule_top + figures.red_rule_thickness + figures.title_gap_lines * pitch,
        mark.size,
    )


def _number_row(
    document: OfficialDocument, top: float, setter: Setter
) -> tuple[tuple[Text, ...], float]:
    """Return the number's line with its baseline: centred, or beside the last signer (7.2.6)."""
    if document.direction == "up":
        return set_signers(document, top, setter)
    number = centred(document.number, BODY, setter.size, line_at(top, setter), setter)
    return (number,) if document.number else (), number.baseline


def _command_head(document: OfficialDocument, setter: Setter) -> Head:
    """Set a command's mark and its number (令号); there is no rule (10.2)."""
    figures, pitch = setter.figures, setter.layout.pitch
    top = figures.top_margin + figures.command_mark_top
    mark = set_mark(document, setter, top=top, most=setter.layout.bottom - top)
    number_top = mark.bottom + figures.command_number_gap_lines * pitch
    number = centred(document.number, BODY, setter.size, line_at(number_top, setter), setter)
    shown = (number,) if document.number else ()
    body_top = number_top + (1 + figures.command_body_gap_lines) * pitch
    labels = corner_labels(document, setter.layout.top, setter)
    return Head((*labels, *mark.texts, *shown), (), body_top, mark.size)


def _letterhead(document: OfficialDocument, setter: Setter) -> Head:
    """Set a notice's head: the issuer's name, a rule, the number flush right under it."""
    figures, layout = setter.figures, setter.layout
    size = figures.notice_issuer_size
    baseline = layout.top + setter.faces.ink_top(BIAO, document.mark) * em(size)
    name = centred(document.mark, BIAO, size, baseline, setter)
    rule_top = baseline + em(size) * 0.12 + figures.red_rule_gap
    rule = Rule(figures.left_margin, rule_top, figures.area_width, figures.red_rule_thickness)
    number = _right(document.number, rule_top + layout.pitch, setter)
    title_top = rule_top + figures.title_gap_lines * layout.pitch
    return Head((name, number) if document.number else (name,), (rule,), title_top)


def _right(words: str, bottom: float, setter: Setter) -> Text:
    glyphs = setter.faces.glyphs(BODY, words)
    width = sum(glyph.advance for glyph in glyphs)
    text = setter.line(ComposedLine(setter.limit - width, glyphs, 0.0, last=True))
    middle = bottom - setter.layout.pitch / 2
    baseline = middle + BELOW_MIDDLE * em(setter.size)
    return replace(text, baseline=baseline, stretches=stretches(glyphs))
