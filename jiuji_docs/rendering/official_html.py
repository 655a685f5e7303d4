"""Write planned pages as the values that the template ``official.pt`` puts on paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jiuji_docs.rendering.official_marks import Page, PlannedDocument, Rule, Stretch, Text
from jiuji_docs.rendering.official_metrics import BASELINE, em
from jiuji_docs.rendering.sheet_metrics import Typeface


@dataclass(frozen=True, slots=True)
class PrintedRun:
    """Text in one family; ``style`` narrows a squeezed mark."""

    family: str
    text: str
    style: str


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One line: CSS for its place, its colour, its runs."""

    style: str
    colour: str
    runs: tuple[PrintedRun, ...]


@dataclass(frozen=True, slots=True)
class PrintedRule:
    """One filled rectangle."""

    style: str
    colour: str


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """Lines in reading order, and rules."""

    lines: tuple[PrintedLine, ...]
    rules: tuple[PrintedRule, ...]
    landscape: bool = False


def printed_pages(planned: PlannedDocument, typeface: Typeface) -> tuple[PrintedPage, ...]:
    """Return every page in millimetres from the paper's corner."""
    return tuple(_page(page, typeface) for page in planned.pages)


def pieces(planned: PlannedDocument) -> Iterator[tuple[str, str]]:
    """Yield (face, text) of all that is printed, for the rare-character audit."""
    for page in planned.pages:
        for text in page.texts:
            for one in text.stretches:
                yield one.face, one.text


def _page(page: Page, typeface: Typeface) -> PrintedPage:
    return PrintedPage(
        tuple(_line(text, typeface) for text in page.texts),
        tuple(_rule(rule) for rule in page.rules),
        page.landscape,
    )


def _line(text: Text, typeface: Typeface) -> PrintedLine:
    """Place a line by its baseline: its box is one em high, the strut's face is the body's."""
    top, left = text.baseline - BASELINE * em(text.size), text.left
    if text.turned:
        top, left = text.baseline, text.left + BASELINE * em(text.size)
    style = (
        f"left:{left:.3f}mm;top:{top:.3f}mm;height:{em(text.size):.3f}mm;"
        f"font-size:{text.size:g}pt;line-height:{em(text.size):.4f}mm"
    )
    if abs(text.spacing) > 1e-6:  # noqa: PLR2004 - no spacing at all
        style += f";letter-spacing:{text.spacing:.5f}em"
    if text.turned:
        style += ";transform:rotate(90deg)"
    runs = tuple(run for one in text.stretches for run in _runs(one, typeface))
    return PrintedLine(style, text.colour, runs)


def _runs(stretch: Stretch, typeface: Typeface) -> Iterator[PrintedRun]:
    margins = [
        f"margin-{side}:-{cut:.5f}em"
        for side, cut in (("left", stretch.cut_left), ("right", stretch.cut_right))
        if cut
    ]
    for run in typeface.runs(stretch.face, stretch.text):
        yield PrintedRun(run.family, run.text, ";".join(margins))


def _rule(rule: Rule) -> PrintedRule:
    style = (
        f"left:{rule.left:.3f}mm;top:{rule.top:.3f}mm;"
        f"width:{rule.width:.3f}mm;height:{rule.height:.3f}mm"
    )
    return PrintedRule(style, rule.colour)
