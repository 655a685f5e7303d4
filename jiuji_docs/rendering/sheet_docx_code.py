"""Put the QR of a sheet into the head of its DOCX (二维码), where the PDF has it, on every page."""

from __future__ import annotations

import io
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

from jiuji_docs.rendering.qr import QUIET, qr_path, qr_png
from jiuji_docs.rendering.sheet_style import CODE_SIDE, CODE_TOP, Page

_APART = ("distT", "distB", "distL", "distR")
#: What an anchor must say of itself, in the order of the standard's schema (ISO/IEC 29500-1, 20.4.2.3).
_ANCHOR = {
    "simplePos": "0",
    "relativeHeight": "1",
    "behindDoc": "1",
    "locked": "1",
    "layoutInCell": "1",
    "allowOverlap": "1",
}


def place_code(section: Any, text: str, page: Page) -> None:
    """Anchor the QR of *text* to the page in the section's head; its dark modules begin at the left margin."""
    side, _path = qr_path(text)
    line = section.header.paragraphs[0].add_run()
    picture = line.add_picture(io.BytesIO(qr_png(text)), width=Mm(CODE_SIDE))
    inline = picture._inline  # noqa: SLF001 - python-docx names its XML so
    _name(inline)
    inline.getparent().replace(inline, _anchored(inline, page.left - CODE_SIDE * QUIET / side))


def _name(inline: Any) -> None:
    """Say for readers of the page aloud what the picture is."""
    properties = inline.find(qn("wp:docPr"))
    properties.set("name", "二维码")
    properties.set("descr", "文书二维码")


def _anchored(inline: Any, left: float) -> Any:
    """Return the drawing as one that stands on the page instead of in the line."""
    anchor = OxmlElement("wp:anchor")
    for name, value in {**dict.fromkeys(_APART, "0"), **_ANCHOR}.items():
        anchor.set(name, value)
    origin = OxmlElement("wp:simplePos")
    origin.set("x", "0")
    origin.set("y", "0")
    anchor.append(origin)
    anchor.append(_position("wp:positionH", left))
    anchor.append(_position("wp:positionV", CODE_TOP))
    anchor.append(inline.find(qn("wp:extent")))
    anchor.append(OxmlElement("wp:wrapNone"))
    anchor.extend(list(inline))
    return anchor


def _position(tag: str, millimetres: float) -> Any:
    made = OxmlElement(tag)
    made.set("relativeFrom", "page")
    offset = OxmlElement("wp:posOffset")
    offset.text = str(int(Mm(millimetres)))
    made.append(offset)
    return made
