"""Write the small parts of an official document's DOCX: paragraphs, frames, anchored rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn

from jiuji_docs.rendering.official_marks import BLACK, RED
from jiuji_docs.rendering.sheet_docx_parts import OFFICIAL_FACES, element, twips

_COLOURS = {BLACK: "000000", RED: "E60012"}
_SLOTS = ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs")
_EMU = 36000  # per millimetre
_NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)


@dataclass(frozen=True, slots=True)
class Words:
    """Text in one face and size; ``spacing`` in points per character. A tab is a tab stop."""

    text: str
    face: str
    size: float
    spacing: float = 0.0
    colour: str = BLACK


@dataclass(frozen=True, slots=True)
class Shape:
    """How a paragraph stands: pitch in points, indents in millimetres (first line relative).

    ``stops`` are tab stops as (millimetres, alignment); ``frame`` puts the paragraph at this
    height (mm from the paper's top) in a frame as wide as the type area.
    """

    pitch: float
    align: str = "both"
    first: float = 0.0
    left: float = 0.0
    right: float = 0.0
    before: float = 0.0
    new_page: bool = False
    keep: bool = False
    stops: Sequence[tuple[float, str]] = ()
    frame: float = 0.0
    frame_width: float = 0.0
    #: A frame's left edge, in mm from the margin.
    frame_left: float = 0.0
    #: Level in the navigation pane from 0, -1 for none.
    outline: int = -1


def paragraph(words: Iterable[Words], shape: Shape) -> Any:
    """Return a paragraph element with an exact line pitch."""
    made = element("p")
    made.append(_properties(shape))
    for one in words:
        made.extend(runs(one))
    return made


def _properties(shape: Shape) -> Any:
    """Return paragraph properties in the order the schema demands."""
    made = element("pPr")
    if shape.keep:
        made.append(element("keepNext"))
    if shape.new_page:
        made.append(element("pageBreakBefore"))
    if shape.frame:
        made.append(_frame(shape))
    made.append(element("widowControl", val="0"))
    if shape.stops:
        stops = element("tabs")
        stops.extend(element("tab", val=kind, pos=twips(at)) for at, kind in shape.stops)
        made.append(stops)
    # Word would put a quarter space between Chinese and digits, and the 28 cells would not hold.
    made.extend(element(name, val="0") for name in ("autoSpaceDE", "autoSpaceDN", "snapToGrid"))
    line = str(round(shape.pitch * 20))
    before = str(round(shape.before * 20))
    made.append(element("spacing", before=before, after="0", line=line, lineRule="exact"))
    made.append(_indents(shape))
    made.append(element("jc", val=shape.align))
    if shape.outline >= 0:
        made.append(element("outlineLvl", val=str(shape.outline)))
    return made


def _indents(shape: Shape) -> Any:
    made = element("ind", left=twips(shape.left), right=twips(shape.right))
    name = "firstLine" if shape.first >= 0 else "hanging"
    made.set(qn(f"w:{name}"), twips(abs(shape.first)))
    return made


def _frame(shape: Shape) -> Any:
    """Return a frame without borders: LibreOffice ignores a frame whose paragraph has borders."""
    return element(
        "framePr",
        w=twips(shape.frame_width),
        wrap="around",
        vAnchor="page",
        hAnchor="margin",
        x=_frame_left(shape.frame_left),
        y=twips(shape.frame),
    )


def _frame_left(left: float) -> str:
    """Return a frame's left edge; Word takes 0 for "no place given", so it is never quite 0."""
    return twips(left) if round(left, 2) else "1"


def line_end() -> Any:
    """Return a run that ends a line inside a paragraph."""
    made = element("r")
    made.append(element("br"))
    return made


def runs(words: Words) -> Iterable[Any]:
    """Yield a run per stretch between tabs and line breaks; markup in the text stays text."""
    text = ""
    for character in words.text:
        if character in "\t\n":
            if text:
                yield _run(words, text)
            made = _run(words, "")
            made.append(element("tab" if character == "\t" else "br"))
            yield made
            text = ""
        else:
            text += character
    if text:
        yield _run(words, text)


def _run(words: Words, text: str) -> Any:
    made = element("r")
    made.append(run_properties(words))
    if text:
        inner = element("t")
        inner.text = text
        inner.set(qn("xml:space"), "preserve")
        made.append(inner)
    return made


def run_properties(words: Words) -> Any:
    """Return face in all four slots (else quotes turn to Times), colour, spacing, size."""
    made = element("rPr")
    fonts = element("rFonts", hint="eastAsia")
    for slot in _SLOTS:
        fonts.set(qn(slot), OFFICIAL_FACES[words.face])
    made.append(fonts)
    if words.colour != BLACK:
        made.append(element("color", val=_COLOURS[words.colour]))
    if words.spacing:
        made.append(element("spacing", val=str(round(words.spacing * 20))))
    size = str(round(words.size * 2))
    made.extend((element("sz", val=size), element("szCs", val=size)))
    return made


def field(code: str, words: Words) -> Any:
    """Return a field that Word counts itself, such as PAGE."""
    made = element("fldSimple", instr=code)
    made.append(_run(words, "1"))
    return made


@dataclass(frozen=True, slots=True)
class Bar:
    """A filled rectangle anchored to a paragraph; millimetres.

    ``left`` counts from the margin, ``top`` from the paper's edge or, with ``of_paragraph``, from
    the paragraph's.
    """

    number: int
    left: float
    top: float
    width: float
    height: float
    colour: str = BLACK
    of_paragraph: bool = False


def bar(item: Bar) -> Any:
    """Return a run that holds the rectangle."""
    origin = "paragraph" if item.of_paragraph else "page"
    width, height = round(item.width * _EMU), round(item.height * _EMU)
    drawing = parse_xml(
        f'<mc:AlternateContent {_NAMES}><mc:Choice Requires="wps"><w:drawing>'
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" '
        'behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="margin"><wp:posOffset>{round(item.left * _EMU)}'
        f'</wp:posOffset></wp:positionH><wp:positionV relativeFrom="{origin}"><wp:posOffset>'
        f"{round(item.top * _EMU)}</wp:posOffset></wp:positionV>"
        f'<wp:extent cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:wrapNone/><wp:docPr id="{item.number}" name="line{item.number}"/>'
        "<wp:cNvGraphicFramePr/><a:graphic><a:graphicData "
        'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
        f'<wps:cNvSpPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" '
        f'cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill>'
        f'<a:srgbClr val="{_COLOURS[item.colour]}"/></a:solidFill><a:ln><a:noFill/></a:ln>'
        "</wps:spPr><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
        "</mc:Choice></mc:AlternateContent>"
    )
    made = OxmlElement("w:r")
    made.append(drawing)
    return made
