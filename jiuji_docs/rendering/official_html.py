"""Write planned pages as the values that the template ``official.pt`` puts on paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import copysign

from jiuji_docs.rendering.official_marks import BODY, Page, PlannedDocument, Rule, Text
from jiuji_docs.rendering.official_metrics import BASELINE, em
from jiuji_docs.rendering.sheet_metrics import Run, Typeface

#: A margin of less than this (em) is none.
_HAIR = 1e-5
#: Thousandths of an em that a line may miss its edge by: a seventh of a point.
_FAR = 7


@dataclass(frozen=True, slots=True)
class PrintedRun:
    """Text in one family; ``style`` narrows a squeezed mark. Without a family: as the line itself."""

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
        tuple(_lines(page.texts, typeface)),
        tuple(_rule(rule) for rule in page.rules),
        page.landscape,
    )


def _lines(texts: Sequence[Text], typeface: Typeface) -> Iterator[PrintedLine]:
    """Yield the lines; what stands below the one before is simply the next block on the page.

    A block that flows costs the layout much less than one that is placed absolutely.
    """
    cursor = 0.0
    for text in texts:
        top = text.baseline - BASELINE * em(text.size)
        apart = text.turned or top < cursor - _HAIR
        yield _line(text, typeface, cursor, apart=apart)
        if not apart:
            cursor = top + em(text.size)


def _line(text: Text, typeface: Typeface, cursor: float, *, apart: bool) -> PrintedLine:
    """Place a line by its baseline: its box is one em high, the strut's face is the body's."""
    top, left = text.baseline - BASELINE * em(text.size), text.left
    if text.turned:
        top, left = text.baseline, text.left + BASELINE * em(text.size)
    style = (
        f"left:{left:.3f}mm;top:{top:.3f}mm"
        if apart
        else f"margin:{top - cursor:.4f}mm 0 0 {left:.3f}mm"
    )
    style += (
        f";height:{em(text.size):.4f}mm;font-size:{text.size:g}pt;line-height:{em(text.size):.4f}mm"
    )
    usual, other, count = _drawn_spacings(text.spacing, len(text.text))
    if usual:
        style += f";letter-spacing:{usual:.5f}em"
    if text.turned:
        style += ";transform:rotate(90deg)"
    runs = tuple(_runs(text, usual, other, count, typeface))
    return PrintedLine(style, f"{text.colour} apart" if apart else text.colour, runs)


def _drawn_spacings(wanted: float, characters: int) -> tuple[float, float, int]:
    """Return the spacing to ask for, another one, and how many characters take the other.

    WeasyPrint cuts spacing to thousandths of an em when it draws, and a line of 28 characters would
    end nearly half a point from its edge. Half a thousandth more is cut to the nearest one; where
    that still adds up, the first characters of the line take a thousandth more or less.
    """
    if abs(wanted) <= _HAIR:
        return 0.0, 0.0, 0
    exact = abs(wanted) * 1000
    thousandths = round(exact)
    missing = (exact - thousandths) * (characters - 1)
    count = round(abs(missing)) if abs(missing) > _FAR else 0
    usual = copysign((thousandths + 0.5) / 1000, wanted)
    step = 1 if missing > 0 else -1
    return usual, copysign((thousandths + step + 0.5) / 1000, wanted), count


def _runs(
    text: Text, usual: float, other: float, count: int, typeface: Typeface
) -> Iterator[PrintedRun]:
    """Yield the runs, and between them what takes back (em) the characters' going astray.

    A run in the strut's own face that needs no style needs no element either: what is to be taken
    back is taken by a neighbour that has one.
    """
    at, astray = 0, 0.0
    for stretch in text.stretches:
        for piece in _cut(stretch.text, count - at):
            spacing = other if at < count else usual
            for run in typeface.runs(stretch.face, piece):
                left, right = -stretch.cut_left - astray, -stretch.cut_right
                astray = len(run.text) * (spacing - text.spacing)
                if run.family != BODY or spacing is not usual or right:
                    right, astray = right - astray, 0.0
                yield _run(run, left, right, spacing if spacing is not usual else None)
            at += len(piece)


def _run(run: Run, left: float, right: float, spacing: float | None) -> PrintedRun:
    sides = (("margin-left", left), ("margin-right", right))
    styles = [f"{side}:{width:.5f}em" for side, width in sides if abs(width) > _HAIR]
    if spacing is not None:
        styles.append(f"letter-spacing:{spacing:.5f}em")
    plain = run.family == BODY and not styles
    return PrintedRun("" if plain else run.family, run.text, ";".join(styles))


def _cut(text: str, at: int) -> Iterator[str]:
    """Yield *text*, in two where *at* characters of it have another spacing than the rest."""
    if 0 < at < len(text):
        yield text[:at]
        yield text[at:]
    else:
        yield text


def _rule(rule: Rule) -> PrintedRule:
    style = (
        f"left:{rule.left:.3f}mm;top:{rule.top:.3f}mm;"
        f"width:{rule.width:.3f}mm;height:{rule.height:.3f}mm"
    )
    return PrintedRule(style, rule.colour)
