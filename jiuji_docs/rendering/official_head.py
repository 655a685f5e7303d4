"""Set the head of a document: mark, number, red rule (版头, 7.2), or a notice's letterhead."""

from __future__ import annotations

from dataclasses import dataclass, replace

from jiuji_docs.domain.documents.official import OfficialDocument
from jiuji_docs.rendering.line_composer import ComposedLine
from jiuji_docs.rendering.official_marks import BIAO, BODY, HEI, RED, Rule, Text
from jiuji_docs.rendering.official_metrics import BELOW_MIDDLE, em, stretches
from jiuji_docs.rendering.official_rows import Setter


@dataclass(frozen=True, slots=True)
class Head:
    """What stands at fixed places on the first page, and where the title begins (mm)."""

    texts: tuple[Text, ...]
    rules: tuple[Rule, ...]
    title_top: float
    mark_size: float = 0.0


def set_head(document: OfficialDocument, setter: Setter) -> Head:
    """Return the head that the document's style has; texts have baselines from the paper's top."""
    if document.style == "notice":
        return _letterhead(document, setter)
    if not document.mark and not document.number:
        return Head((), (), setter.layout.top + setter.layout.pitch)
    return _red_head(document, setter)


def _red_head(document: OfficialDocument, setter: Setter) -> Head:
    """Set the red head; without a mark its place stays free for pre-printed paper (套打)."""
    figures, pitch = setter.figures, setter.layout.pitch
    mark = _mark(document.mark, setter)
    number_top = mark.bottom + figures.number_gap_lines * pitch
    baseline = number_top + pitch / 2 + BELOW_MIDDLE * em(figures.body_size)
    number = _centred(document.number, BODY, figures.body_size, baseline, setter)
    ink = setter.faces.ink_bottom(BODY, document.number) * em(figures.body_size)
    rule_top = baseline + ink + figures.red_rule_gap
    rule = Rule(figures.left_margin, rule_top, figures.area_width, figures.red_rule_thickness, RED)
    texts = tuple(text for text in (mark.text, number) if text.stretches)
    return Head(
        (*_urgency(document, setter), *texts),
        (rule,),
        rule_top + figures.red_rule_thickness + figures.title_gap_lines * pitch,
        mark.text.size,
    )


@dataclass(frozen=True, slots=True)
class _Mark:
    text: Text
    bottom: float


def _mark(mark: str, setter: Setter) -> _Mark:
    """Set the mark as large as the line allows, its ink's top edge where clause 7.2.4 wants it."""
    figures = setter.figures
    width = setter.faces.width(BIAO, mark) if mark else 1.0
    fitting = figures.area_width / em(1.0) / width
    size = max(min(figures.mark_size, int(fitting)), figures.mark_least_size)
    top = figures.top_margin + figures.mark_top
    baseline = top + setter.faces.ink_top(BIAO, mark or "国") * em(size)
    text = _centred(mark, BIAO, size, baseline, setter)
    bottom = baseline + setter.faces.ink_bottom(BIAO, mark or "国") * em(size)
    return _Mark(replace(text, colour=RED), bottom)


def _centred(words: str, face: str, size: float, baseline: float, setter: Setter) -> Text:
    text = setter.centred(words, face, size, setter.layout.pitch, "black")
    return replace(text, baseline=baseline)


def _urgency(document: OfficialDocument, setter: Setter) -> tuple[Text, ...]:
    """Set 特急 or 加急 flush left on the first line (7.2.3); there is never a classification."""
    if not document.urgency:
        return ()
    text = setter.words(document.urgency, face=HEI)
    return (replace(text, baseline=setter.layout.top + text.baseline),)


def _letterhead(document: OfficialDocument, setter: Setter) -> Head:
    """Set a notice's head: the issuer's name, a rule, the number flush right under it."""
    figures, layout = setter.figures, setter.layout
    size = figures.notice_issuer_size
    baseline = layout.top + setter.faces.ink_top(BIAO, document.mark) * em(size)
    name = _centred(document.mark, BIAO, size, baseline, setter)
    rule_top = baseline + em(size) * 0.12 + figures.red_rule_gap
    rule = Rule(figures.left_margin, rule_top, figures.area_width, figures.red_rule_thickness)
    number = _right(document.number, rule_top + layout.pitch, setter)
    title_top = rule_top + figures.title_gap_lines * layout.pitch
    return Head((name, number) if document.number else (name,), (rule,), title_top)


def _right(words: str, bottom: float, setter: Setter) -> Text:
    glyphs = setter.faces.glyphs(BODY, words)
    width = sum(glyph.advance for glyph in glyphs)
    composed = ComposedLine(setter.limit - width, glyphs, 0.0, last=True)
    text = setter.line(composed)
    middle = bottom - setter.layout.pitch / 2
    return replace(
        text,
        baseline=middle + BELOW_MIDDLE * em(setter.size),
        stretches=stretches(glyphs),
    )
