"""Set the issuer's mark (发文机关标志, 7.2.4): one name, or several stacked with 文件 beside them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from jiuji_docs.domain.documents.official import OfficialDocument
from jiuji_docs.rendering.line_composer import ComposedLine
from jiuji_docs.rendering.official_marks import BIAO, RED, Text
from jiuji_docs.rendering.official_metrics import em
from jiuji_docs.rendering.official_rows import Setter

FILE = "文件"
#: Between a joint mark's names and its 文件, in em.
_BESIDE = 0.5
#: Ink of a character that stands in for a mark left to pre-printed paper.
_ANY = "国"


@dataclass(frozen=True, slots=True)
class Mark:
    """The mark's lines, where its ink ends (mm from the paper's top), and its size in points."""

    texts: tuple[Text, ...]
    bottom: float
    size: float


def set_mark(document: OfficialDocument, setter: Setter, *, top: float, most: float) -> Mark:
    """Return the mark with the ink's upper edge at *top* mm; it takes at most *most* mm of height.

    A joint mark gets smaller until the first page still shows text (7.2.4).
    """
    made = _joint(document, setter, top, most) if document.joint_issuers else None
    made = made or _single(document.mark, setter, top)
    return replace(made, texts=()) if setter.layout.preprinted else made


def _single(mark: str, setter: Setter, top: float) -> Mark:
    """Set one name as large as the line allows."""
    figures = setter.figures
    width = setter.faces.width(BIAO, mark) if mark else 1.0
    fitting = figures.area_width / em(1.0) / width
    size = max(min(figures.mark_size, int(fitting)), figures.mark_least_size)
    baseline = top + setter.faces.ink_top(BIAO, mark or _ANY) * em(size)
    text = setter.centred(mark, BIAO, size, setter.layout.pitch, RED)
    bottom = baseline + setter.faces.ink_bottom(BIAO, mark or _ANY) * em(size)
    return Mark((replace(text, baseline=baseline),) if mark else (), bottom, size)


def _joint(document: OfficialDocument, setter: Setter, top: float, most: float) -> Mark:
    """Stack the names, all as wide as the widest, with 文件 centred on their right."""
    host = document.mark.removesuffix(FILE)
    names = (host, *document.joint_issuers)
    beside = FILE if document.mark.endswith(FILE) else ""
    size = _joint_size(names, beside, setter, most)
    unit, leading = em(size), setter.figures.joint_mark_leading * em(size)
    high, low = setter.faces.ink_top(BIAO, host), setter.faces.ink_bottom(BIAO, names[-1])
    widest = max(setter.faces.width(BIAO, name) for name in names)
    left = (setter.figures.area_width / unit - _whole(widest, beside)) / 2
    first = top + high * unit
    texts = [
        replace(_spread(name, left, widest, size, setter), baseline=first + at * leading)
        for at, name in enumerate(names)
    ]
    bottom = first + (len(names) - 1) * leading + low * unit
    if beside:
        ink = (setter.faces.ink_top(BIAO, beside) - setter.faces.ink_bottom(BIAO, beside)) / 2
        at = left + widest + _BESIDE
        text = setter.line(ComposedLine(at, setter.faces.glyphs(BIAO, beside)), size=size)
        texts.append(replace(text, baseline=(top + bottom) / 2 + ink * unit, colour=RED))
    return Mark(tuple(texts), bottom, size)


def _joint_size(names: tuple[str, ...], beside: str, setter: Setter, most: float) -> float:
    """Return the largest size in points at which the stack keeps within line and height."""
    figures = setter.figures
    widest = max(setter.faces.width(BIAO, name) for name in names)
    wide = figures.area_width / em(1.0) / _whole(widest, beside)
    high = most / em(1.0) / (1 + (len(names) - 1) * figures.joint_mark_leading)
    return max(float(int(min(figures.mark_size, wide, high))), figures.joint_mark_least_size)


def _whole(widest: float, beside: str) -> float:
    return widest + (_BESIDE + len(beside) if beside else 0.0)


def _spread(name: str, left: float, widest: float, size: float, setter: Setter) -> Text:
    """Set a name over the whole width of the widest (分散对齐)."""
    glyphs = setter.faces.glyphs(BIAO, name)
    free = widest - sum(glyph.advance for glyph in glyphs)
    composed = ComposedLine(left, glyphs, free / max(len(glyphs) - 1, 1))
    return replace(setter.line(composed, size=size), colour=RED)
