"""Read a Word file into the model the ruler judges: paragraphs, sections, rules; own or foreign alike."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jiuji_docs.conformance.word_bars import read_bars
from jiuji_docs.conformance.word_model import (
    Face,
    Run,
    WordFile,
    WordParagraph,
    WordSection,
)
from jiuji_docs.conformance.word_package import MAIN, Package, open_package
from jiuji_docs.conformance.word_styles import TWIP, Properties, Styles, W, attribute, number
from jiuji_docs.domain.errors import PaperError

MOST_PARAGRAPHS = 50_000
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_OFF = {"0", "false", "off", "none"}


def read_docx(data: bytes) -> WordFile:
    """Return what a DOCX says; PaperError when it cannot be opened or is too large."""
    package = open_package(data)
    root = package.parts[MAIN]
    styles = Styles(package.parts.get("word/styles.xml"))
    paragraphs, breaks = _paragraphs(root, styles)
    sections = tuple(_section(one, package, styles) for one in breaks) or (_PLAIN,)
    settings = package.parts.get("word/settings.xml")
    return WordFile(
        paragraphs,
        sections,
        tuple(read_bars(root, styles)),
        package.external,
        odd_and_even=_on(settings, "evenAndOddHeaders"),
        macros=any(name.lower().endswith("vbaproject.bin") for name in package.names),
        revisions=sum(1 for _ in root.iter(f"{W}ins", f"{W}del", f"{W}moveFrom", f"{W}moveTo")),
        comments=sum(1 for _ in root.iter(f"{W}commentReference")),
        protected=settings is not None and settings.find(f"{W}documentProtection") is not None,
    )


_PLAIN = WordSection(215.9, 279.4, 25.4, 25.4, 25.4, 25.4)


def _on(settings: Any | None, name: str) -> bool:
    found = settings.find(f"{W}{name}") if settings is not None else None
    return found is not None and attribute(found, "val", "1") not in _OFF


def _paragraphs(root: Any, styles: Styles) -> tuple[tuple[WordParagraph, ...], list[Any]]:
    """Return the paragraphs of the body in order, and the sections' properties."""
    body = root.find(f"{W}body")
    if body is None:
        raise PaperError("Word 文件没有正文")
    made: list[WordParagraph] = []
    breaks: list[Any] = []
    for element in _walk(body):
        if element.tag == f"{W}sectPr":
            breaks.append(element)
            continue
        made.append(_paragraph(element, styles, len(breaks)))
        if len(made) > MOST_PARAGRAPHS:
            raise PaperError(f"超过 {MOST_PARAGRAPHS} 段，不像公文")
    return tuple(made), breaks


def _walk(body: Any) -> Iterator[Any]:
    """Yield paragraphs and section ends in reading order; the fallback of a drawing says nothing new."""
    waiting = [iter(body)]
    while waiting:
        element = next(waiting[-1], None)
        if element is None:
            waiting.pop()
        elif not isinstance(element.tag, str) or element.tag == _FALLBACK:
            continue
        elif element.tag == f"{W}p":
            yield element
            section = element.find(f"{W}pPr/{W}sectPr")
            if section is not None:
                yield section
            waiting.append(iter(element))
        elif element.tag == f"{W}sectPr":
            if element.getparent() is body:
                yield element
        elif element.tag not in {f"{W}pPr", f"{W}rPr"}:
            waiting.append(iter(element))


def _paragraph(element: Any, styles: Styles, section: int) -> WordParagraph:
    own = element.find(f"{W}pPr")
    told = styles.paragraph(own)
    runs = tuple(_runs(element, own, styles))
    size = runs[0].face.size if runs else 16.0
    left, right, indent = _indents(told, size)
    spacing = told.get("spacing", {})
    rule = spacing.get("lineRule", "auto")
    line = number(spacing.get("line"), 240.0)
    parents = {str(parent.tag) for parent in element.iterancestors()}
    outline = told.get("outlineLvl", {}).get("val", "")
    return WordParagraph(
        runs,
        told.get("jc", {}).get("val", "left"),
        left,
        right,
        indent,
        line / 240 if rule == "auto" else line / 20,
        rule,
        _room(spacing),
        section,
        _said(told, "pageBreakBefore") or _breaks(element),
        f"{W}tc" in parents,
        "framePr" in told or f"{W}txbxContent" in parents,
        number(told.get("framePr", {}).get("x"), 0.0) * TWIP,
        number(told.get("framePr", {}).get("y"), 0.0) * TWIP,
        int(outline) if outline.isdigit() and len(outline) < 3 else -1,  # noqa: PLR2004
    )


def _room(spacing: dict[str, str]) -> float:
    """Return the room before and after a paragraph in points; what Word works out itself counts as none."""
    return sum(
        number(spacing.get(side), 0.0) / 20
        for side in ("before", "after")
        if spacing.get(f"{side}Autospacing", "0") in _OFF
    )


def _indents(told: Properties, size: float) -> tuple[float, float, float]:
    """Return left, right and first-line indent in millimetres; hundredths of a character come first."""
    ind = told.get("ind", {})
    em = size * 25.4 / 72

    def side(name: str, *other: str) -> float:
        for key in (name, *other):
            if chars := number(ind.get(f"{key}Chars"), 0.0):
                return chars / 100 * em
            if key in ind:
                return number(ind[key], 0.0) * TWIP
        return 0.0

    return side("left", "start"), side("right", "end"), side("firstLine") - side("hanging")


def _runs(paragraph: Any, own: Any | None, styles: Styles) -> Iterator[Run]:
    for run in paragraph.iter(f"{W}r"):
        holder = next((p for p in run.iterancestors() if p.tag == f"{W}p"), None)
        dropped = any(
            str(p.tag) in {f"{W}del", f"{W}moveFrom", _FALLBACK} for p in run.iterancestors()
        )
        if holder is not paragraph or dropped:
            continue
        text = "".join(_text(child) for child in run)
        if text:
            yield Run(text, _face(styles.run(own, run.find(f"{W}rPr"))))


def _text(child: Any) -> str:
    match child.tag:
        case t if t == f"{W}t":
            return str(child.text or "")
        case t if t == f"{W}tab":
            return "\t"
        case t if t in {f"{W}br", f"{W}cr"}:
            return "" if attribute(child, "type") == "page" else "\n"
    return ""


def _face(told: Properties) -> Face:
    fonts = told.get("rFonts", {})
    return Face(
        fonts.get("eastAsia", ""),
        fonts.get("ascii", ""),
        number(told.get("sz", {}).get("val"), 20.0) / 2,
        _said(told, "b"),
        told.get("color", {}).get("val", "").upper(),
        number(told.get("spacing", {}).get("val"), 0.0) / 20,
        any(name.endswith("Theme") for name in fonts),
        fonts.get("hint", ""),
    )


def _said(told: Properties, name: str) -> bool:
    return name in told and told[name].get("val", "1") not in _OFF


def _breaks(paragraph: Any) -> bool:
    first = next(iter(paragraph.iter(f"{W}br", f"{W}t")), None)
    return first is not None and attribute(first, "type") == "page"


def _section(element: Any, package: Package, styles: Styles) -> WordSection:
    size, margins, grid = (element.find(f"{W}{name}") for name in ("pgSz", "pgMar", "docGrid"))

    def length(of: Any | None, name: str, default: float) -> float:
        return number(of.get(f"{W}{name}") if of is not None else None, default) * TWIP

    footers = tuple(_footers(element, package, styles))
    return WordSection(
        length(size, "w", 12240),
        length(size, "h", 15840),
        length(margins, "top", 1440),
        length(margins, "right", 1440),
        length(margins, "bottom", 1440),
        length(margins, "left", 1440),
        attribute(grid, "type") if grid is not None else "",
        tuple((kind, lines) for kind, lines, _ in footers),
        frozenset(kind for kind, _, numbered in footers if numbered),
    )


def _footers(
    element: Any, package: Package, styles: Styles
) -> Iterator[tuple[str, tuple[WordParagraph, ...], bool]]:
    relations = package.parts.get("word/_rels/document.xml.rels")
    targets = {} if relations is None else {one.get("Id"): one.get("Target") for one in relations}
    first = element.find(f"{W}titlePg")
    apart = first is not None and attribute(first, "val", "1") not in _OFF
    for reference in element.findall(f"{W}footerReference"):
        if attribute(reference, "type", "default") == "first" and not apart:
            continue  # kept in the file, never printed
        target = str(targets.get(reference.get(f"{_R}id"), ""))
        part = package.parts.get(f"word/{target.removeprefix('/word/')}")
        if part is not None:
            lines = tuple(_paragraph(one, styles, 0) for one in part.iter(f"{W}p"))
            yield attribute(reference, "type", "default"), lines, _has_page_field(part)


def _has_page_field(part: Any) -> bool:
    simple = (attribute(one, "instr") for one in part.iter(f"{W}fldSimple"))
    complex_ = (str(one.text or "") for one in part.iter(f"{W}instrText"))
    return any("PAGE" in code.upper().split() for code in (*simple, *complex_))
