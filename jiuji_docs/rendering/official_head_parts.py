"""Hold what every head is made of: centred lines, labels in the upper left corner, red rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from jiuji_docs.domain.documents.official import OfficialDocument
from jiuji_docs.rendering.official_marks import BODY, HEI, RED, Rule, Text
from jiuji_docs.rendering.official_metrics import BELOW_MIDDLE, em
from jiuji_docs.rendering.official_rows import Setter


@dataclass(frozen=True, slots=True)
class Head:
    """What stands at fixed places on the first page, and where the title begins (mm)."""

    texts: tuple[Text, ...]
    rules: tuple[Rule, ...]
    title_top: float
    mark_size: float = 0.0


def line_at(top: float, setter: Setter) -> float:
    """Return the baseline of a body line whose row begins at *top* mm."""
    return top + setter.layout.pitch / 2 + BELOW_MIDDLE * em(setter.size)


def centred(words: str, face: str, size: float, baseline: float, setter: Setter) -> Text:
    """Return *words* in the middle of the type area on a baseline given from the paper's top."""
    text = setter.centred(words, face, size, setter.layout.pitch, "black")
    return replace(text, baseline=baseline)


def corner_labels(document: OfficialDocument, top: float, setter: Setter) -> tuple[Text, ...]:
    """Set 份号 and 紧急程度 flush left, one under the other from *top* mm (7.2.1–7.2.3).

    There is never a classification between them: this system refuses classified documents.
    """
    labels = [(document.copy_number, BODY), (document.urgency, HEI)]
    shown = [(words, face) for words, face in labels if words]
    return tuple(
        replace(
            setter.words(words, face=face),
            baseline=line_at(top + number * setter.layout.pitch, setter),
        )
        for number, (words, face) in enumerate(shown)
    )


def red_rules(
    bars: Sequence[tuple[float, float]], width: float, setter: Setter
) -> tuple[Rule, ...]:
    """Return red rules (top and thickness in mm) of *width*, centred on the type area or page.

    Pre-printed paper (套打) has them already.
    """
    if setter.layout.preprinted:
        return ()
    figures = setter.figures
    whole = width > figures.area_width
    left = (figures.page_width - width) / 2 if whole else figures.left_margin
    return tuple(Rule(left, top, width, thickness, RED) for top, thickness in bars)
