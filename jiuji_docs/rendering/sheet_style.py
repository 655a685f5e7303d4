"""Hold the measures of a form sheet: page, margins, faces and sizes of paragraphs."""

from __future__ import annotations

from dataclasses import dataclass

from jiuji_docs.domain.errors import PaperError
from jiuji_docs.rendering.sheet_metrics import LABEL_FACE, SMALL_FACE, VALUE_FACE

TITLE_SIZE, LEAST_TITLE_SIZE, SUBTITLE_SIZE, SMALL_SIZE = 22.0, 16.0, 14.0, 10.5
TITLE_HEIGHT, SUBTITLE_HEIGHT, UNIT_HEIGHT, SPILL_HEIGHT = 11.0, 8.0, 7.0, 7.0
#: Number and foot stand in the margins: the distances of their strips from the paper's edge in mm.
HEAD_TOP, FOOT_UP, STRIP_HEIGHT = 15.0, 17.0, 6.0
#: The QR stands in the upper margin at the left: its distance from the edge, its side in mm with quiet zone.
CODE_TOP, CODE_SIDE = 5.0, 18.0
#: A sheet of more pages is not a form any more.
MOST_PAGES = 60


@dataclass(frozen=True, slots=True)
class Page:
    """Paper and margins in mm; the binding edge (装订边) is left, or above when turned."""

    width: float
    height: float
    top: float
    right: float
    bottom: float
    left: float

    @property
    def inner_width(self) -> float:
        """Width between the margins."""
        return self.width - self.left - self.right

    @property
    def inner_height(self) -> float:
        """Height between the margins."""
        return self.height - self.top - self.bottom


PAGES = {
    "portrait": Page(210, 297, top=25, right=20, bottom=22, left=25),
    "landscape": Page(297, 210, top=27, right=20, bottom=20, left=20),
}


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """Face, size in points and alignment of a paragraph; ``indent`` is in characters."""

    face: str = VALUE_FACE
    size: float = 14.0
    align: str = "left"
    indent: int = 2


STYLES = {
    "": ParagraphStyle(),
    "body": ParagraphStyle(),
    "plain": ParagraphStyle(indent=0),
    "left": ParagraphStyle(indent=0),
    "center": ParagraphStyle(align="center", indent=0),
    "right": ParagraphStyle(align="right", indent=0),
    "heading": ParagraphStyle(face=LABEL_FACE, indent=0),
    "note": ParagraphStyle(face=SMALL_FACE, size=10.5, indent=0),
    "small": ParagraphStyle(face=SMALL_FACE, size=10.5, indent=0),
}


def page_of(orientation: str) -> Page:
    """Return the page of an orientation; an unknown one is a PaperError."""
    if orientation not in PAGES:
        raise PaperError(f"纸张方向“{orientation}”不存在；已有：{'、'.join(PAGES)}")
    return PAGES[orientation]


def paragraph_style(name: str) -> ParagraphStyle:
    """Return a paragraph style; an unknown one is a PaperError."""
    if name not in STYLES:
        raise PaperError(f"段落样式“{name}”不存在；已有：{'、'.join(filter(None, STYLES))}")
    return STYLES[name]
