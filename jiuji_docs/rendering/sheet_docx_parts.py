"""Write the small parts of a DOCX sheet: fonts, paragraphs, head and foot, stable bytes."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from jiuji_docs.rendering.fit import MM_PER_POINT
from jiuji_docs.rendering.sheet_metrics import SMALL_FACE, VALUE_FACE
from jiuji_docs.rendering.sheet_style import (
    SMALL_SIZE,
    STRIP_HEIGHT,
    ParagraphStyle,
)

#: The faces an office's Word has, by the family we print with.
OFFICIAL_FACES = {
    "JiujiFang": "仿宋_GB2312",
    "JiujiKai": "楷体_GB2312",
    "JiujiHei": "黑体",
    "JiujiSong": "宋体",
    "JiujiBiao": "方正小标宋简体",
}
#: ``start`` is a short text at the left; running text at the left is brought to both edges.
_JUSTIFICATION = {"left": "both", "start": "left", "center": "center", "right": "right"}
#: The four slots of a face: Latin, other scripts, Chinese, complex scripts.
RFONTS = ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs")
#: Office files know no "no date"; the content decides the bytes, not the clock.
_EARLIEST = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph to write: text, style, line pitch in mm, and whether it begins a page."""

    text: str
    style: ParagraphStyle
    pitch: float
    new_page: bool = False


def twips(millimetres: float) -> str:
    """Return millimetres as twentieths of a point."""
    return str(round(millimetres / MM_PER_POINT * 20))


def element(tag: str, **attributes: str) -> Any:
    """Return an empty element ``w:tag`` with its attributes in the same namespace."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def run_properties(face: str, size: float) -> Any:
    """Return a run's properties: the official face in all four slots, the size, no bold."""
    made = element("rPr")
    fonts = element("rFonts")
    for slot in RFONTS:
        fonts.set(qn(slot), OFFICIAL_FACES[face])
    half_points = str(round(size * 2))
    made.extend((fonts, element("sz", val=half_points), element("szCs", val=half_points)))
    return made


def paragraph(item: Paragraph) -> Any:
    """Return a paragraph element with an exact line pitch."""
    made, properties = element("p"), element("pPr")
    if item.new_page:
        properties.append(element("pageBreakBefore"))
    pitch = max(item.pitch, item.style.size * MM_PER_POINT * 1.2)
    # Word would add space between Chinese and digits, and what fits would not fit any more.
    for switch in ("autoSpaceDE", "autoSpaceDN", "snapToGrid"):
        properties.append(element(switch, val="0"))
    properties.append(
        element("spacing", before="0", after="0", line=twips(pitch), lineRule="exact")
    )
    if item.style.indent and item.text:
        points = str(round(item.style.indent * item.style.size * 20))
        chars = str(item.style.indent * 100)
        properties.append(element("ind", firstLineChars=chars, firstLine=points))
    properties.append(element("jc", val=_JUSTIFICATION[item.style.align]))
    made.append(properties)
    if item.text:
        made.append(run(item.text, item.style.face, item.style.size))
    return made


def run(text: str, face: str, size: float) -> Any:
    """Return a run of plain text; markup in it stays text."""
    made, words = element("r"), element("t")
    words.text = text
    words.set(qn("xml:space"), "preserve")
    made.extend((run_properties(face, size), words))
    return made


def write(body: Any, item: Paragraph) -> None:
    """Put a paragraph before the body's closing section properties."""
    body.insert(len(body) - 1, paragraph(item))


def separator(body: Any) -> None:
    """Part two tables, which Word would join, and end the body as LibreOffice needs it."""
    made = paragraph(Paragraph("", ParagraphStyle(size=1.0, indent=0), 0.0))
    made.find(qn("w:pPr")).append(run_properties(VALUE_FACE, 1.0))
    body.insert(len(body) - 1, made)


def head(section: Any, text: str) -> None:
    """Write the case number, or a blank form's edition, small at the head right."""
    area = section.header
    area.is_linked_to_previous = False
    _replace(area, Paragraph(text, _small("right"), STRIP_HEIGHT))


def foot(section: Any) -> None:
    """Write 第 n 页 共 m 页 with fields that Word counts itself."""
    area = section.footer
    area.is_linked_to_previous = False
    made = _replace(area, Paragraph("第 ", _small("center"), STRIP_HEIGHT))
    made.append(_field("PAGE"))
    made.append(run(" 页 共 ", SMALL_FACE, SMALL_SIZE))
    made.append(_field("NUMPAGES"))
    made.append(run(" 页", SMALL_FACE, SMALL_SIZE))


def stable(data: bytes) -> bytes:
    """Return the same package with one fixed date on every part."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for item in old.infolist():
            info = zipfile.ZipInfo(item.filename, _EARLIEST)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(item))
    return target.getvalue()


def _replace(area: Any, item: Paragraph) -> Any:
    made = paragraph(item)
    old = area.paragraphs[0]._p  # noqa: SLF001 - python-docx names its XML so
    old.getparent().replace(old, made)
    return made


def _field(code: str) -> Any:
    made = element("fldSimple", instr=code)
    made.append(run("1", SMALL_FACE, SMALL_SIZE))
    return made


def _small(align: str) -> ParagraphStyle:
    return ParagraphStyle(SMALL_FACE, SMALL_SIZE, align, 0)
